"""What other lines and apps see. Not yet set up: a partner is rung by hand for now."""

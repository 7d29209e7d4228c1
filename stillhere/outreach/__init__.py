"""Cards that tell people we are here. Bulletins are not yet set up."""

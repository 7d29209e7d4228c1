"""Cards and bulletins that tell people we are here. Not yet set up."""

"""What every page shares: the frame, the components, the live stream, the headers."""

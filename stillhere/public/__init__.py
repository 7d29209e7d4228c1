"""What callers see. Small, quiet, without an account and without a trace."""

"""What operators see: who needs me now, and what to do next."""

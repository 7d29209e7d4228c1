"""The gate: what makes a checkout ready, and what must be green before anything is kept."""

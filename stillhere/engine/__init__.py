"""What happens when nobody acts: the clock, the courier, the auditor and those who tidy up."""

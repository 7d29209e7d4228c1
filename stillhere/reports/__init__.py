"""Counts that never identify. Not yet set up: the ledger already holds what will be counted."""

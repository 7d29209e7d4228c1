"""What we do: load, decide, save, owe. One action, one transaction, one ledger entry."""

"""A whole service on a virtual clock: real actions, rules and database, invented people."""

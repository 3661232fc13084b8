"""Use cases: commands with their handlers, and queries, one module per area."""

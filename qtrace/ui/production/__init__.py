"""The line station: orders, operations, materials, checks, pieces."""

"""Shipments: the list, the packing table, and who gets what we make."""

"""Suppliers, sites, sources and the formats of their labels."""

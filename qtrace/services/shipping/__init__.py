"""Customers and shipments."""

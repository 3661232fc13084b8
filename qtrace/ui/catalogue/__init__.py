"""Approvals of quality master data, and what quality decides about severity."""

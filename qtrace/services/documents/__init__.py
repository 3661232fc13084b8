"""Issued documents and the incoming inspection report."""

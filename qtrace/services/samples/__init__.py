"""Samples as things."""

"""Samples as things: what was taken, where it is, what it showed."""

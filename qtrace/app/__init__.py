"""Composition root: wiring, command line, start-up, crash handling."""

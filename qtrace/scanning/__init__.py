"""From light and keys to a code."""

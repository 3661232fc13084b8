"""Tokens, palette, style sheet template, icons, fonts."""

"""Holds, interlocks and their rules: placing, asking, changing, lifting."""

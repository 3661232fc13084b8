"""Codes on labels: parse, judge, encode."""

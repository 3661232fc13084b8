"""Tests of the scanning floor."""

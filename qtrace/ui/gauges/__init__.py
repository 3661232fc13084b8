"""Gauges and their calibrations."""

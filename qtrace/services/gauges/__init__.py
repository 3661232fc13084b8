"""Gauges, calibrations, look-back and studies of measurement systems."""

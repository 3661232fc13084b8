"""Decided inspections, and asking for a new one."""

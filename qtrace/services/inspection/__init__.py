"""Inspections from the start to the signature, and the severity of the next one."""

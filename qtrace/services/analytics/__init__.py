"""Charts, capability and counts of what was inspected."""

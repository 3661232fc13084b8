"""Charts: what measured values and failures say over time."""

"""Print jobs: what waits, what failed, what was printed."""

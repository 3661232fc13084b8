"""Places, movements and stock."""

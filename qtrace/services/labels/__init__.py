"""Labels of containers and units, and the scan that proves each."""

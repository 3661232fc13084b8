"""The wall board: all lines of the plant, no input."""

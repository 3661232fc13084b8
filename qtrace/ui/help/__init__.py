"""Help for the screen in front: F1 opens it beside the work."""

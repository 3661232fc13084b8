"""The camera as a scanner: a panel beside any screen."""

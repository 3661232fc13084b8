"""Views and view models, one folder per area."""

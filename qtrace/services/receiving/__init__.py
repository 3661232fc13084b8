"""From the announced delivery to a lot of ours."""

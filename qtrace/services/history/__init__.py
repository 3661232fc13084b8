"""The device history record of a batch."""

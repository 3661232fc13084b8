"""The receiving queue and the receive screen with its container labels."""

"""The tour: the real window, driven by real key events, on a plant of its own."""

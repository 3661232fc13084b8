"""The page of a lot: what it is, what happened to it, what may be done with it now."""

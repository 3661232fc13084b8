"""Rules of production: feeding, checks, progress, balance and the gate of a batch."""

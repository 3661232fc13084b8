"""The record stream as bytes and algorithms: canonical form, leaves, chains, verdicts."""

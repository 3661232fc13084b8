"""Nonconformances, deviations and concessions: opened, disposed of, closed."""

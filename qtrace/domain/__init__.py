"""Pure rules: no clock, no files, no database, no Qt."""

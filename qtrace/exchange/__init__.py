"""Files in and out, with a dry run."""

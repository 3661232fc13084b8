"""What a keyboard scanner does to the codes it types, found out with a check sheet."""

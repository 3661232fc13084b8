"""Print jobs, and the input parts that the desk screens share."""

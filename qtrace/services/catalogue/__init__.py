"""Parts, revisions, plans and what waits for a second person before it is in force."""

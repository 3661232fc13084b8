"""Who is at the station, and who may be: sign-in, first run, people and roles."""

"""What happened: parsed sentences and their actors → Events."""

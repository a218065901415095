"""Who acts: mentions of actors in a text, and whom they stand for."""

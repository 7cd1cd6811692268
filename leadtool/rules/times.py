"""Rules about times."""

"""Rules about organisations."""

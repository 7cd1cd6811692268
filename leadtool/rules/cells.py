"""Rules about cells."""

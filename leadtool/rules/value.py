"""Rules about value."""

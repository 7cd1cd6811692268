"""Rules about reading."""

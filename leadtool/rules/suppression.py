"""Rules about suppression."""

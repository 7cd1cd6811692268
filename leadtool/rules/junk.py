"""Rules about junk."""

"""Rules about emails."""

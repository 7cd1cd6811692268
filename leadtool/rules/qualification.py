"""Rules about qualification."""

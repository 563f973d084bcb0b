"""The commands of reviews and the year letter."""

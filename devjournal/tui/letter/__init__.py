"""The year letter."""

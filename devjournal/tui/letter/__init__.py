"""The year letter on its page."""

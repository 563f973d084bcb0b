"""Syncing the app with other machines."""

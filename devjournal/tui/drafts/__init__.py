"""The drafts that wait, in the app."""

"""The command drafts."""

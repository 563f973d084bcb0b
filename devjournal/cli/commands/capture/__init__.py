"""The commands of what could be an entry: drafts."""

"""What could be an entry: drafts, and how commits, events and notes become drafts."""

"""The page of drafts."""

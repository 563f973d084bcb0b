"""The page of one gap."""

"""Sync of a journal with other machines through a shared folder. `session` describes the protocol."""

"""Dated texts and weeks read from other programs' files, before they go into the journal."""

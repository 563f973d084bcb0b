"""Dated texts and weeks read from other programs' files, before they are added to the journal."""

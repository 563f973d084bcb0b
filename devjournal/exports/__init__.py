"""Exports and readers: values in, text out, and back. Nothing here knows the journal's file or a screen."""

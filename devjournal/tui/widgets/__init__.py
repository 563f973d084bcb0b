"""Widgets of screens and forms. They know domain values, but not the journal."""

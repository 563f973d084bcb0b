"""The Gap board."""

"""The gap board."""

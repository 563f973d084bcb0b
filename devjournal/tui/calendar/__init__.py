"""The Calendar."""

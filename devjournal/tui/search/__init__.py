"""Searching from any screen."""

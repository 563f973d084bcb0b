"""Copies of the journal, how long each is kept, and the results of health checks."""

"""Untrusted files, damaged or edited by another program: rescues their valid rows, and hides the others."""

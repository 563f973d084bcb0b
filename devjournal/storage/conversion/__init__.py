"""Encrypting a journal, decrypting it, and giving it a new key, with all its copies."""

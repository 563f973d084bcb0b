"""Encryption: keys, key files, SQLCipher connections, and the keys known to the process and the login."""

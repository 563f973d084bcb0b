"""The key of an encrypted journal: its file, its wrapping, and the processes and logins that know it."""

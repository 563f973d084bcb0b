"""Reads drafts from git histories, calendar files and the inbox folder, without any network."""

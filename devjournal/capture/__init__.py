"""Where drafts are seen: the git history, calendar files and an inbox folder. No network is used."""

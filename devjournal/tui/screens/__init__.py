"""The six screens, one a file, named as on the tab."""

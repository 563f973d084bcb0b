"""The commands, a module a noun, in folders named after the rooms of the journal."""

"""The commands, one module a noun, in folders named like those of `domain` and `storage`."""

"""The commands: one module for each noun, in folders named like those of `domain` and `storage`."""

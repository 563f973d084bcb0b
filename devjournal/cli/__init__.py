"""How devjournal is scripted: commands that join the rooms, print, and exit with a code.

One module a noun, loaded only by the command that was typed.
"""

from devjournal.cli.main import main

__all__ = ["main"]

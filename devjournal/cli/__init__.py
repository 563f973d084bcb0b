"""The command line: commands that use the other packages, print a result and exit with a code.

Each module of `commands` is loaded only by its own commands.
"""

from devjournal.cli.main import main

__all__ = ["main"]

"""What the tests of the file share: a folder whose rights bind this process.

As root the rights on a file bind nobody, so the test becomes somebody else for a moment.
"""

from __future__ import annotations

import os
import pwd
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest


@pytest.fixture
def mine() -> Iterator[Path]:
    """A folder whose rights bind this process, whoever runs the tests."""
    with tempfile.TemporaryDirectory(prefix="devjournal-test-") as name:
        folder = Path(name)
        if os.geteuid() != 0:
            yield folder
            return
        nobody = pwd.getpwnam("nobody").pw_uid
        os.chown(folder, nobody, -1)
        os.seteuid(nobody)
        try:
            yield folder
        finally:
            os.seteuid(0)
            for each in folder.rglob("*"):
                with suppress(OSError):
                    each.chmod(0o700)

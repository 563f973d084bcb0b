"""What the tests of the demo share: its journal on one Friday, written once for all that only read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from devjournal.storage import Journal
from tests.demo.demo_journal import FRIDAY, open_demo


@pytest.fixture(scope="session")
def friday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """The demo on a Friday afternoon."""
    folder: Path = tmp_path_factory.mktemp("demo")
    with open_demo(folder / "friday.db", FRIDAY) as journal:
        yield journal

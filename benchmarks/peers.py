"""Well-known terminal programs at their nearest job: posting opens, jrnl prints and searches.

They are installed with pip into `build/peers`. If that fails, the tables leave them out.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from benchmarks.journals import ENTRIES_A_YEAR, NOW
from benchmarks.subjects import ROOT, Subject

HERE = ROOT / "build" / "peers"
PACKAGES = ("posting", "jrnl", "tree-sitter<0.26")
"""posting's version of Textual fails with a newer tree-sitter."""

_JRNL = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: true
indent_character: '|'
journals: {{default: {{journal: '{journal}'}}}}
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '%F %H:%M'
version: {version}
"""


def install() -> dict[str, str]:
    """Install the peers, and return the version of each installed one."""
    python = HERE / "bin" / "python"
    if not python.exists():
        print(f"Installing {', '.join(PACKAGES)} into {HERE} ...", file=sys.stderr)
        made = _runs(sys.executable, "-m", "venv", str(HERE)) and _runs(str(python), "-m", "pip", "install", *PACKAGES)
        _runs(str(python), "-m", "compileall", "-q", str(HERE / "lib"))
        if not made:
            return {}
    versions = {}
    for name in ("posting", "jrnl"):
        code = f"from importlib.metadata import version; print(version({name!r}))"
        done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            versions[name] = done.stdout.strip()
    return versions


def _runs(*argv: str) -> bool:
    return subprocess.run(argv, capture_output=True, check=False).returncode == 0


def posting(home: Path) -> Subject:
    """Return posting on an empty collection."""
    folder = home / "collection"
    folder.mkdir(exist_ok=True)
    return Subject("posting", (str(HERE / "bin" / "posting"), "--collection", str(folder)), "Collection")


def jrnl(home: Path, years: int, version: str) -> tuple[str, ...]:
    """Return the command line of jrnl on a journal with as many entries as ours of `years` years."""
    total = years * ENTRIES_A_YEAR
    text = home / f"jrnl-{years}.txt"
    text.write_text("\n\n".join(_entry(n, total, years) for n in range(total)) + "\n", encoding="utf-8")
    config = home / f"jrnl-{years}.yaml"
    config.write_text(_JRNL.format(journal=text, version=f"v{version}"), encoding="utf-8")
    return (str(HERE / "bin" / "jrnl"), "--config-file", str(config))


def _entry(n: int, total: int, years: int) -> str:
    day: date = NOW.date() - timedelta(days=years * 364 * (total - n) // total)
    return f"[{day} 09:00] Paired with Ines on backoff and jitter ({n})."

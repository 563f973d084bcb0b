"""The page of settings holds every setting and every key; `--update-golden` writes them in."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from devjournal.settings.document import parse_settings
from devjournal.settings.keys import all_verbs, key_label, resolve_keys
from devjournal.settings.table import SETTINGS, TABLES
from devjournal.tui.verbs import key_places
from tests.docs.guide import blocks, pages, read

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def code(text: str) -> str:
    """Return a text as code in a cell of a table."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def settings() -> str:
    """Return the tables of all settings."""
    lines: list[str] = []
    for table in ("", *TABLES):
        rows = [setting for setting in SETTINGS if ".".join(setting.path[:-1]) == table]
        alike = bool(table) and len({setting.kind.expected for setting in rows}) == 1
        if table:
            each = f" Each takes {rows[0].kind.expected}." if alike else ""
            lines += ["", f"### `[{table}]`", "", f"{TABLES[table]}{each}"]
        lines += ["", "| setting | default | what it is |", "| --- | --- | --- |"]
        for setting in rows:
            takes = "" if alike else f" It takes {setting.kind.expected}."
            default = code(setting.kind.to_toml(setting.default))
            lines.append(f"| `{setting.path[-1]}` | {default} | {setting.help}{takes} |")
    return "\n".join(lines)


def keys() -> str:
    """Return the table of all verbs and their keys."""
    lines = ["", "| verb | key | what it does |", "| --- | --- | --- |"]
    for verb in all_verbs(key_places()):
        caps = " ".join(code(key_label(key)).replace("|", r"\|") for key in verb.keys)
        lines.append(f"| `{verb.id}` | {caps} | {verb.help} |")
    return "\n".join(lines)


@pytest.mark.parametrize(("name", "tables"), [("settings", settings()), ("keys", keys())])
def test_the_page_holds_all_of_them(name: str, tables: str, request: pytest.FixtureRequest) -> None:
    begin, end = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
    page = PAGE.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        page = re.sub(f"{begin}.*?{end[1:]}", lambda _: f"{begin}{tables}\n{end}", page, flags=re.DOTALL)
        PAGE.write_text(page, encoding="utf-8")
    assert f"{begin}{tables}\n{end}" in page


WRONG = b"""theme = "drakula"

[keys]
"week.step" = "N"
"week.goal" = "r"
[ritual]
chek_in = "Thu 12:00"
"""


def test_what_is_wrong_is_told_as_the_page_says() -> None:
    reading = parse_settings(Path("config.toml"), WRONG)
    problems = (*reading.problems, *resolve_keys(reading.keys, key_places())[1])
    messages = reading._replace(problems=tuple(sorted(problems))).messages
    assert blocks(read("docs/settings.md"), "text")[0].text.splitlines() == list(messages)


def test_every_example_is_taken() -> None:
    examples = {page: blocks(read(page), "toml") for page in pages() if page != "docs/reminders.md"}  # starship's
    assert (len(examples["docs/settings.md"]), len(examples["docs/private.md"])) == (2, 1)
    for _, example in (block for page_blocks in examples.values() for block in page_blocks):
        reading = parse_settings(PAGE, example.encode())
        resolved, refused = resolve_keys(reading.keys, key_places())
        assert (reading.problems, refused) == ((), [])
        assert set(resolved) == set(tomllib.loads(example).get("keys", ()))

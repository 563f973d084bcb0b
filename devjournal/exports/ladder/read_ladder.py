"""Reads a ladder in CSV, Markdown or YAML, recognized by its name or its first lines."""

from __future__ import annotations

import re

from devjournal.domain.text.user_text import pluralized
from devjournal.exports.ladder.ladder import Ladder, Options

_KEY = r"[\w\"' -]{1,60}:(?:\s|$)"
_YAML_START = re.compile(rf"(?:- )?{_KEY}|[{{\[]")
_BEGINNING = 2000
"""The number of characters at the start of a text that decide its form."""

_PLURALS = {
    "paragraph of prose": "paragraphs of prose",
    "table that is no list of gaps": "tables that are no lists of gaps",
    "line of a rating scale": "lines of a rating scale",
    "link to another place": "links to other places",
    "item that is ticked off": "items that are ticked off",
    "item of another level": "items of other levels",
    "row of another level": "rows of other levels",
    "level that was not chosen": "levels that were not chosen",
    "empty cell of the level": "empty cells of the level",
    "matrix that waits for --level": "matrices that wait for --level",
    "row without a title": "rows without a title",
    "piece of HTML": "pieces of HTML",
    "line above the header": "lines above the header",
    "value that is no gap": "values that are no gaps",
    "item under a heading that is no area": "items under headings that are no areas",
}


def read_ladder(text: str, options: Options | None = None, name: str = "") -> Ladder:
    """Return the gaps of a file, with counts of what was left out; `name` is its path, whose ending gives the form.

    Raises:
        DocumentRefused: lines cannot be parsed (each is named), or there is no gap.
    """
    ladder = scan_ladder(text, options, name)
    ladder.finish()
    return ladder


def scan_ladder(text: str, options: Options | None = None, name: str = "") -> Ladder:
    """Return the contents of a file, even if a level or an area is missing, or lines cannot be parsed.

    Raises:
        DocumentRefused: it is larger than any ladder, or nested too deep.
    """
    ladder = Ladder(options or Options())
    form = _form(text, name.lower())
    if form == "yaml":
        from devjournal.exports.ladder.yaml_list import read_yaml_list

        read_yaml_list(text, ladder)
    elif form == "markdown":
        from devjournal.exports.ladder.markdown_list import read_markdown_list

        read_markdown_list(text, ladder)
    else:
        from devjournal.exports.ladder.csv_list import read_csv_list

        read_csv_list(text, ladder)
    return ladder


def _form(text: str, name: str) -> str:
    from devjournal.exports.ladder.markdown_list import looks_like_markdown

    if name.endswith((".yaml", ".yml", ".json")):
        return "yaml"
    if name.endswith((".md", ".markdown", ".html", ".htm")):
        return "markdown"
    if name.endswith((".csv", ".tsv")):
        return "csv"
    beginning = text.lstrip()[:_BEGINNING]
    lines = [line for line in beginning.splitlines() if line.strip() and not line.startswith(("---", "# "))]
    if beginning.startswith("<"):  # a web page with tables
        return "markdown"
    first = beginning.partition("\n")[0]
    is_table = any(mark in first.partition(":")[0] for mark in ",;\t")
    if not is_table and not beginning.startswith("- ") and looks_like_markdown(text):
        return "markdown"
    own_item = re.match(r"- (?:skills|experience|brand)[ \t]*[:,]", beginning, re.IGNORECASE)
    if lines and _YAML_START.match(lines[0]) and not own_item:
        return "yaml"
    return "markdown" if looks_like_markdown(text) else "csv"


def skipped_lines(ladder: Ladder) -> list[str]:
    """Return the number of skipped items by reason, in words: `3 paragraphs of prose`."""
    return [pluralized(count, reason, _PLURALS.get(reason, "")) for reason, count in ladder.skipped.items()]

"""Recognizes headings, columns and cells of a ladder by their names and synonyms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from devjournal.domain.career.gap import Area

TITLES = (
    *("title", "gap", "competency", "competence", "competencies", "skill", "skills", "capability", "name"),
    *("behaviour", "behavior", "criterion", "criteria", "attribute", "topic", "dimension", "item", "what"),
)
WHYS = (
    *("why", "description", "expectations", "expectation", "definition", "details", "detail", "reason", "summary"),
    *("indicators", "indicator", "signals", "examples", "example", "evidence", "notes", "note"),
    *("explanation", "meaning"),
    *("what it looks like", "what good looks like", "what we expect", "looks like", "in practice"),
)
AREAS = ("area", "category", "pillar", "group", "theme", "domain", "section")
NEEDED = ("needed", "times", "how many", "how often", "count")
STEPS = ("step",)
SHORT_TITLES = ("display name", "displayname", "summary")
"""Keys that serve as a title if a mapping has none."""

LINKS = ("url", "href", "link")
"""Keys of a mapping that is only a link."""

LEVELS = ("level", "grade", "seniority", "band", "role level")

NAMES: dict[str, Sequence[str]] = {"title": TITLES, "why": WHYS, "area": AREAS, "needed": NEEDED, "step": STEPS}
"""Possible names of each column, likeliest first."""

_AREA_NAMES: dict[str, Area] = {
    **dict.fromkeys(("skill", "skills", "knowledge", "craft"), Area.SKILLS),
    **dict.fromkeys(("experience", "experiences"), Area.EXPERIENCE),
    **dict.fromkeys(("brand", "reputation", "visibility"), Area.BRAND),
}
_MAX_WORDS = 4
"""The most words of a name of an area, a column or a level. A longer text is a sentence."""

_LEVEL = re.compile(
    r"(?:(?:l|ic|p|e|m|t|level|grade|band)[ -]?\d{1,2}[+ab]?|[1-9]|(?:\w+[ -])?(?:i{1,3}|iv|v)|(?:\w+[ -]){1,3}\d"
    r"|[a-z]{1,2}\d{1,2}(?:\s*[-–:].*)?"
    r"|.*\b(?:junior|mid|mid-?level|middle|senior|staff|principal|lead|associate|apprentice|graduate|intern|entry|expert"
    r"|novice|beginner|intermediate|advanced|proficient|competent|distinguished|fellow|director|manager)\b.*)",
    re.IGNORECASE,
)
_SCALE_ITEM = re.compile(
    r"(?:\d{1,2}(?:\s*[-–]\s*\d{1,2})?\s*[-–—=:.)]\s|(?:level|l|ic)[ -]?\d{1,2}\s*[-–—=:]"
    r"|(?:novice|beginner|basic|intermediate|advanced|expert|proficient|competent|none|not applicable|n/a)"
    r"\s*(?:[-–—=:(]|$))",
    re.IGNORECASE,
)
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u266c\u2670-\u27bf\u2b05-\u2b55\u231a-\u23ff\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f]+"
    "(?:\u200d[\U0001f000-\U0001faff\u2600-\u27bf]\ufe0f?)*"
)
_SHORTCODE = re.compile(r"(?<!\S):[a-z][a-z0-9_+-]{1,40}:(?!\S)")
AROUND_EMOJI = rf"(?:[ \t]*(?:{_EMOJI.pattern}|{_SHORTCODE.pattern}))*"
"""Emoji between a title and its why, with the spaces before them."""

_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\([^()\s]{1,2000}\)")
_TAG = re.compile(r"<(b|strong|em|i|u|span|code|sup|sub|a|small)\b[^<>]{0,500}>(.{0,500}?)</\1>", re.IGNORECASE)
_EMPHASIS = (
    re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1"),
    re.compile(r"(?<![\w*])([*_])(?=\S)(.{1,200}?)(?<=\S)\1(?![\w*])"),
    re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,200}?)(?<!`)\1(?!`)"),
)
"""Bold, italics and code of a few words, as in titles."""

_NUMBERING = re.compile(r"(?:\d+(?:\.\d+)*[.)]?|[ivx]+[.)]|[a-z][.)])\s+", re.IGNORECASE)


def plain_markdown(text: str) -> str:
    """Return Markdown text without the marks of bold, italics, code and links."""
    text = _LINK.sub(r"\1", text)
    for emphasis in _EMPHASIS:
        text = emphasis.sub(r"\2", text)
    return _TAG.sub(r"\2", text)


def without_emoji(text: str) -> str:
    """Return a title without emoji and the spaces around them."""
    stripped = _SHORTCODE.sub("", _EMOJI.sub("", text))
    return text if stripped == text else re.sub(r"[ \t]{2,}", " ", stripped).strip()


def plain_name(text: str) -> str:
    """Return a heading or column name for comparison: plain text in lower case."""
    name = without_emoji(plain_markdown(text)).strip().rstrip("#:").strip(" \t-–—*_`|")
    numbering = _NUMBERING.match(name)
    return (name[numbering.end() :] if numbering and numbering.end() < len(name) else name).lower()


def area_like(text: str) -> Area | None:
    """Return the area that a heading or a cell names, alone or within a few words."""
    words = re.findall(r"[^\W\d_]+", plain_name(text))
    areas = {_AREA_NAMES[word] for word in words if word in _AREA_NAMES}
    return areas.pop() if len(areas) == 1 and len(words) <= _MAX_WORDS else None


def column_like(names: Sequence[str], synonyms: Sequence[str]) -> int | None:
    """Return the index of the column with one of these names, or else with one as a word of its name."""
    for name in synonyms:
        if name in names:
            return names.index(name)
    for name in synonyms:
        for at, column in enumerate(names):
            if name in re.split(r"[\W_]+", column) and len(column.split()) <= _MAX_WORDS:
                return at
    return None


def level_like(name: str, level: str) -> bool:
    """Return whether a name is that of a level, alone or with other words."""
    plain, level_name = plain_name(name), plain_name(level)
    return plain == level_name or bool(level_name and re.search(rf"(?<!\w){re.escape(level_name)}(?!\w)", plain))


def is_level(name: str) -> bool:
    """Return whether a name looks like a level: Senior, L4, IC3, Engineer II."""
    return len(name.split()) <= _MAX_WORDS and _LEVEL.fullmatch(plain_name(name) or "-") is not None


def is_scale_item(text: str) -> bool:
    """Return whether an item explains a rating: `0 – none`, `Expert: teaches others`."""
    plain = without_emoji(plain_markdown(text))
    return _SCALE_ITEM.match(plain) is not None or (":" in plain and is_level(plain.partition(":")[0]))

"""The command read: the whole texts of a week, a gap or a person."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from devjournal.cli.argument_types import identifier, needed_text
from devjournal.cli.arguments import argument
from devjournal.cli.context import Context
from devjournal.cli.output import step_glyph, terminal_width
from devjournal.cli.parser import Parser
from devjournal.domain.reading.page import Passage, ReadingPage
from devjournal.domain.text.user_text import one_line, sanitized
from devjournal.errors import UsageError

_INDENT = 2
"""The indentation of a text with a label or below a heading, in cells."""

_MAX_WIDTH = 88
"""The most cells of a line on a terminal."""


def add_read(parser: Parser) -> None:
    """Fill the parser of `read`."""
    argument(parser, "week WEEK", "the week to read (this one)", nargs="?")
    subject = parser.add_mutually_exclusive_group()
    argument(subject, "--gap ID", "a gap with its evidence and goals", identifier("The gap"))
    argument(subject, "--person NAME", "a person with every talk", needed_text("The name"))
    argument(subject, "--since DATE", "every week with texts since that day")
    parser.set_handler(_read, "devjournal read last")


def _read(context: Context, args: Namespace) -> str:
    if args.week is not None and (args.gap or args.person or args.since):
        raise UsageError("A WEEK cannot be combined with --gap, --person or --since; give only one of them.")
    iso = context.week(args.week or "this")
    since = context.day(args.since) if args.since is not None else None
    readings = context.journal.readings
    if args.gap is not None:
        pages: tuple[ReadingPage, ...] = (readings.gap(args.gap),)
    elif args.person is not None:
        pages = (readings.person(context.person(args.person)),)
    elif since is not None:
        pages = readings.since(since)
    else:
        pages = (readings.week(iso),)
    if not pages:
        return f"Nothing was written since {since}."
    return "\n\n\n".join("\n".join(_lines(page, context)) for page in pages) + "\n"


def _lines(page: ReadingPage, context: Context) -> Iterator[str]:
    """Yield the lines of a page. In a pipe, each paragraph is one line."""
    width = min(terminal_width(), _MAX_WIDTH)
    yield from _wrapped(one_line(page.title), width)
    if page.facts:
        yield from _wrapped(context.printable(_fact_line(page.facts)), width)
    if not page.sections:
        yield from ("", "Nothing was written.")
    for section in page.sections:
        yield ""
        yield section.heading
        spaced = any(passage.done is None and (passage.label or passage.facts) for passage in section.passages)
        for number, passage in enumerate(section.passages):
            if number and spaced:
                yield ""
            yield from _passage(passage, width, context)


def _passage(passage: Passage, width: int, context: Context) -> Iterator[str]:
    indent = " " * _INDENT
    if passage.label:
        yield from (f"{indent}{line}" for line in _wrapped(one_line(passage.label), width - _INDENT))
    mark = "" if passage.done is None else f"{step_glyph(passage.done, ascii_only=context.ascii_glyphs)} "
    lines = _wrapped(sanitized(passage.text), width - _INDENT - len(mark) if width else 0) if passage.text else []
    for number, line in enumerate(lines):
        yield f"{indent}{' ' * len(mark) if number else mark}{line}".rstrip()
    if passage.facts:
        facts = f"({_fact_line(passage.facts)})"
        yield from (f"{indent}{line}" for line in _wrapped(facts, width - _INDENT))


def _fact_line(facts: tuple[str, ...]) -> str:
    return ", ".join(map(one_line, facts))


def _wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text wrapped to `width`, line breaks kept; a width of 0 does not wrap."""
    if width <= 0:
        return text.split("\n")
    from devjournal.exports.page.text import wrapped  # only a terminal needs it

    return wrapped(text, max(width, _INDENT * 4))

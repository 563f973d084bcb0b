"""The command doctor: check the journal, and say what to do about problems."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from devjournal.cli.arguments import argument
from devjournal.cli.context import Context
from devjournal.cli.output import as_json, in_ascii
from devjournal.cli.parser import Parser
from devjournal.cli.progress import progress
from devjournal.domain.copies.health_check import CheckResult, Severity, ok, problem
from devjournal.domain.text.user_text import one_line, pluralized
from devjournal.errors import JournalError

_GLYPHS = {Severity.GOOD: ("✓", "+"), Severity.HINT: ("!", "!"), Severity.WRONG: ("✗", "x")}
"""The mark before a check's result, and its ASCII form."""

_LABEL = 12
"""Cells of the column with the check's name."""


def add_doctor(parser: Parser) -> None:
    """Fill the parser of `doctor`."""
    argument(parser, "--json", "as one JSON document")
    parser.set_handler(_doctor, "devjournal doctor")


def _doctor(context: Context, args: Namespace) -> str:
    """Run all checks. The exit code is 1 if one of them fails; hints do not count."""
    from devjournal.storage.health.doctor import examine

    def look() -> tuple[CheckResult, ...]:
        with progress(context, "Looking at the journal", silent=args.json):
            return tuple(examine(context.path, context.clock(), lambda sound: _document(context, sound)))

    findings = context.unlocking(look)
    findings = (*findings, *_of_sync(context))
    found_wrong, hints = (
        sum(check.health is health for check in findings) for health in (Severity.WRONG, Severity.HINT)
    )
    if found_wrong:
        context.exit_code = JournalError.exit_code
        verb = "is" if found_wrong == 1 else "are"
        context.print_error(
            f"{pluralized(found_wrong, 'thing')} {verb} wrong with the journal; each line says what to do."
        )
    if args.json:
        return as_json(
            {"file": str(context.path), "wrong": found_wrong, "hints": hints, "checks": list(map(_row, findings))}
        )
    return "\n".join([*_lines(findings, plain=context.plain), "", _sum(found_wrong, hints)])


def _document(context: Context, sound: Path) -> Iterator[CheckResult]:
    """Check that an export could be imported again, by importing one."""
    from devjournal.exports.transfer.document import dumps, loads
    from devjournal.storage import Journal
    from devjournal.storage.schema.document_shape import ADDED_TABLES, table_columns

    try:
        with Journal(sound, context.clock) as journal:
            version = journal.transfer.version
            loads(dumps(journal.transfer.rows(), version), table_columns(), version, ADDED_TABLES)
    except JournalError as error:
        what = one_line(str(error)).partition("; ")[0].rstrip(".")
        yield problem("export", f"an export could not be imported again: {what}", "change or remove that row")
    else:
        yield ok("export", "an export could be imported again")


def _of_sync(context: Context) -> Iterator[CheckResult]:
    """Check the sync folder, if the settings name one."""
    if not (named := context.settings.sync.folder):
        return
    from devjournal.paths import state_folder  # few journals need them
    from devjournal.sync.checks import check_sync

    try:
        folder = Path(named).expanduser()
    except RuntimeError:  # the home folder of this user is unknown
        folder = Path(named)
    yield from check_sync(folder, context.path, state_folder(), context.clock())


def _row(finding: CheckResult) -> dict[str, object]:
    return {"check": finding.about, "health": finding.health, "says": finding.says, "do": finding.do or None}


def _lines(findings: Sequence[CheckResult], *, plain: bool) -> Iterator[str]:
    for finding in findings:
        glyph = _GLYPHS[finding.health][plain]
        yield f"{glyph} {finding.about:<{_LABEL}}{_sentence(finding.says, plain=plain)}"
        if finding.do:
            yield f"{'':<{_LABEL + 2}}{_sentence(finding.do, plain=plain)}"


def _sentence(words: str, *, plain: bool) -> str:
    """Return a text as a line: our words begin with a capital, names and commands stay as they are."""
    line = one_line(words)
    sentence = f"{line[:1].upper()}{line[1:]}."
    return in_ascii(sentence) if plain else sentence


def _sum(found_wrong: int, hints: int) -> str:
    parts = [pluralized(found_wrong, "thing") + " wrong" if found_wrong else "Nothing is wrong"]
    if hints:
        parts.append(pluralized(hints, "hint"))
    return f"{', '.join(parts)}."

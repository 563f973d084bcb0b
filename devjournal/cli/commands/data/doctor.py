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
from devjournal.domain.text.user_text import capitalized, one_line, pluralized
from devjournal.errors import JournalError

_GLYPHS = {Severity.GOOD: ("✓", "+"), Severity.HINT: ("!", "!"), Severity.WRONG: ("✗", "x")}
"""The mark before a check's result, and its ASCII form."""

_LABEL = 12
"""The width of the column with the check's name, in cells."""


def add_doctor(parser: Parser) -> None:
    """Fill the parser of `doctor`."""
    argument(parser, "--json", "as one JSON document")
    parser.set_handler(_doctor, "devjournal doctor")


def _doctor(context: Context, args: Namespace) -> str:
    """Run all checks. The exit code is 1 if one of them fails; hints do not count."""
    from devjournal.storage.health.doctor import examine

    def check_journal() -> tuple[CheckResult, ...]:
        with progress(context, "Checking the journal", silent=args.json):
            return tuple(examine(context.path, context.clock(), lambda copy: _check_export(context, copy)))

    results = (*context.unlocking(check_journal), *_check_sync(context))
    problems, hints = (
        sum(result.health is severity for result in results) for severity in (Severity.WRONG, Severity.HINT)
    )
    if problems:
        context.exit_code = JournalError.exit_code
        verb = "is" if problems == 1 else "are"
        context.print_error(
            f"{pluralized(problems, 'thing')} {verb} wrong with the journal; each line says what to do."
        )
    if args.json:
        return as_json(
            {"file": str(context.path), "wrong": problems, "hints": hints, "checks": list(map(_row, results))}
        )
    return "\n".join([*_lines(results, ascii_only=context.ascii_glyphs), "", _totals(problems, hints)])


def _check_export(context: Context, copy: Path) -> Iterator[CheckResult]:
    """Check that an export can be imported again, on a valid temporary copy of the journal."""
    from devjournal.exports.transfer.document import dumps, loads
    from devjournal.storage import Journal
    from devjournal.storage.schema.document_shape import OPTIONAL_TABLES, table_columns

    try:
        with Journal(copy, context.clock) as journal:
            version = journal.transfer.version
            loads(dumps(journal.transfer.rows(), version), table_columns(), version, OPTIONAL_TABLES)
    except JournalError as error:
        reason = one_line(str(error)).partition("; ")[0].rstrip(".")
        yield problem("export", f"an export could not be imported again: {reason}", "change or remove that row")
    else:
        yield ok("export", "an export could be imported again")


def _check_sync(context: Context) -> Iterator[CheckResult]:
    """Check the sync folder, if the settings name one."""
    if not (named := context.settings.sync.folder):
        return
    from devjournal.paths import state_folder  # few journals are synced
    from devjournal.sync.checks import check_sync

    try:
        folder = Path(named).expanduser()
    except RuntimeError:  # the user's home folder is unknown
        folder = Path(named)
    yield from check_sync(folder, context.path, state_folder(), context.clock())


def _row(result: CheckResult) -> dict[str, object]:
    return {"check": result.about, "health": result.health, "says": result.says, "do": result.do or None}


def _lines(results: Sequence[CheckResult], *, ascii_only: bool) -> Iterator[str]:
    for result in results:
        glyph = _GLYPHS[result.health][ascii_only]
        yield f"{glyph} {result.about:<{_LABEL}}{_sentence(result.says, ascii_only=ascii_only)}"
        if result.do:
            yield f"{'':<{_LABEL + 2}}{_sentence(result.do, ascii_only=ascii_only)}"


def _sentence(clause: str, *, ascii_only: bool) -> str:
    """Return a clause as a sentence on one line. A quoted name or command at its start stays unchanged."""
    sentence = f"{capitalized(one_line(clause))}."
    return in_ascii(sentence) if ascii_only else sentence


def _totals(problems: int, hints: int) -> str:
    parts = [pluralized(problems, "thing") + " wrong" if problems else "Nothing is wrong"]
    if hints:
        parts.append(pluralized(hints, "hint"))
    return f"{', '.join(parts)}."

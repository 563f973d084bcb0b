"""Parses an iCalendar file (RFC 5545) line by line, in memory that does not grow with the file."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from devjournal.errors import DocumentRefused
from devjournal.input_files import truncated_lines

_MAX_LINE = 65_536
"""The largest unfolded line, in bytes. A longer line, such as an embedded picture, is truncated."""

MAX_BYTES = 128 * 1024 * 1024
"""The largest calendar file, in bytes. Decades of a full calendar are smaller."""

_MAX_DEPTH = 20

_PROPERTY = re.compile(r"([A-Za-z0-9-]+)((?:;[^\":;]*(?:\"[^\"]*\"[^\":;]*)*)*):(.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


class Property(NamedTuple):
    """A content line: the name in capitals, the raw parameters, the raw value."""

    name: str
    parameters: str
    value: str

    @property
    def text(self) -> str:
        """The value of a TEXT property, unescaped."""
        return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], self.value)


Component = list[Property]
"""The properties of one component in file order, without those of nested components."""


def components(file: BinaryIO, name: str, kinds: frozenset[str]) -> Iterator[tuple[str, Component]]:
    """Yield the kind and the properties of each component whose kind is in `kinds`, in the order of their ends.

    Raises:
        DocumentRefused: the file is not a valid calendar. Components before the error have been yielded already.
        OSError: the file cannot be read.
    """
    stack: list[tuple[str, Component | None]] = []
    started = False
    number = 0
    for number, line in _unfolded(file, name):
        match = _PROPERTY.fullmatch(line)
        if match is None:
            if not started:
                break
            raise DocumentRefused(f"{name} is a broken calendar: line {number} is not a property; export it again.")
        item = Property(match[1].upper(), match[2], match[3])
        kind = item.value.strip().upper()
        if item.name == "BEGIN":
            if not stack and kind != "VCALENDAR":
                break
            if len(stack) == _MAX_DEPTH:
                raise DocumentRefused(
                    f"{name} is a broken calendar: line {number} is nested too deep; export it again."
                )
            started = True
            stack.append((kind, [] if kind in kinds else None))
        elif not stack:
            break
        elif item.name == "END":
            open_kind, properties = stack.pop()
            if open_kind != kind:
                raise DocumentRefused(
                    f"{name} is a broken calendar: line {number} ends what did not begin; export it again."
                )
            if properties is not None:
                yield open_kind, properties
        elif (properties := stack[-1][1]) is not None:
            properties.append(item)
    if not started or (not stack and number == 0):
        raise DocumentRefused(f"{name} is not a calendar file; name an .ics file that a calendar exported.")
    if stack:
        raise DocumentRefused(f"{name} is a broken calendar: it breaks off after line {number}; export it again.")


def _unfolded(file: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    """Yield each content line with the number of its first physical line: folded lines joined, blank lines skipped."""
    unfolded, first = b"", 1
    for number, line in _physical_lines(file, name):
        if line[:1] in (b" ", b"\t") and unfolded:
            unfolded += line[1:][: max(0, _MAX_LINE - len(unfolded))]
            continue
        if unfolded:
            yield first, _decoded(unfolded, name, first)
        unfolded, first = line.strip(), number
    if unfolded:
        yield first, _decoded(unfolded, name, first)


def _physical_lines(file: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    """Yield the numbered lines of the file, each truncated to `_MAX_LINE` bytes."""
    error = DocumentRefused(f"{name} is larger than {MAX_BYTES >> 20} MB; export a shorter time.")
    for number, line in enumerate(truncated_lines(file, _MAX_LINE, MAX_BYTES, error), 1):
        yield number, (line.removeprefix(BOM_UTF8) if number == 1 else line).rstrip(b"\r\n")


def _decoded(line: bytes, name: str, number: int) -> str:
    try:
        text = line.decode() if len(line) < _MAX_LINE else line.decode(errors="ignore")
    except UnicodeDecodeError as error:
        raise DocumentRefused(f"{name} is not UTF-8 text (line {number}); export it as an .ics file again.") from error
    if "\0" in text:
        raise DocumentRefused(f"{name} is binary data, not a calendar; name an .ics file that a calendar exported.")
    return text

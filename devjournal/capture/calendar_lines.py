"""The lines of an iCalendar file (RFC 5545), read one by one: memory does not grow with the size of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from devjournal.errors import DocumentRefused

_MAX_LINE = 65_536
"""Bytes of a line, unfolded; what is longer, such as a picture in an event, is cut."""

MAX_BYTES = 128 * 1024 * 1024
"""Bytes of a calendar file; decades of a full calendar are smaller."""

_MAX_DEPTH = 20

_MARK = b"\xef\xbb\xbf"
_PROPERTY = re.compile(r"([A-Za-z0-9-]+)((?:;[^\":;]*(?:\"[^\"]*\"[^\":;]*)*)*):(.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


class Property(NamedTuple):
    """A line of a component: its name in capitals, its parameters as written, its value."""

    name: str
    parameters: str
    value: str

    @property
    def text(self) -> str:
        """The value without the escapes of a text."""
        return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], self.value)


Component = list[Property]
"""The properties of one component, in the order of the file, without those of the components in it."""


def components(file: BinaryIO, name: str, wanted: frozenset[str]) -> Iterator[tuple[str, Component]]:
    """Yield each component of a wanted kind, by its kind.

    Raises:
        DocumentRefused: it is no calendar, or it is broken; some may have been yielded before that is known.
        OSError: it cannot be read.
    """
    stack: list[tuple[str, Component | None]] = []
    began = False
    number = 0
    for number, line in _unfolded(file, name):
        match = _PROPERTY.fullmatch(line)
        if match is None:
            if not began:
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
            began = True
            stack.append((kind, [] if kind in wanted else None))
        elif not stack:
            break
        elif item.name == "END":
            begun, properties = stack.pop()
            if begun != kind:
                raise DocumentRefused(
                    f"{name} is a broken calendar: line {number} ends what did not begin; export it again."
                )
            if properties is not None:
                yield begun, properties
        elif (properties := stack[-1][1]) is not None:
            properties.append(item)
    if not began or (not stack and number == 0):
        raise DocumentRefused(f"{name} is not a calendar file; name an .ics file that a calendar exported.")
    if stack:
        raise DocumentRefused(f"{name} is a broken calendar: it breaks off after line {number}; export it again.")


def _unfolded(file: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    """Yield each line that is not blank with its number, folded ones as one."""
    whole, first = b"", 1
    for number, line in _physical(file, name):
        if line[:1] in (b" ", b"\t") and whole:
            whole += line[1:][: max(0, _MAX_LINE - len(whole))]
            continue
        if whole:
            yield first, _decoded(whole, name, first)
        whole, first = line.strip(), number
    if whole:
        yield first, _decoded(whole, name, first)


def _physical(file: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    """Yield the lines as they stand in the file, the end of one that is too long cut off."""
    number = size = 0
    cut = False
    while line := file.readline(_MAX_LINE):
        size += len(line)
        if size > MAX_BYTES:
            raise DocumentRefused(f"{name} is larger than {MAX_BYTES >> 20} MB; export a shorter time.")
        if not cut:
            number += 1
            yield number, (line.removeprefix(_MARK) if number == 1 else line).rstrip(b"\r\n")
        cut = not line.endswith(b"\n")


def _decoded(line: bytes, name: str, number: int) -> str:
    try:
        text = line.decode() if len(line) < _MAX_LINE else line.decode(errors="ignore")
    except UnicodeDecodeError as error:
        raise DocumentRefused(f"{name} is not UTF-8 text (line {number}); export it as an .ics file again.") from error
    if "\0" in text:
        raise DocumentRefused(f"{name} is binary data, not a calendar; name an .ics file that a calendar exported.")
    return text

"""Reads files to import: limited in size, and decoded by their byte-order mark or as UTF-8."""

from __future__ import annotations

import codecs
import locale
import os
import stat
from collections.abc import Iterator
from errno import EINVAL
from pathlib import Path
from typing import IO, BinaryIO

from devjournal.domain.text.user_text import quoted
from devjournal.errors import DocumentRefused

MAX_BYTES = 32 * 1024 * 1024
"""The largest imported file, in bytes; a lifetime of notes is smaller."""

MAX_DOCUMENT_BYTES = 256 * 1024 * 1024
"""The largest document that is imported, in bytes: hundreds of times ten full years, and a fifth of a small memory."""

MAX_ENTRY_BYTES = 16 * 1024 * 1024
"""The longest text of an entry read from standard input, in bytes."""

MAX_NOTE_BYTES = 4 * 1024 * 1024
"""The largest Markdown file, in bytes: it takes a few seconds, and twice the memory of other commands."""

MAX_LADDER_BYTES = 1024 * 1024
"""The largest ladder, in bytes; published ladders take a tenth of that."""

_MAX_FILES = 50_000
"""The most files in a folder and its subfolders."""

_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    *((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")),
    *((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")),
)
"""Byte-order marks other than that of UTF-8, longest first."""


def decode(content: bytes, *, with_locale: bool) -> str:
    """Decode a text by its byte-order mark, or as UTF-8, or if `with_locale` in the locale's encoding.

    Raises:
        UnicodeDecodeError: the text has another encoding.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = locale.getencoding()
        if not with_locale or "utf" in encoding.lower():
            raise
        return content.decode(encoding)


def read_text(path: Path, hint: str, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of a file of at most `max_bytes` bytes. If it is no text, `hint` tells the user how to save it.

    Raises:
        DocumentRefused: the file cannot be read, is too large, or is no text.
    """
    name = quoted(str(path), 200)
    try:
        content = read_file(path, name, max_bytes)
    except OSError as error:
        raise DocumentRefused(f"{name} cannot be read ({error.strerror}); name another file.") from error
    except ValueError as error:  # a NUL in the path
        raise DocumentRefused(f"{name} is not a path; name another file.") from error
    return text_of(content, name, hint)


def text_of(content: bytes, name: str, hint: str) -> str:
    """Decode the content of a file.

    Raises:
        DocumentRefused: the bytes are no text.
    """
    if content.startswith(b"PK\x03\x04"):
        raise DocumentRefused(f"{name} is a ZIP archive; unpack it and name the file in it.")
    try:
        text = decode(content, with_locale=True)
    except UnicodeDecodeError as error:
        raise DocumentRefused(f"{name} is not UTF-8 text; {hint}.") from error
    if "\0" in text:
        raise DocumentRefused(f"{name} is binary data, or UTF-16 without a byte-order mark; {hint}.")
    return text


def require_end(file: BinaryIO) -> os.stat_result:
    """Refuse a device, which may be endless. Return the status of any other open file, such as a pipe.

    Raises:
        OSError: the file is a device.
    """
    status = os.fstat(file.fileno())
    if stat.S_ISBLK(status.st_mode) or (stat.S_ISCHR(status.st_mode) and not file.isatty()):
        raise OSError(EINVAL, "it is a device")
    return status


def read_file(path: Path, name: str, max_bytes: int, advice: str = "split it, or name another file") -> bytes:
    """Return the contents of a file or a pipe of at most `max_bytes` bytes. A device, which may be endless, is refused.

    Raises:
        DocumentRefused: the file is larger.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        if require_end(file).st_size > max_bytes:  # the file is not read further
            raise _too_large(name, max_bytes, advice)
        return read_bounded(file, name, max_bytes, advice)


def truncated_lines(stream: IO[bytes], max_line: int, max_bytes: int, error: DocumentRefused) -> Iterator[bytes]:
    """Yield each line of a stream, truncated to `max_line` bytes; raise `error` after more than `max_bytes`."""
    size = 0
    is_rest = False
    while part := stream.readline(max_line):
        size += len(part)
        if size > max_bytes:
            raise error
        if not is_rest:
            yield part
        is_rest = not part.endswith(b"\n")


def read_bounded(
    stream: BinaryIO, name: str, max_bytes: int = MAX_BYTES, advice: str = "split it, or name another file"
) -> bytes:
    """Return the contents of a stream of at most `max_bytes` bytes. `advice` ends the error about a longer stream.

    Raises:
        DocumentRefused: the stream has more bytes.
        OSError: the stream cannot be read.
    """
    content = stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise _too_large(name, max_bytes, advice)
    return content


def _too_large(name: str, max_bytes: int, advice: str) -> DocumentRefused:
    return DocumentRefused(f"{name} is larger than {max_bytes >> 20} MB; {advice}.")


def files_below(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files with one of these endings in a folder and its subfolders, sorted by path.

    Hidden files and folders, such as `.obsidian` and `.trash`, and links to folders are skipped.

    Raises:
        DocumentRefused: the folder cannot be read, or has far too many files.
    """

    def refuse(error: OSError) -> None:
        if error.filename in (str(folder), None):
            name = quoted(str(folder), 200)
            raise DocumentRefused(f"{name} cannot be read ({error.strerror}); name another folder.") from error

    count = 0
    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith(".") or not name.lower().endswith(suffixes) or not path.is_file():
                continue
            count += 1
            if count > _MAX_FILES:
                raise DocumentRefused(f"This folder has more than {_MAX_FILES} files; name a subfolder.")
            yield path

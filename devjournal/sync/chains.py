"""The chains of files in a folder: a whole file and those that go on from it, one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from devjournal.sync.files import BadFile, Header, read_header


@dataclass(frozen=True, slots=True)
class Link:
    """A file of a chain."""

    path: Path
    header: Header


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder holds."""

    links: Mapping[str, Link]
    """Every file by the digest of its body, each once."""
    chains: tuple[tuple[Link, ...], ...]
    """Every chain that begins with a whole file, as far as it goes without a gap."""
    bad: Mapping[str, str]
    """The names of files that cannot be read, with the reason."""


def look(folder: Path, names: Mapping[str, object]) -> Found:
    """Return the chains that the files of these names make; of each only the header is read."""
    links: dict[str, Link] = {}
    bad: dict[str, str] = {}
    for name in sorted(names):
        try:
            header = read_header(folder / name)
        except BadFile as error:
            bad[name] = str(error)
        else:
            links.setdefault(header.digest, Link(folder / name, header))
    return Found(links, tuple(_chains(links)), bad)


def _chains(links: Mapping[str, Link]) -> list[tuple[Link, ...]]:
    following: dict[str, list[Link]] = {}
    for link in links.values():
        following.setdefault(link.header.after, []).append(link)
    ended: list[tuple[Link, ...]] = []
    growing: list[tuple[Link, ...]] = [(link,) for link in following.get("", ())]
    while growing:
        chain = growing.pop()
        further = following.get(chain[-1].header.digest, [])
        growing += [(*chain, link) for link in further]
        if not further:
            ended.append(chain)
    return sorted(ended, key=lambda chain: chain[-1].header.digest)

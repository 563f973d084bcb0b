"""A ladder in YAML or JSON: lists and mappings of any depth, whose keys are headings or columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from devjournal.domain.text.user_text import quoted
from devjournal.errors import DocumentRefused
from devjournal.exports.ladder.ladder import AND_AREA, Ladder
from devjournal.exports.ladder.likeness import (
    LEVELS,
    LINKS,
    NAMES,
    SHORT_TITLES,
    area_like,
    column_like,
    is_level,
    plain_name,
)

Node = Any
"""A node of PyYAML, whose types lack the attribute `id`."""

_MAX_DEPTH = 100
_MAX_NODES = 25_000
"""The most values of a ladder. A text with more repeats itself with anchors, or is something else."""


def read_yaml_list(text: str, ladder: Ladder) -> None:
    """Add the gaps of a YAML file.

    Raises:
        DocumentRefused: it has too many values, or is nested too deep.
    """
    import yaml

    if any(bracket * _MAX_DEPTH in text for bracket in "[{"):
        raise DocumentRefused("This YAML is nested too deep; name a ladder.")
    try:
        documents = list(yaml.compose_all(text, Loader=_counting_loader(yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        ladder.faults.add(line, f"This is not YAML ({error.problem or 'it breaks off'}); correct it")
        return
    except (yaml.YAMLError, ValueError) as error:
        raise DocumentRefused("This is not YAML; save it as UTF-8 without control characters.") from error
    except RecursionError as error:
        raise DocumentRefused("This YAML is nested too deep; name a ladder.") from error
    reader = _Yaml(ladder)
    try:
        for document in documents:
            reader.read(document, Place())
    except RecursionError as error:
        raise DocumentRefused("This YAML is nested too deep; name a ladder.") from error


def _counting_loader(loader: type[Any]) -> type[Any]:
    """Return a PyYAML loader that stops when a text has too many values."""

    class Counting(loader):  # type: ignore[misc]  # PyYAML has no types
        count = 0

        def compose_node(self, parent: Node, index: Node) -> Node:
            self.count += 1
            _check_count(self.count)
            return super().compose_node(parent, index)

    return Counting


def _check_count(count: int) -> None:
    if count > _MAX_NODES:
        raise DocumentRefused(f"There are more than {_MAX_NODES} values in this YAML; name a ladder, or a part of it.")


class Place(NamedTuple):
    """The place of a value: area and key above it, and whether it is inside of the chosen level."""

    area: str = ""
    heading: str = ""
    depth: int = 0
    inside: bool = False

    def below(self, heading: str, *, inside: bool = False) -> Place:
        """Return the place of everything below a heading."""
        area = area_like(heading)
        return Place(self.area if area is None else area.value, heading, self.depth + 1, self.inside or inside)


class _Yaml:
    def __init__(self, ladder: Ladder) -> None:
        self._ladder = ladder
        self._nodes = 0

    def read(self, node: Node, place: Place) -> None:
        """Read a value."""
        self._nodes += 1
        _check_count(self._nodes)
        if _is_mapping(node):
            self._mapping(node, place)
        elif _is_sequence(node):
            self._sequence(node, place)
        elif place.depth:
            self._ladder.skip("value that is no gap")

    def _sequence(self, node: Node, place: Place) -> None:
        """Read a list. If its items are levels, read only the chosen one."""
        chosen = self._chosen_values([(self._title(item) or self._level(item), item) for item in node.value], place)
        for item in node.value:
            if _is_scalar(item):
                title, _, why = _text(item).partition(": ")
                self._add(_line(item), {"title": title, "why": why.strip()}, place)
            elif chosen is None:
                self.read(item, place)
            elif item in chosen:
                self.read(item, place._replace(inside=True))
            else:
                self._ladder.skip("level that was not chosen")

    def _chosen_values(self, named_values: Sequence[tuple[str, Node]], place: Place) -> list[Node] | None:
        """Return the values of the chosen level; None if their names are no levels."""
        ladder = self._ladder
        ladder.levels.update((name, None) for name, value in named_values if is_level(name) and not _is_scalar(value))
        if place.inside or not ladder.options.level:
            return None
        nested = [(name, value) for name, value in named_values if name and not _is_scalar(value)]
        return [value for name, value in nested if ladder.takes_level(name)] or None

    def _title(self, node: Node) -> str:
        """Return the title of a mapping with lists below it; other mappings have none here."""
        if not _is_mapping(node) or all(_is_scalar(value) for _, value in node.value):
            return ""
        at = self._places(node.value).get("title")
        return "" if at is None else _text(node.value[at][1])

    def _level(self, node: Node) -> str:
        """Return the level of a mapping with lists and without a title: `level: 2`, `criteria: […]`."""
        if not _is_mapping(node) or all(_is_scalar(value) for _, value in node.value):
            return ""
        at = _level_key(node.value)
        return "" if at is None or "title" in self._places(node.value) else _text(node.value[at][1])

    def _mapping(self, node: Node, place: Place) -> None:
        pairs = node.value
        names = [_text(key) for key, _ in pairs]
        places = self._places(pairs)
        if "title" in places:
            self._row(node, places, place)
        elif (
            place.heading
            and len(pairs) > 1
            and all(map(is_level, names))
            and not any(_is_mapping(value) for _, value in pairs)
        ):
            self._levels_of_title(node, place)
        else:
            chosen = self._chosen_values([(name, value) for name, (_, value) in zip(names, pairs, strict=True)], place)
            level = _level_key(pairs) if len(pairs) > 1 else None
            for at, (name, (key, value)) in enumerate(zip(names, pairs, strict=True)):
                if at == level:
                    self._ladder.levels[_text(value)] = None
                elif _is_scalar(value):
                    self._title_and_why(key, value, place)
                elif chosen is None or value in chosen:
                    self.read(value, place.below(name, inside=chosen is not None))
                else:
                    self._ladder.skip("level that was not chosen")

    def _title_and_why(self, key: Node, value: Node, place: Place) -> None:
        if place.depth and _text(value).strip():
            self._add(_line(key), {"title": _text(key), "why": _text(value)}, place)
        else:
            self._ladder.skip("value that is no gap")

    def _add(self, line: int, cells: dict[str, str], place: Place) -> None:
        """Add a gap, unless it is outside of the chosen level."""
        if self._ladder.options.level and not place.inside:
            self._ladder.skip("item of another level")
        else:
            self._ladder.add(line, {**cells, "area": cells.get("area") or place.area})

    def _places(self, pairs: Sequence[tuple[Node, Node]]) -> dict[str, int]:
        """Return the keys of a mapping for the columns of a row. Only a why may be a list."""
        names = [plain_name(_text(key)) for key, _ in pairs]
        scalars = [name if _is_scalar(value) else "" for name, (_, value) in zip(names, pairs, strict=True)]
        places = {}
        for field, name in self._ladder.options.columns.items():
            if plain_name(name) in names:
                places[field] = names.index(plain_name(name))
        fallback = column_like(scalars, SHORT_TITLES)
        if "title" not in places and fallback is not None and column_like(scalars, NAMES["title"]) is None:
            places["title"] = fallback
        for field, synonyms in NAMES.items():
            among = names if field == "why" else scalars
            free = [name if at not in places.values() else "" for at, name in enumerate(among)]
            at = column_like(free, synonyms)
            if field not in places and at is not None:
                places[field] = at
        return places

    def _row(self, node: Node, places: dict[str, int], place: Place) -> None:
        """Read a mapping with a title: a gap, or the heading of lists below it."""
        ladder, pairs = self._ladder, node.value
        title = _text(pairs[places["title"]][1])
        nested = [
            value
            for at, (_, value) in enumerate(pairs)
            if at not in places.values() and (_is_mapping(value) or (_is_sequence(value) and _holds_mappings(value)))
        ]
        links = [value for value in nested if _are_links(value)]
        ladder.skip("link to another place", len(links))
        nested = [value for value in nested if value not in links]
        for value in nested:
            self.read(value, place.below(title))
        if nested:
            return
        level = _level_key(pairs)
        if level is not None:
            ladder.levels[_text(pairs[level][1])] = None
            if ladder.takes_level(_text(pairs[level][1])):
                place = place._replace(inside=True)
        cells = {field: _text(pairs[at][1]) for field, at in places.items()}
        self._add(_line(node), cells, place)

    def _levels_of_title(self, node: Node, place: Place) -> None:
        """Read a mapping of levels below its title."""
        ladder, names = self._ladder, [_text(key) for key, _ in node.value]
        ladder.levels.update(dict.fromkeys(names))
        if not ladder.options.level:
            named = ", ".join(quoted(name, 30) for name in names[:8])
            fault = f"This is a matrix with a value for each of {named}; choose one with --level"
            has_area = bool(place.area or ladder.options.area)
            ladder.open_matrices.append((_line(node), fault if has_area else f"{fault}{AND_AREA}"))
            return
        why = next((_text(value) for key, value in node.value if ladder.takes_level(_text(key))), "")
        if why.strip(" -–—"):
            ladder.add(_line(node), {"title": place.heading, "why": why, "area": place.area})
        else:
            ladder.skip("empty cell of the level")


def _is_scalar(node: Node) -> bool:
    return bool(node.id == "scalar")


def _is_mapping(node: Node) -> bool:
    return bool(node.id == "mapping")


def _is_sequence(node: Node) -> bool:
    return bool(node.id == "sequence")


def _holds_mappings(node: Node) -> bool:
    return any(_is_mapping(item) for item in node.value)


def _level_key(pairs: Sequence[tuple[Node, Node]]) -> int | None:
    """Return the index of the key with the level of a mapping."""
    return column_like([plain_name(_text(key)) if _is_scalar(value) else "" for key, value in pairs], LEVELS)


def _are_links(node: Node) -> bool:
    """Return whether a list has only links."""
    items = node.value if _is_sequence(node) else [node]
    keys = [{plain_name(_text(key)) for key, _ in item.value} if _is_mapping(item) else set() for item in items]
    return bool(keys) and all(names & set(LINKS) for names in keys)


def _text(node: Node) -> str:
    """Return a scalar as written, and a list of scalars one a line."""
    if _is_scalar(node):
        null = node.tag.endswith(":null")
        return "" if null else str(node.value)
    if _is_sequence(node):
        return "\n".join(f"- {item.value}" for item in node.value if _is_scalar(item))
    return ""


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1

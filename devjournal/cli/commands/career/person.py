"""The commands of people: person add, list, knows, should-know, forget, edit and remove."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace
from collections import defaultdict
from collections.abc import Sequence

from devjournal.cli.argument_types import identifier, needed_text, text
from devjournal.cli.arguments import argument, changes, require_changes
from devjournal.cli.context import Context
from devjournal.cli.output import as_json
from devjournal.cli.parser import Parser
from devjournal.domain.career.person import Awareness, Person, Relation
from devjournal.domain.dates.days import as_iso
from devjournal.domain.text.user_text import quoted


def add_person(parser: Parser) -> None:
    """Fill the parser of `person` and its subcommands."""
    parser.epilog = 'Example:\n  devjournal person add Ana --role "Head of platform" --relation manager'
    add = parser.subcommand("add", "add a person who matters for your horizon")
    _add_name(add, "their name in this journal")
    argument(add, "--role TEXT", "their role", text("The role"), default="")
    _add_relation(add, Relation.OTHER.value, "their relation to you (other)")
    argument(add, "--next DATE", "the day of the next 1:1; logging a 1:1 clears it", default="")
    add.set_handler(_add, 'devjournal person add Ana --role "Head of platform" --relation manager --next 2026-12-04')
    listing = parser.subcommand("list", "list the people, by name")
    argument(listing, "--json", "as a JSON list")
    listing.set_handler(_list, "devjournal person list")
    knows = parser.subcommand("knows", "record that a person knows that a gap is shown")
    _add_pair(knows)
    argument(knows, "--on DATE", "the day they learned of it (today, or the recorded day)")
    knows.set_handler(_knows, "devjournal person knows Ana 3 --on yesterday")
    should = parser.subcommand("should-know", "record that a person should know that a gap is shown")
    _add_pair(should)
    should.set_handler(_should_know, "devjournal person should-know Ana 3")
    forget = parser.subcommand(
        "forget",
        "remove the record that a person knows or should know about a gap",
    )
    _add_pair(forget)
    forget.set_handler(_forget, "devjournal person forget Ana 3")
    edit = parser.subcommand("edit", "change a person; omitted values stay")
    _add_name(edit)
    argument(edit, "--name NAME", "the new name", needed_text("The new name"), dest="new_name", default=SUPPRESS)
    argument(edit, "--role TEXT", 'their role; "" clears it', text("The role"), default=SUPPRESS)
    _add_relation(edit, SUPPRESS, "their relation to you")
    argument(edit, "--next DATE", 'the day of the next 1:1; "" clears it', default=SUPPRESS)
    edit.set_handler(_edit, 'devjournal person edit Ana --next ""')
    remove = parser.subcommand("remove", "remove a person; the talks stay")
    _add_name(remove)
    remove.set_handler(_remove, "devjournal person remove Ana")


def _add(context: Context, args: Namespace) -> str:
    next_on = context.coming_day(args.next)
    relation = Relation(args.relation)
    person = context.journal.people.add(args.name, role=args.role, relation=relation, next_on=next_on)
    return f"Added {_named(person)}."


def _list(context: Context, args: Namespace) -> str:
    people = context.journal.people.list()
    marks: dict[int, list[Awareness]] = defaultdict(list)
    for awareness in context.journal.people.awareness():
        marks[awareness.person].append(awareness)
    if args.json:
        return as_json([_row(person, marks[person.id]) for person in people])
    if not people:
        return "There are no people yet; add one with `devjournal person add NAME`."
    rows = [
        (
            person.name,
            person.relation.value,
            str(person.last_talk or ""),
            str(person.next_on or ""),
            _share(marks[person.id]),
            person.role,
        )
        for person in people
    ]
    return context.table(("Name", "Relation", "Last talk", "Next 1:1", "Knows", "Role"), rows)


def _row(person: Person, marks: Sequence[Awareness]) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role or None,
        "relation": person.relation,
        "next": as_iso(person.next_on),
        "last_talk": as_iso(person.last_talk),
        "knows": [{"gap": mark.gap, "on": as_iso(mark.known_on)} for mark in marks if mark.knows],
        "should_know": [mark.gap for mark in marks if not mark.knows],
    }


def _share(marks: Sequence[Awareness]) -> str:
    """Return `N of M`: N of M marks say that a person knows. Empty if there are no marks."""
    return f"{sum(mark.knows for mark in marks)} of {len(marks)}" if marks else ""


def _knows(context: Context, args: Namespace) -> str:
    day = None if args.on is None else context.day(args.on)
    name = context.person(args.name).name
    mark = context.journal.people.knows(name, args.gap, day)
    return f"{quoted(name)} has known about gap {args.gap} since {mark.known_on}: {_state(context, args.gap)}."


def _should_know(context: Context, args: Namespace) -> str:
    name = context.person(args.name).name
    mark = context.journal.people.should_know(name, args.gap)
    if mark.knows:
        return f"{quoted(name)} already knows about gap {args.gap}, since {mark.known_on}."
    return f"{quoted(name)} should know about gap {args.gap}: {_state(context, args.gap)}."


def _forget(context: Context, args: Namespace) -> str:
    name = context.person(args.name).name
    context.journal.people.forget(name, args.gap)
    return f"{quoted(name)} need not know about gap {args.gap}: {_state(context, args.gap)}."


def _state(context: Context, gap: int) -> str:
    """Return a gap's title, and the number of people who know about it."""
    marks = [mark for mark in context.journal.people.awareness() if mark.gap == gap]
    know = f"{_share(marks)} know" if marks else "nobody is named"
    return f"{quoted(context.journal.gaps.get(gap).title)}, {know}"


def _edit(context: Context, args: Namespace) -> str:
    changed = changes(args, "role", "relation")
    if "new_name" in args:
        changed["name"] = args.new_name
    if "next" in args:
        changed["next_on"] = context.coming_day(args.next)
    require_changes(changed, "--name, --role, --relation or --next")
    return f"Changed {_named(context.journal.people.edit(context.person(args.name).name, **changed))}."


def _remove(context: Context, args: Namespace) -> str:
    people = context.journal.people
    name = context.person(args.name).name
    references = people.references(name)
    return f"Removed {_named(people.remove(name))}{references.removal_note}."


def _named(person: Person) -> str:
    """Return a person as named in the result of a command."""
    parts = [quoted(person.name), person.relation.value]
    if person.role:
        parts.append(quoted(person.role))
    if person.next_on is not None:
        parts.append(f"next 1:1 on {person.next_on}")
    return ", ".join(parts)


def _add_name(parser: Parser, help_: str = "their name, or its start") -> None:
    argument(parser, "name NAME", help_, needed_text("The name"))


def _add_pair(parser: Parser) -> None:
    _add_name(parser)
    argument(parser, "gap GAP-ID", "the gap's number in `devjournal gap list`", identifier("The gap"))


def _add_relation(parser: Parser, default: str, help_: str) -> None:
    relations = [relation.value for relation in Relation]
    argument(parser, "--relation", help_, choices=relations, default=default)

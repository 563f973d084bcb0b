"""The Peewee models, one a table. References are plain IDs; the schema enforces them."""

from __future__ import annotations

import re

from peewee import AutoField, BooleanField, CharField, IntegerField, Model, TextField

from devjournal.storage.schema.fields import DayField


def name_of_table(model: type[Model]) -> str:
    """Return the table name of a model: `plan_step` of `PlanStepRow`."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", model.__name__.removesuffix("Row")).lower()


class Row(Model):
    """The columns of every row: a local ID that is never reused, a uid, and the times of creation and last change.

    `changed` is the log of its fields as JSON (`domain.merge.field_log`).
    """

    id = AutoField()
    uid = CharField()
    created_at = CharField()
    updated_at = CharField()
    changed = TextField(null=True, default="{}")

    class Meta:
        """Names the table of each model."""

        table_function = name_of_table


class WeekRow(Row):
    """A week with data."""

    monday = DayField()
    skill = TextField()
    goal = TextField()
    gap = IntegerField(null=True)
    on_track = BooleanField(null=True)
    adjustment = TextField()
    checked_in_on = DayField(null=True)
    outcome = CharField(null=True)
    better = BooleanField(null=True)
    note = TextField()
    lesson = TextField()
    lesson_answer = CharField(null=True)
    recapped_on = DayField(null=True)
    recapped_at = CharField(null=True)
    first_goal = TextField()
    carried = IntegerField()
    lesson_helped = BooleanField(null=True)
    lesson_week = DayField(null=True)


class PlanStepRow(Row):
    """A step of a week's plan; its position counts from 1."""

    week = IntegerField()
    position = IntegerField()
    text = TextField()
    done_on = DayField(null=True)


class AwayRow(Row):
    """A span of days off."""

    first = DayField()
    last = DayField()
    note = TextField()


class EntryRow(Row):
    """An entry; `week` is the recap that made it, `said_by` the person who said it."""

    day = DayField()
    text = TextField()
    link = TextField()
    gap = IntegerField(null=True)
    week = IntegerField(null=True)
    private = BooleanField()
    said_by = IntegerField(null=True)
    case_pick = BooleanField(null=True)
    case_position = IntegerField(null=True)


class HorizonRow(Row):
    """A horizon; retired ones are the history."""

    role = TextField()
    months = IntegerField()
    why = TextField()
    set_on = DayField()
    retired_on = DayField(null=True)
    statement = TextField(default="")


class GapRow(Row):
    """A gap, with its position in its column."""

    area = CharField()
    step = CharField()
    title = TextField()
    why = TextField()
    needed = IntegerField()
    position = IntegerField()
    horizon = IntegerField(null=True)
    opened_on = DayField()
    closed_on = DayField(null=True)
    parked_on = DayField(null=True)
    parked_why = TextField(default="")
    private = BooleanField(default=False)
    claim = TextField(default="")


class PersonRow(Row):
    """A person who matters."""

    name = TextField()
    role = TextField()
    relation = CharField()
    next_on = DayField(null=True)


class AwarenessRow(Row):
    """That a person should know, or has known since a day, that a gap is shown."""

    person = IntegerField()
    gap = IntegerField()
    known_on = DayField(null=True)


class ConversationRow(Row):
    """A talk; the next summary begins at `recorded_at`, and `page` is the page handed over at a 1:1, as JSON."""

    person = IntegerField(null=True)
    day = DayField()
    kind = CharField()
    notes = TextField()
    year_before = TextField()
    private = BooleanField()
    recorded_at = CharField()
    page = TextField(default="{}")


class TopicRow(Row):
    """Something for a 1:1."""

    kind = CharField()
    text = TextField()
    due = DayField(null=True)
    private = BooleanField()
    raised_in = IntegerField(null=True)
    done_on = DayField(null=True)
    done_at = CharField(null=True)


class PageChoiceRow(Row):
    """The choice to bring in or leave out a line of the next page.

    `page` is the uid of the person of the page, or empty; `line` is its kind with the uid or the week of its row.
    """

    page = CharField()
    line = TextField()
    told = BooleanField()


class ReviewRow(Row):
    """A review, with the board of that time."""

    kind = CharField()
    day = DayField()
    horizon = TextField(default="")
    skills = TextField()
    experience = TextField()
    brand = TextField()
    role_models = TextField(default="")
    course = TextField()
    snapshot = TextField()


class RemarkRow(Row):
    """A remark on a review, with its day."""

    review = IntegerField()
    day = DayField()
    text = TextField()


class BetRow(Row):
    """A bet of a quarterly review; its position counts from 1."""

    review = IntegerField()
    gap = IntegerField()
    position = IntegerField()


class WalkRow(Row):
    """A review in progress: its step, and the answers so far as JSON."""

    kind = CharField()
    day = DayField()
    step = IntegerField()
    answers = TextField()


class DeferralRow(Row):
    """A due review that is put off until another day, or skipped if `until` is null."""

    kind = CharField()
    due = DayField()
    until = DayField(null=True)


class DraftRow(Row):
    """A draft, until it is kept or dropped; `entry` is the entry that it became."""

    day = DayField()
    text = TextField()
    link = TextField()
    source = TextField()
    state = CharField()
    entry = IntegerField(null=True)


class TextConflictRow(Row):
    """A text that a merge replaced, with its row and field."""

    table_name = CharField()
    row_uid = CharField()
    field = CharField()
    other = TextField()
    other_at = CharField()
    machine = TextField()
    settled = BooleanField()


ROWS: tuple[type[Row], ...] = (
    *(HorizonRow, GapRow, WeekRow, PlanStepRow, AwayRow, PersonRow, EntryRow),
    *(AwarenessRow, ConversationRow, TopicRow, PageChoiceRow),
    *(ReviewRow, RemarkRow, BetRow, WalkRow, DeferralRow, DraftRow, TextConflictRow),
)
"""All models of rows; each comes before the ones that refer to it."""

REFERENCES: dict[type[Row], dict[str, type[Row]]] = {
    GapRow: {"horizon": HorizonRow},
    WeekRow: {"gap": GapRow},
    PlanStepRow: {"week": WeekRow},
    EntryRow: {"gap": GapRow, "week": WeekRow, "said_by": PersonRow},
    AwarenessRow: {"person": PersonRow, "gap": GapRow},
    ConversationRow: {"person": PersonRow},
    TopicRow: {"raised_in": ConversationRow},
    RemarkRow: {"review": ReviewRow},
    BetRow: {"review": ReviewRow, "gap": GapRow},
    DraftRow: {"entry": EntryRow},
}
"""The columns that refer to a table, by table."""


def columns(row: type[Row]) -> tuple[str, ...]:
    """Return the names of a table's own columns: all but the local ID, the uid and the stamps."""
    return tuple(name for name in row._meta.sorted_field_names if name not in _COMMON)


_COMMON = frozenset(("id", "uid", "created_at", "updated_at", "changed"))

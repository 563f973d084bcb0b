"""The tables beside the rows: removals, and the notes of merges."""

from __future__ import annotations

from peewee import CharField, Model, TextField


class RemovedRow(Model):
    """A removal, so that two copies can be merged."""

    uid = CharField(primary_key=True)
    table_name = CharField()
    removed_at = CharField()
    seen = TextField(null=True)

    class Meta:
        """Sets the table's name."""

        table_name = "removed"


class HiddenRow(Model):
    """What a merge knows and no row shows, for the next merge (`domain.merge.settling`)."""

    uid = CharField(primary_key=True)
    table_name = CharField()
    note = TextField()

    class Meta:
        """Sets the table's name."""

        table_name = "hidden"


MARKS: tuple[type[RemovedRow] | type[HiddenRow], ...] = (RemovedRow, HiddenRow)
"""The tables beside the rows, which refer to rows by uid."""

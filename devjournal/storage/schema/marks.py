"""The tables that stand beside the rows: what was removed, and what a merge keeps."""

from __future__ import annotations

from peewee import CharField, Model, TextField


class RemovedRow(Model):
    """What was removed, so that two copies can be merged."""

    uid = CharField(primary_key=True)
    table_name = CharField()
    removed_at = CharField()
    seen = TextField(null=True)

    class Meta:
        """Names the table."""

        table_name = "removed"


class HiddenRow(Model):
    """What a merge knows and no row shows, so that the next one goes on from there (`domain.settling`)."""

    uid = CharField(primary_key=True)
    table_name = CharField()
    note = TextField()

    class Meta:
        """Names the table."""

        table_name = "hidden"


MARKS: tuple[type[RemovedRow] | type[HiddenRow], ...] = (RemovedRow, HiddenRow)
"""The tables that stand beside the rows, known by the uids of rows."""

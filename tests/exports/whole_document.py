"""A document with a row in every table, for tests that change one of its values."""

from __future__ import annotations

from typing import Any

from devjournal.storage.schema.document_shape import table_columns
from devjournal.storage.schema.migrations import MIGRATIONS

STAMP = "2026-11-27T16:30:00.000000Z"


def uid(number: int) -> str:
    """Return a uid by its number."""
    return f"00000000-0000-4000-8000-{number:012d}"


def _row(number: int, **columns: Any) -> dict[str, Any]:
    return {"uid": uid(number), "created_at": STAMP, "updated_at": STAMP, **columns}


def whole_document() -> dict[str, Any]:
    """Return a document that can be imported. Values without a meaning for the tests are empty."""
    document = _rows_that_matter()
    for table, columns in table_columns().items():
        document["tables"][table] = [
            {
                name: row.get(name, _EMPTY.get("" if column.nullable else column.kind))
                for name, column in columns.items()
            }
            for row in document["tables"].get(table, [])
        ]
    return document


_EMPTY = {"text": "", "uid": "", "stamp": "", "flag": False, "number": 0, "json": {}}


def _rows_that_matter() -> dict[str, Any]:
    return {
        "format": "devjournal",
        "version": len(MIGRATIONS),
        "tables": {
            "horizon": [_row(1, role="Lead", months=12, why="", set_on="2026-01-31", retired_on=None)],
            "gap": [
                _row(
                    2,
                    area="skills",
                    step="current",
                    title="Testing",
                    why="",
                    needed=3,
                    position=1,
                    horizon=uid(1),
                    opened_on="2026-02-01",
                    closed_on=None,
                )
            ],
            "week": [
                _row(
                    3,
                    monday="2026-11-23",
                    skill="Speaking",
                    goal="Explain the design",
                    gap=uid(2),
                    on_track=True,
                    adjustment="",
                    checked_in_on="2026-11-25",
                    outcome="hit",
                    better=True,
                    note="",
                    lesson="Rehearse twice",
                    lesson_answer="applied",
                    recapped_on="2026-11-27",
                )
            ],
            "plan_step": [_row(4, week=uid(3), position=1, text="Outline", done_on=None)],
            "away": [_row(5, first="2026-12-21", last="2026-12-31", note="")],
            "entry": [_row(6, day="2026-11-27", text="Explained it", link="", gap=uid(2), week=uid(3), private=False)],
            "person": [_row(7, name="Ana", role="", relation="manager", next_on=None)],
            "awareness": [_row(8, person=uid(7), gap=uid(2), known_on=None)],
            "conversation": [
                _row(
                    9,
                    person=uid(7),
                    day="2026-11-20",
                    kind="1:1",
                    notes="",
                    year_before="",
                    private=False,
                    recorded_at=STAMP,
                )
            ],
            "topic": [_row(10, kind="ask", text="A raise", due=None, private=True, raised_in=uid(9), done_on=None)],
            "review": [
                _row(
                    11,
                    kind="monthly",
                    day="2026-11-01",
                    skills="",
                    experience="",
                    brand="",
                    course="",
                    snapshot={"gaps": [1, 2.5, None, "x"]},
                )
            ],
            "page_choice": [_row(13, page=uid(7), line=f"entry:{uid(6)}", told=False)],
            "remark": [_row(14, review=uid(11), day="2026-11-08", text="Still so")],
            "bet": [_row(15, review=uid(11), gap=uid(2), position=1)],
            "walk": [_row(16, kind="quarterly", day="2026-11-27", step=2, answers={"skills": "x"})],
            "deferral": [_row(17, kind="monthly", due="2026-10-01", until="2026-10-08")],
            "draft": [_row(18, day="2026-11-20", text="Fixed it", source="git x", state="kept", entry=uid(6))],
            "text_conflict": [
                _row(19, table_name="gap", row_uid=uid(2), field="why", other="So", other_at=STAMP, machine="laptop")
            ],
            "removed": [{"uid": uid(12), "table_name": "entry", "removed_at": STAMP}],
            "hidden": [{"uid": uid(4), "table_name": "plan_step", "note": {"fields": {"position": ["", STAMP, 2]}}}],
        },
    }

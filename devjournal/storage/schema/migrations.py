"""The schema as a list of migrations; `user_version` is the number of migrations in a file.

A released migration is never edited; changes come as another one. Constraints repeat the rules of the domain
(`docs/data-model.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

APPLICATION_ID = 0x646A6E6C
"""The application ID of a journal: `djnl` in ASCII."""


def _table(name: str, columns: str) -> str:
    """Return the DDL of a table with the columns that every row has: an ID that is never reused, uid and stamps."""
    return (
        f"CREATE TABLE {name} (\n"
        "  id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
        "  uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),\n"
        "  created_at TEXT NOT NULL CHECK (created_at LIKE '____-__-__T%Z'),\n"
        "  updated_at TEXT NOT NULL CHECK (updated_at >= created_at),\n"
        f"{columns}\n) STRICT"
    )


def _day(column: str) -> str:
    """Return the check of a column for days, optional or not, in the years that a journal accepts."""
    real = f"{column} IS strftime('%Y-%m-%d', julianday({column}))"
    return f"{real} AND {column} BETWEEN '1969-12-29' AND '2199-12-31'"


_FIRST = (
    _table(
        "horizon",
        f"""  role TEXT NOT NULL CHECK (role <> ''),
  months INTEGER NOT NULL CHECK (months BETWEEN 1 AND 600),
  why TEXT NOT NULL DEFAULT '',
  set_on TEXT NOT NULL CHECK ({_day("set_on")}),
  retired_on TEXT CHECK ({_day("retired_on")})""",
    ),
    "CREATE UNIQUE INDEX horizon_alive ON horizon (months) WHERE retired_on IS NULL",
    _table(
        "gap",
        f"""  area TEXT NOT NULL CHECK (area IN ('skills', 'experience', 'brand')),
  step TEXT NOT NULL DEFAULT 'current' CHECK (step IN ('current', 'next')),
  title TEXT NOT NULL CHECK (title <> ''),
  why TEXT NOT NULL DEFAULT '',
  needed INTEGER NOT NULL DEFAULT 1 CHECK (needed BETWEEN 1 AND 1000),
  position INTEGER NOT NULL DEFAULT 0,
  horizon INTEGER REFERENCES horizon (id) ON DELETE SET NULL,
  opened_on TEXT NOT NULL CHECK ({_day("opened_on")}),
  closed_on TEXT CHECK ({_day("closed_on")})""",
    ),
    _table(
        "week",
        f"""  monday TEXT NOT NULL UNIQUE CHECK ({_day("monday")} AND strftime('%w', monday) = '1'),
  skill TEXT NOT NULL DEFAULT '',
  goal TEXT NOT NULL DEFAULT '',
  gap INTEGER REFERENCES gap (id) ON DELETE SET NULL,
  on_track INTEGER CHECK (on_track IN (0, 1)),
  adjustment TEXT NOT NULL DEFAULT '',
  checked_in_on TEXT CHECK ({_day("checked_in_on")}),
  outcome TEXT CHECK (outcome IN ('hit', 'missed', 'away')),
  better INTEGER CHECK (better IN (0, 1)),
  note TEXT NOT NULL DEFAULT '',
  lesson TEXT NOT NULL DEFAULT '',
  lesson_answer TEXT CHECK (lesson_answer IN ('applied', 'not-relevant', 'keep')),
  recapped_on TEXT CHECK ({_day("recapped_on")}),
  recapped_at TEXT CHECK (recapped_at LIKE '____-__-__T%Z'),
  first_goal TEXT NOT NULL DEFAULT '',
  carried INTEGER NOT NULL DEFAULT 0 CHECK (carried >= 0),
  CHECK ((skill = '') = (goal = '')),
  CHECK (goal <> '' OR gap IS NULL),
  CHECK (goal <> '' OR outcome IS NULL OR outcome = 'away'),
  CHECK ((outcome IS NULL) = (recapped_on IS NULL)),
  CHECK (outcome IS NOT NULL OR recapped_at IS NULL),
  CHECK ((on_track IS NULL) = (checked_in_on IS NULL)),
  CHECK (better IS NULL OR ifnull(outcome, 'none') IN ('hit', 'missed')),
  CHECK (lesson_answer IS NULL OR lesson <> '')""",
    ),
    _table(
        "plan_step",
        f"""  week INTEGER NOT NULL REFERENCES week (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1),
  text TEXT NOT NULL CHECK (text <> ''),
  done_on TEXT CHECK ({_day("done_on")})""",
    ),
    "CREATE INDEX plan_step_week ON plan_step (week, position)",
    _table(
        "away",
        f"""  first TEXT NOT NULL CHECK ({_day("first")}),
  last TEXT NOT NULL CHECK ({_day("last")}),
  note TEXT NOT NULL DEFAULT '',
  CHECK (last >= first)""",
    ),
    _table(
        "entry",
        f"""  day TEXT NOT NULL CHECK ({_day("day")}),
  text TEXT NOT NULL CHECK (text <> ''),
  link TEXT NOT NULL DEFAULT '',
  gap INTEGER REFERENCES gap (id) ON DELETE SET NULL,
  week INTEGER UNIQUE REFERENCES week (id) ON DELETE SET NULL,
  private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1))""",
    ),
    "CREATE INDEX entry_day ON entry (day)",
    "CREATE INDEX entry_created ON entry (created_at)",
    "CREATE INDEX entry_gap ON entry (gap, private, day) WHERE gap IS NOT NULL",
    "CREATE INDEX week_gap ON week (gap, outcome, monday) WHERE gap IS NOT NULL",
    _table(
        "person",
        f"""  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  role TEXT NOT NULL DEFAULT '',
  relation TEXT NOT NULL DEFAULT 'other'
    CHECK (relation IN ('manager', 'sponsor', 'peer', 'role-model', 'other')),
  next_on TEXT CHECK ({_day("next_on")})""",
    ),
    _table(
        "awareness",
        f"""  person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  gap INTEGER NOT NULL REFERENCES gap (id) ON DELETE CASCADE,
  known_on TEXT CHECK ({_day("known_on")}),
  UNIQUE (person, gap)""",
    ),
    _table(
        "conversation",
        f"""  person INTEGER REFERENCES person (id) ON DELETE SET NULL,
  day TEXT NOT NULL CHECK ({_day("day")}),
  kind TEXT NOT NULL DEFAULT '1:1' CHECK (kind IN ('1:1', 'role-model', 'other')),
  notes TEXT NOT NULL DEFAULT '',
  year_before TEXT NOT NULL DEFAULT '',
  private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
  recorded_at TEXT NOT NULL CHECK (recorded_at LIKE '____-__-__T%Z')""",
    ),
    _table(
        "topic",
        f"""  kind TEXT NOT NULL DEFAULT 'topic' CHECK (kind IN ('topic', 'ask', 'my-promise', 'their-promise')),
  text TEXT NOT NULL CHECK (text <> ''),
  due TEXT CHECK ({_day("due")}),
  private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
  raised_in INTEGER REFERENCES conversation (id) ON DELETE SET NULL,
  done_on TEXT CHECK ({_day("done_on")}),
  done_at TEXT CHECK (done_at LIKE '____-__-__T%Z'),
  CHECK (done_on IS NOT NULL OR done_at IS NULL)""",
    ),
    _table(
        "review",
        f"""  kind TEXT NOT NULL CHECK (kind IN ('monthly', 'quarterly')),
  day TEXT NOT NULL CHECK ({_day("day")}),
  skills TEXT NOT NULL DEFAULT '',
  experience TEXT NOT NULL DEFAULT '',
  brand TEXT NOT NULL DEFAULT '',
  course TEXT NOT NULL DEFAULT '',
  snapshot TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(snapshot))""",
    ),
    """CREATE TABLE undo_step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  what TEXT NOT NULL,
  at TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT""",
    """CREATE TABLE undo_change (
  id INTEGER PRIMARY KEY,
  step INTEGER NOT NULL REFERENCES undo_step (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT""",
    "CREATE INDEX undo_change_step ON undo_change (step)",
    """CREATE TABLE removed (
  uid TEXT PRIMARY KEY NOT NULL CHECK (length(uid) = 36),
  table_name TEXT NOT NULL,
  removed_at TEXT NOT NULL CHECK (removed_at LIKE '____-__-__T%Z')
) STRICT""",
)

_SECOND = (
    "ALTER TABLE conversation ADD COLUMN page TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(page))",
    _table(
        "page_choice",
        """  page TEXT NOT NULL CHECK (length(page) IN (0, 36)),
  line TEXT NOT NULL CHECK (line <> ''),
  told INTEGER NOT NULL CHECK (told IN (0, 1)),
  UNIQUE (page, line)""",
    ),
    f"ALTER TABLE gap ADD COLUMN parked_on TEXT CHECK ({_day('parked_on')})",
    "ALTER TABLE gap ADD COLUMN parked_why TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE review ADD COLUMN horizon TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE review ADD COLUMN role_models TEXT NOT NULL DEFAULT ''",
    _table(
        "remark",
        f"""  review INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  day TEXT NOT NULL CHECK ({_day("day")}),
  text TEXT NOT NULL CHECK (text <> '')""",
    ),
    "CREATE INDEX remark_review ON remark (review)",
    _table(
        "bet",
        """  review INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  gap INTEGER NOT NULL REFERENCES gap (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 3),
  UNIQUE (review, gap)""",
    ),
    _table(
        "walk",
        f"""  kind TEXT NOT NULL UNIQUE CHECK (kind IN ('monthly', 'quarterly')),
  day TEXT NOT NULL CHECK ({_day("day")}),
  step INTEGER NOT NULL DEFAULT 1 CHECK (step BETWEEN 1 AND 6),
  answers TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(answers))""",
    ),
    _table(
        "deferral",
        f"""  kind TEXT NOT NULL CHECK (kind IN ('monthly', 'quarterly')),
  due TEXT NOT NULL CHECK ({_day("due")}),
  until TEXT CHECK ({_day("until")}),
  UNIQUE (kind, due),
  CHECK (until IS NULL OR until >= due)""",
    ),
)


class _Third:
    """The search index. A file that has it does not need these statements."""

    def __iter__(self) -> Iterator[str]:
        from devjournal.storage.schema.search_index import TEXTS_OF_THIRD, create_statements

        return create_statements(TEXTS_OF_THIRD)


_FOURTH = (
    *(
        f"ALTER TABLE {table} ADD COLUMN changed TEXT CHECK (changed IS NULL OR json_valid(changed))"
        for table in (
            *("horizon", "gap", "week", "plan_step", "away", "entry", "person", "awareness", "conversation", "topic"),
            *("page_choice", "review", "remark", "bet", "walk", "deferral"),
        )
    ),
    "ALTER TABLE removed ADD COLUMN seen TEXT CHECK (seen IS NULL OR json_valid(seen))",
    """CREATE TABLE hidden (
  uid TEXT PRIMARY KEY NOT NULL CHECK (length(uid) = 36),
  table_name TEXT NOT NULL,
  note TEXT NOT NULL CHECK (json_valid(note))
) STRICT""",
)

_COLUMNS = (
    "ALTER TABLE gap ADD COLUMN private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1))",
    "ALTER TABLE gap ADD COLUMN claim TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE horizon ADD COLUMN statement TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE week ADD COLUMN lesson_helped INTEGER "
    "CHECK (lesson_helped IS NULL OR (lesson_helped IN (0, 1) AND lesson <> ''))",
    f"ALTER TABLE week ADD COLUMN lesson_week TEXT CHECK ({_day('lesson_week')})",
    "ALTER TABLE entry ADD COLUMN said_by INTEGER REFERENCES person (id) ON DELETE SET NULL",
    "ALTER TABLE entry ADD COLUMN case_pick INTEGER CHECK (case_pick IN (0, 1))",
    "ALTER TABLE entry ADD COLUMN case_position INTEGER",
    "CREATE INDEX entry_said_by ON entry (said_by) WHERE said_by IS NOT NULL",
    _table(
        "draft",
        f"""  day TEXT NOT NULL CHECK ({_day("day")}),
  text TEXT NOT NULL CHECK (text <> ''),
  link TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'kept', 'dropped')),
  entry INTEGER REFERENCES entry (id) ON DELETE SET NULL,
  changed TEXT CHECK (changed IS NULL OR json_valid(changed))""",
    ),
    "CREATE INDEX draft_state ON draft (state, day)",
    "CREATE INDEX draft_entry ON draft (entry) WHERE entry IS NOT NULL",
    _table(
        "text_conflict",
        """  table_name TEXT NOT NULL,
  row_uid TEXT NOT NULL CHECK (length(row_uid) = 36),
  field TEXT NOT NULL CHECK (field <> ''),
  other TEXT NOT NULL CHECK (other <> ''),
  other_at TEXT NOT NULL CHECK (other_at LIKE '____-__-__T%Z'),
  machine TEXT NOT NULL DEFAULT '',
  settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
  changed TEXT CHECK (changed IS NULL OR json_valid(changed))""",
    ),
    "CREATE INDEX text_conflict_row ON text_conflict (row_uid)",
)


class _Fifth:
    """Adds case, drafts and replaced texts, and rebuilds the search index for their texts."""

    def __iter__(self) -> Iterator[str]:
        from devjournal.storage.schema.search_index import TEXTS, create_statements, drop_statements

        yield from _COLUMNS
        yield from drop_statements()
        yield from create_statements(TEXTS)


MIGRATIONS: tuple[Iterable[str], ...] = (_FIRST, _SECOND, _Third(), _FOURTH, _Fifth())
"""The statements of each migration, oldest first; each migration runs in one transaction."""

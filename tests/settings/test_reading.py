"""What a settings file says, and that nothing in it stops anything."""

from __future__ import annotations

import json
import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.text.user_text import one_line
from devjournal.domain.week.ritual import Moment
from devjournal.settings import LoadedSettings, Settings, read
from devjournal.settings.document import parse_settings
from devjournal.settings.file import MAX_BYTES
from devjournal.settings.table import SETTINGS, Setting
from devjournal.settings.toml_lines import key_lines
from devjournal.settings.value_types import Boolean, CommandLine, Folder, Integer, Line, ValueType

FILE = Path("config.toml")

OTHERS: dict[type[ValueType], tuple[Any, str]] = {
    Boolean: (True, "true"),
    CommandLine: ("pass show x", '" pass show x "'),
    Folder: ("~/Sync/inbox", '"~/Sync/inbox"'),
    Integer: (9, "9"),
    Line: ("What [bold] now?", '"What [bold] now?"'),
}
"""Another value for each kind of setting, and how TOML writes it; the rest is by name below."""
BY_NAME: dict[str, tuple[Any, str]] = {
    "theme": ("nord", '"nord"'),
    "mouse": (False, "false"),
    "first_day": ("sunday", "'sunday'"),
    "ritual.goal": (Moment(1, time(8, 30)), '"Tue 08:30"'),
    "ritual.check_in": (Moment(3, time(0)), '"Thu 00:00"'),
    "ritual.recap": (Moment(6, time(23, 59)), '"Sun 23:59"'),
}


def of(document: str | bytes) -> LoadedSettings:
    """Return what a document says."""
    return parse_settings(FILE, document if isinstance(document, bytes) else document.encode())


def telling(document: str | bytes) -> list[str]:
    """Return the lines that tell what is wrong with a document; a wrong one changes nothing."""
    reading = of(document)
    assert reading.settings == Settings()
    return list(reading.messages)


def document_of(setting: Setting, value: str) -> str:
    """Return a document that sets one setting."""
    *tables, name = setting.path
    return (f"[{'.'.join(tables)}]\n" if tables else "") + f"{name} = {value}\n"


@pytest.mark.parametrize("setting", SETTINGS, ids=[setting.name for setting in SETTINGS])
def test_each_setting_is_read(setting: Setting) -> None:
    value, toml = BY_NAME.get(setting.name) or OTHERS[type(setting.kind)]
    reading = of(document_of(setting, toml))
    assert reading.messages == ()
    assert setting.of(reading.settings) == value != setting.default
    others = [other for other in SETTINGS if other is not setting and not other.name.startswith("questions")]
    assert [other.of(reading.settings) for other in others] == [other.default for other in others]


WRONG = ('""', "13.5", "-1", "[]", "1979-05-27", '"two\\nlines"', "1e400", "0x" + "f" * 5000)


@pytest.mark.parametrize(
    ("setting", "wrong"),
    [
        pytest.param(setting, wrong, id=f"{setting.name}-{wrong[:20]}")
        for setting in SETTINGS
        for wrong in WRONG
        if not (wrong == '""' and isinstance(setting.kind, CommandLine | Folder))  # which means none
    ],
)
def test_a_wrong_value_is_told_in_a_line_and_changes_nothing(setting: Setting, wrong: str) -> None:
    document = "# comments\n\n" + document_of(setting, wrong)
    (message,) = telling(document)
    assert message.startswith(f"config.toml, line {document.count(chr(10))}: {setting.name} is ")
    assert f"; write {setting.kind.expected}." in message or message.endswith(
        " or another name that `devjournal config init` lists."
    )
    assert len(message) < 250
    assert "\n" not in message


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("them = 'nord'", "line 1: there is no setting “them” (did you mean theme?)."),
        ("\n[ritual]\nfriday = 1", "line 3: there is no setting “ritual.friday” (did you mean ritual.recap?)."),
        ("[nonsense]\na = 1\nb = 2", "line 1: there is no setting “nonsense”; `devjournal config` lists them all."),
        ("ritual = 'Fri'", "line 1: ritual is “Fri”; it is the name of a table, [ritual]."),
        ("[questions]\ngoal = 1", "line 2: questions.goal is 1; it is the name of a table, [questions.goal]."),
        ("keys = 3", "line 1: keys is 3; it is the name of a table, [keys]."),
        ("mouse = 'yes'", "line 1: mouse is “yes”; write true or false."),
        ("[theme]\nx = 1", "line 1: theme is a table; write last, devjournal-dark, devjournal-light or another name"),
        (
            "theme = 'drakula'",
            "line 1: theme is “drakula”; write dracula or another name that `devjournal config init`",
        ),
        ("copies.daily = true", "line 1: copies.daily is true; write a whole number from 1 to 999."),
        ("'a\\u202eb' = 1", "line 1: there is no setting “a\\u202eb”"),
        ('"a\\u202eb\\n" = 1', "line 1: there is no setting “a\ufffdb↵”"),
        ("mouse = true\nmouse = false", "line 2: this is not TOML (Cannot overwrite a value); nothing in the file"),
        ("mouse =", "line 1: this is not TOML (Invalid value); nothing in the file is used until it is corrected."),
        ("theme = 'nord'\n\n[ritual", "line 3: this is not TOML ("),
        ("a = '''\nb", "line 2: this is not TOML ("),
        ("a = " + "9" * 5000, "this is not TOML ("),
        ("a = " + "[" * 100_000, "it is nested too deep; nothing"),
        (b"theme = '\xff'", "it is not UTF-8 text; nothing"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(document: str | bytes, expected: str) -> None:
    messages = telling(document)
    assert len(messages) == 1
    assert messages[0].startswith((f"config.toml, {expected}", f"config.toml: {expected}"))
    assert messages[0] == one_line(messages[0])


def test_a_ritual_that_is_out_of_order_is_not_taken_as_a_whole() -> None:
    (message,) = telling("[ritual]\ngoal = 'Tue 08:00'\nrecap = 'Wed 18:00'")
    assert message == (
        "config.toml, line 2: the ritual is out of order (goal Tue 08:00, check_in Wed 12:00, recap Wed 18:00); "
        "each must be on a later day than the one before."
    )


def test_what_is_right_beside_what_is_wrong_is_taken() -> None:
    reading = of("theme = 'nord'\nmouse = 1\n[ritual]\nrecap = 'Thu 15:00'\ngaol = 1\n[copies]\ndaily = 30\n")
    assert [problem.line for problem in reading.problems] == [2, 5]
    settings = reading.settings
    assert (settings.theme, settings.mouse, settings.copies.daily) == ("nord", True, 30)
    assert str(settings.ritual.recap) == "Thu 15:00"


def test_the_methods_questions_name_the_days_of_the_ritual_and_the_owners_stay() -> None:
    ritual = "[ritual]\ngoal = 'Tue 08:00'\nrecap = 'Thu 15:00'\n"
    questions = of(ritual).settings.questions
    assert questions.goal.goal == "What should be better by Thursday?"
    assert questions.check_in.adjust == "What can still be done before Thursday?"
    assert questions.recap.better == "Better at something than on Tuesday?"
    own = of(f"{ritual}[questions.goal]\ngoal = 'What by Friday?'").settings.questions
    assert own.goal.goal == "What by Friday?"
    assert own.recap == questions.recap


def test_keys_are_handed_on_with_their_lines() -> None:
    keys = of('[keys]\nweek.recap = "r"\n"week.goal" = [\n"g"]\n[keys.app]\nundo = 1\n').keys
    assert [tuple(key) for key in keys] == [("week.recap", "r", 2), ("week.goal", ["g"], 3), ("app.undo", 1, 6)]


def test_a_missing_file_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "config.toml") == LoadedSettings()
    assert read(tmp_path / "no" / "folder" / "config.toml") == LoadedSettings()


def test_a_file_is_read_as_any_editor_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes("\ufeff# Ein Kommentar: für später\r\ntheme = 'nord'\r\nmous = 1\r\n".encode())
    reading = read(path)
    assert reading.settings.theme == "nord"
    assert [problem.line for problem in reading.problems] == [3]
    path.write_bytes(b"")
    assert read(path) == LoadedSettings(path)


def test_what_is_no_settings_file_is_told(tmp_path: Path) -> None:
    assert read(tmp_path).messages == (f"{tmp_path}: it cannot be read (Is a directory); the defaults apply.",)
    path = tmp_path / "video.toml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert read(path).messages == (f"{path}: it is too large for settings; the defaults apply.",)
    path.write_bytes(b"#" * MAX_BYTES)
    assert read(path) == LoadedSettings(path)


SCALARS = st.one_of(
    *(st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.dates(min_value=date(1, 1, 1))),
)
NAMES = st.one_of(
    st.sampled_from(sorted({name for setting in SETTINGS for name in setting.path} | {"keys"})), st.text(max_size=5)
)
TABLES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


def toml(value: object) -> str:
    """Return a value as TOML writes it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, str):
        return quoted(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def quoted(text: str) -> str:
    """Return a text as a basic TOML string: JSON's, but for what it leaves as it is."""
    return json.dumps(text.encode(errors="replace").decode()).replace("\x7f", "\\u007f")


@pytest.mark.slow
@given(st.dictionaries(NAMES, TABLES, max_size=6), st.sampled_from(["", "\n", "# x\n\n"]))
def test_any_values_at_all_are_taken_or_told(values: dict[str, object], between: str) -> None:
    values = {key.encode(errors="replace").decode(): value for key, value in values.items()}
    document, lines = "", set()
    for key, value in values.items():
        document += between
        lines.add(document.count("\n") + 1)
        document += f"{quoted(key)} = {toml(value)}\n"
    reading = of(document)
    for problem, message in zip(reading.problems, reading.messages, strict=True):
        assert problem.line in lines
        assert message == one_line(message)
    for setting in SETTINGS:
        value = setting.of(reading.settings)
        assert setting.kind.parse(tomllib.loads(f"x = {setting.kind.to_toml(value)}")["x"]) == value


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode(errors="replace"))))
def test_any_bytes_at_all_are_taken_or_told(content: bytes) -> None:
    assert all(message.count("\n") == 0 for message in of(content).messages)


@given(
    st.lists(st.sampled_from(["a = 1", "# c", "", "b = [\n1,\n\n# c\n2]", 'c = """\nx = 1\n[y]\n"""', "[t]", "[[u]]"]))
)
def test_the_line_of_a_key_is_where_it_begins(statements: list[str]) -> None:
    named, document, number = {}, "", 0
    for statement in statements:
        line = document.count("\n") + 1
        if statement and statement[0] in "abc[":
            number += 1
            name = f"n{number}"
            document += (f"[{name}]" if statement[0] == "[" else name + statement[1:]) + "\n"
            named[name] = line
        else:
            document += statement + "\n"
    lines = {path[-1]: line for path, line in key_lines(document).items()}
    assert lines == named

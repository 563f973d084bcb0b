"""How the house is kept: one clock, a sentence on everything, no catch-all, no room without a noun."""

from __future__ import annotations

import ast
import builtins
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import devjournal

ROOT = Path(devjournal.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
TESTS = sorted(Path(__file__).parent.rglob("*.py"))

CLOCKS = {
    *("datetime.now", "datetime.today", "datetime.utcnow", "date.today", "fromtimestamp", "utcfromtimestamp"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.strftime", "time.ctime"),
}
"""Calls that ask for the time of day; `time.monotonic` does not."""


def name(path: Path) -> str:
    """Return a module's place in the repository."""
    return path.relative_to(ROOT.parent).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Return what a module says."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def dotted(node: ast.expr) -> str:
    """Return a name as it is written, `a.b.c`."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def asks_the_clock(module: ast.Module) -> Iterator[str]:
    """Find calls and imports that ask for the time of day, under whatever name, in SQL too."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute):
            call = dotted(node)
            if any(call == clock or call.endswith(f".{clock}") for clock in CLOCKS):
                yield call
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (alias.name for alias in node.names if f"time.{alias.name}" in CLOCKS)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"CURRENT_(?:DATE|TIME(?:STAMP)?)|date(?:time)?\('now'", node.value)


@pytest.mark.slow
def test_only_the_clock_asks_the_time() -> None:
    calls_of = {name(path): list(asks_the_clock(tree(path))) for path in MODULES}
    assert {path: calls for path, calls in calls_of.items() if calls} == {"devjournal/clock.py": ["datetime.now"]}


@pytest.mark.parametrize(
    "source",
    [
        *("datetime.now()", "datetime.datetime.now(tz)", "dt.date.today()", "time.time()", "f = date.today"),
        *(
            "from time import time",
            "datetime.fromtimestamp(0)",
            "run('SELECT date(\\'now\\')')",
            "x = 'CURRENT_TIMESTAMP'",
        ),
    ],
)
def test_a_hidden_clock_is_found(source: str) -> None:
    assert list(asks_the_clock(ast.parse(source)))


def test_what_is_no_clock_is_none() -> None:
    source = "from time import monotonic\nself.now()\njournal.today\nnow()\ntime.monotonic()\ndate.fromisoformat(x)"
    assert list(asks_the_clock(ast.parse(source))) == []


def unsaid(module: ast.AST) -> Iterator[str]:
    """Find the module, public classes and public functions without a sentence of what they are."""
    if isinstance(module, ast.Module) and not ast.get_docstring(module):
        yield "the module"
    for node in ast.iter_child_nodes(module):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if node.name.startswith("_"):
                continue
            overload = any(isinstance(mark, ast.Name) and mark.id == "overload" for mark in node.decorator_list)
            if not ast.get_docstring(node) and not overload:  # what it stands for says it
                yield node.name
        if isinstance(node, ast.ClassDef | ast.If | ast.Try):
            yield from unsaid(node)


@pytest.mark.slow
def test_everything_says_what_it_is() -> None:
    silent = {name(path): list(unsaid(tree(path))) for path in MODULES}
    assert {path: names for path, names in silent.items() if names} == {}


@pytest.mark.slow
def test_a_module_begins_with_a_sentence() -> None:
    first = {name(path): (ast.get_docstring(tree(path)) or "").split("\n\n")[0] for path in MODULES}
    assert {path: sentence for path, sentence in first.items() if not sentence.endswith((".", "!", "?"))} == {}


def catches_everything(module: ast.Module) -> Iterator[int]:
    """Find the lines that catch whatever comes; to clean up and raise again is allowed."""
    for node in ast.walk(module):
        if isinstance(node, ast.ExceptHandler):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            types = {dotted(kind) if kind else "BaseException" for kind in kinds}
            last = node.body[-1]
            goes_on = not (isinstance(last, ast.Raise) and last.exc is None)
            if "Exception" in types or ("BaseException" in types and goes_on):
                yield node.lineno


@pytest.mark.slow
def test_nothing_catches_everything() -> None:
    handlers = {name(path): list(catches_everything(tree(path))) for path in (*MODULES, *TESTS)}
    assert {path: lines for path, lines in handlers.items() if lines} == {}


RAISED = re.compile(r"^ +((?:[A-Z][A-Za-z]+, )*[A-Z][A-Za-z]+): ", re.MULTILINE)
"""A line of a docstring's section "Raises"."""


def test_every_error_that_a_docstring_names_exists() -> None:
    nodes = [node for path in MODULES for node in ast.walk(tree(path))]
    classes = {node.name for node in nodes if isinstance(node, ast.ClassDef)} | {*dir(builtins)}
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    sections = [(node.name, (ast.get_docstring(node, clean=False) or "").partition("Raises:")[2]) for node in functions]
    named = {(error, where) for where, text in sections for line in RAISED.findall(text) for error in line.split(", ")}
    assert len(named) > 100
    assert sorted((error, where) for error, where in named if error not in classes) == []


MAX_MODULES = 16
"""Modules in a folder, at the most: what one can read at a glance."""


def test_no_folder_is_crowded() -> None:
    modules = Counter(name(path.parent) for path in MODULES if path.name != "__init__.py")
    assert {folder: count for folder, count in modules.items() if count > MAX_MODULES} == {}


MAX_LINES, MAX_FUNCTION_LINES = 350, 46
"""Lines of a module and of a function, at the most."""


def test_no_module_is_too_long() -> None:
    lines = {name(path): path.read_text(encoding="utf-8").count("\n") for path in MODULES}
    assert {path: count for path, count in lines.items() if count > MAX_LINES} == {}


@pytest.mark.slow
def test_no_function_is_too_long() -> None:
    functions = ast.FunctionDef | ast.AsyncFunctionDef
    lengths = {
        f"{name(path)} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, functions)
    }
    assert {place: length for place, length in lengths.items() if length > MAX_FUNCTION_LINES} == {}


def test_everything_has_a_noun_of_its_own() -> None:
    parts = [part for path in MODULES for part in path.relative_to(ROOT).with_suffix("").parts]
    parts += [node.name for path in MODULES for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
    words = {word.lower() for part in parts for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", part)}
    assert "week" in words
    assert not words & {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}


@pytest.mark.slow
def test_no_test_sleeps_or_is_passed_over() -> None:
    forbidden = {"time.sleep", "pytest.skip", "pytest.xfail", "pytest.importorskip"}
    forbidden |= {f"pytest.mark.{mark}" for mark in ("skip", "skipif", "xfail")}
    for path in TESTS:
        used = {dotted(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        assert not used & forbidden, name(path)


def test_the_rooms_are_there() -> None:
    rooms = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms == {"boards", "capture", "cli", "demo", "domain", "exports", "settings", "storage", "sync", "tui"}
    assert len(MODULES) > 20, "the tests above look at something"

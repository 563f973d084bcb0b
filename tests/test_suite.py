"""The tests hold to their own rules: which are run when, and that none of them waits for ever."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_architecture import dotted

ROOT = Path(__file__).parents[1]

HANGING = """
import threading
import pytest

def test_that_waits():
    threading.Event().wait()  # for ever

@pytest.mark.slow
def test_that_is_slow(request):
    assert request.node.get_closest_marker("timeout").args[0] > 2

def test_that_is_quick():
    pass
"""


EXAMPLES = """
from pathlib import Path
from hypothesis import given
from hypothesis import strategies as st
{imports}

drawn = []

@given(st.lists(st.text() | st.integers()))
def test_that_draws(example):
    drawn.append(example)

def test_that_records():
    Path(__file__).with_suffix(".txt").write_text(ascii(drawn))
"""


def unbounded(node: ast.Call) -> bool:
    """Say whether a call may wait for a program for ever."""
    function, keywords = dotted(node.func), {keyword.arg for keyword in node.keywords}
    if function == "subprocess.run" or function.endswith((".communicate", "check_output", "check_call")):
        return "timeout" not in keywords
    return function.endswith(".join") and not node.args and not keywords


@pytest.mark.slow
def test_no_test_waits_for_a_program_without_a_bound() -> None:
    for path in (ROOT / "tests").rglob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        assert not [node.lineno for node in calls if unbounded(node)], f"name a timeout in {path.name}"


NOT_OURS = {"Traceback"}
"""Texts that other programs say."""


def texts_in(tree: ast.AST) -> list[ast.Constant]:
    """Return the texts of a module."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def denied(tree: ast.AST) -> list[ast.Constant]:
    """Return the texts that a module asserts to be absent."""
    comparisons = [
        node
        for statement in ast.walk(tree)
        if isinstance(statement, ast.Assert)
        for node in ast.walk(statement.test)
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.NotIn)
    ]
    texts = [node.left for node in comparisons if isinstance(node.left, ast.Constant)]
    return [text for text in texts if isinstance(text.value, str)]


@pytest.mark.slow
def test_a_text_that_a_test_wants_absent_could_be_there() -> None:
    """Once a sentence is reworded, `"the old words" not in out` holds whatever is printed."""
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "devjournal").rglob("*.py")]
    printed = [path for folder in ("golden", "tui/snapshots") for path in (ROOT / "tests" / folder).iterdir()]
    sayable = [text.value for module in modules for text in texts_in(module)]
    sayable += [path.read_text(encoding="utf-8") for path in printed if path.is_file()]
    everywhere = "\0".join(map(str, sayable))
    for path in (ROOT / "tests").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        absent = denied(tree)
        here = "\0".join(str(text.value) for text in texts_in(tree) if text not in absent)
        never = [text for text in absent if str(text.value) not in here and str(text.value) not in everywhere]
        assert {str(text.value) for text in never} <= NOT_OURS, (
            f"nothing says this any more, see {path.name}:{[text.lineno for text in never]}"
        )


def recipe(target: str) -> str:
    """Return what make runs for a target, with its variables filled in."""
    done = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True
    )
    return done.stdout


def test_make_test_leaves_out_the_slow_ones_and_test_all_runs_them() -> None:
    assert '-m "not slow"' in recipe("test")
    assert " -m pytest " in recipe("test-all")
    assert "not slow" not in recipe("test-all")


def test_a_change_must_pass_all_tests() -> None:
    check = recipe("check")
    assert " -m pytest " in check
    assert "not slow" not in check
    commands = re.findall(
        r"^\s*make (.+?)(?: \|\|.*)?$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert commands == ["check", "format-check lint types imports", "test-all ARGS=--lf"]


@pytest.mark.slow
def test_a_test_that_waits_for_ever_fails_where_it_stands_and_the_others_go_on(tmp_path: Path) -> None:
    file = tmp_path / "test_hanging.py"
    file.write_text(HANGING, encoding="utf-8")
    options = ["-q", "-p", "no:cacheprovider", "-p", "tests.conftest", "-o", "timeout=2", f"--rootdir={ROOT}"]
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), *options, str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    assert "1 failed, 2 passed" in done.stdout
    assert "# for ever" in done.stdout
    assert "Timeout" in done.stdout


@pytest.mark.slow
def test_ci_takes_the_same_examples_whatever_modules_are_loaded(tmp_path: Path) -> None:
    """Hypothesis draws from the constants of loaded modules, and each worker has loaded others."""
    file = tmp_path / "test_examples.py"
    examples = set()
    for imports in ("", "import devjournal.exports.bring.jrnl, devjournal.domain.week.streak"):
        file.write_text(EXAMPLES.format(imports=imports), encoding="utf-8")
        options = ["-q", "-p", "no:cacheprovider", "-p", "tests.conftest", f"--rootdir={ROOT}"]
        command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), *options, str(file)]
        environment = {**os.environ, "CI": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60, check=True)
        examples.add(file.with_suffix(".txt").read_text(encoding="ascii"))
    assert len(examples) == 1
    assert len(examples.pop()) > 1000

"""Every handler handles a message that exists: a renamed message would leave its handler uncalled."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.message import Message

import devjournal.tui


def message_classes(parent: type[Message] = Message) -> Iterator[type[Message]]:
    """Yield every imported message class."""
    for kind in parent.__subclasses__():
        yield kind
        yield from message_classes(kind)


def handlers(path: Path) -> Iterator[str]:
    """Yield the methods that are named like handlers and take a message or nothing."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for method in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
                decorated = any(isinstance(each, ast.Name) for each in method.decorator_list)  # a property
                if method.name.removeprefix("_").startswith("on_") and not decorated:
                    yield method.name.removeprefix("_")


@pytest.mark.slow
def test_every_handler_has_a_message() -> None:
    for module in pkgutil.walk_packages(devjournal.tui.__path__, "devjournal.tui."):
        importlib.import_module(module.name)
    known = {kind.handler_name for kind in message_classes()}
    modules = Path(devjournal.tui.__file__).parent.rglob("*.py")
    used_handlers = {(path.name, name) for path in modules for name in handlers(path)}
    assert ("form.py", "on_flat_button_pressed") in used_handlers
    assert {(path, name) for path, name in used_handlers if name not in known} == set()

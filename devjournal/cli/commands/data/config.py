"""The command config: show, write, edit and check the settings."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from devjournal.cli.arguments import argument
from devjournal.cli.context import Context
from devjournal.cli.output import as_json
from devjournal.cli.parser import Parser
from devjournal.cli.terminal import can_ask
from devjournal.domain.text.user_text import one_line, quoted
from devjournal.errors import FileExists, OutputFailed, SettingsRefused, UsageError
from devjournal.paths import config_path
from devjournal.settings import KeyedVerb, LoadedSettings, read
from devjournal.settings.keys import all_verbs, key_label, resolve_keys
from devjournal.settings.table import KEYS, SETTINGS, Setting
from devjournal.settings.template import settings_template


def add_config(parser: Parser) -> None:
    """Fill the parser of `config`."""
    show = parser.subcommand("show", "print the path of the file, and the current settings")
    argument(show, "--json", "as one JSON document")
    show.set_handler(_show, "devjournal config")
    init = parser.subcommand("init", "write the file: every setting, its default and its values, as comments")
    argument(init, "--force", "overwrite the file if it exists")
    init.set_handler(_init, "devjournal config init")
    edit = parser.subcommand("edit", "open the file in $VISUAL or $EDITOR, and check it afterwards")
    edit.set_handler(_edit, "devjournal config edit")
    check = parser.subcommand("check", "list the settings of the file that are not valid")
    check.set_handler(_check, "devjournal config check")
    parser.epilog = "Example:\n  devjournal config init"
    parser.set_default_subcommand("", alone="show")


def _places() -> Mapping[str, Sequence[KeyedVerb]]:
    from devjournal.tui.verbs import key_places  # the app's verbs, which do not import Textual

    return key_places()


def _read() -> tuple[LoadedSettings, dict[str, tuple[str, ...]]]:
    """Return the settings file with its keys checked, and the keys that differ from the defaults."""
    loaded = read(config_path())
    keys, refused = resolve_keys(loaded.keys, _places())
    return loaded._replace(problems=tuple(sorted((*loaded.problems, *refused)))), keys


def _show(context: Context, args: Namespace) -> str:
    path = config_path()
    loaded, keys = _read()
    verbs = all_verbs(_places())
    if args.json:
        return as_json(
            {
                "path": str(path),
                "exists": loaded.path is not None,
                "settings": {setting.name: _json_value(setting, loaded) for setting in SETTINGS},
                "keys": {verb.id: [key_label(key) for key in keys.get(verb.id, verb.keys)] for verb in verbs},
                "problems": [problem._asdict() for problem in loaded.problems],
            }
        )
    for line in loaded.messages:
        context.print_error(line)
    rows = [
        (setting.name, setting.kind.to_toml(setting.of(loaded.settings)), _overridden_default(setting, loaded))
        for setting in SETTINGS
    ]
    for verb in verbs:
        labels = [key_label(key) for key in keys.get(verb.id, verb.keys)]
        default = " ".join(map(key_label, verb.keys)) if verb.id in keys else ""
        rows.append((f"{KEYS}.{verb.id}", " ".join(labels), default))
    name = one_line(str(path))
    heading = name if loaded.path else f"{name} does not exist yet; `devjournal config init` writes it."
    return f"{heading}\n\n{context.table(('Setting', 'In force', 'Default'), rows)}"


def _json_value(setting: Setting, loaded: LoadedSettings) -> Any:
    value = setting.of(loaded.settings)
    return value if isinstance(value, bool | int | str) else str(value)


def _overridden_default(setting: Setting, loaded: LoadedSettings) -> str:
    """Return the default of a setting that has another value; empty for an unchanged setting."""
    return "" if setting.of(loaded.settings) == setting.default else setting.kind.to_toml(setting.default)


def _init(context: Context, args: Namespace) -> str:
    path = config_path()
    try:
        _write(context, path, force=args.force)
    except FileExists as error:
        name = quoted(str(path), 200)
        raise FileExists(f"{name} already exists; edit it with `devjournal config edit`, or give --force.") from error
    return f"Wrote {quoted(str(path), 200)}; every setting is a comment that shows its default."


def _write(context: Context, path: Path, *, force: bool) -> None:
    from devjournal.files import write_file
    from devjournal.platforms import make_folder

    try:
        make_folder(path.parent)
    except OSError as error:
        folder = quoted(str(path.parent), 200)
        raise OutputFailed(
            f"{folder} cannot be created ({error.strerror}); set DEVJOURNAL_CONFIG to a file."
        ) from error
    write_file(path, settings_template(all_verbs(_places())), force=force, never=context.path)


def _edit(context: Context, args: Namespace) -> str:
    path = config_path()
    if not can_ask():
        raise UsageError(f"An editor needs a terminal; the settings are in {quoted(str(path), 200)}.")
    from devjournal.editor import chosen_editor, open_in

    command = chosen_editor()
    with suppress(FileExists):
        _write(context, path, force=False)
    open_in(command, path)
    return _check(context, args)


def _check(context: Context, args: Namespace) -> str:
    path = quoted(str(config_path()), 200)
    loaded, _ = _read()
    if loaded.path is None:
        return f"{path} does not exist; the defaults apply."
    if len(loaded.messages) == 1:
        raise SettingsRefused(loaded.messages[0])
    for line in loaded.messages:
        context.print_error(line)
    if loaded.problems:
        raise SettingsRefused(
            f"{len(loaded.problems)} settings are not valid; correct them with `devjournal config edit`."
        )
    return f"Everything in {path} is valid."

"""The parser of command lines, and the table of commands."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import takewhile
from typing import Any, NamedTuple, NoReturn

from devjournal import __version__
from devjournal.cli.argument_types import path
from devjournal.cli.context import Context
from devjournal.cli.terminal import can_ask
from devjournal.domain.text.user_text import capitalized, quoted
from devjournal.errors import UsageError

Run = Callable[[Context, argparse.Namespace], str]
"""Runs a command and returns the text to print."""


class Command(NamedTuple):
    """A command: its name, the module of `devjournal.cli.commands` whose `add_NAME` fills its parser, and its help."""

    name: str
    module: str
    help: str


COMMANDS: dict[str, tuple[Command, ...]] = {
    "The week": (
        Command("goal", "week.ritual", "set or change the goal of a week"),
        Command("plan", "week.ritual", "list, add, tick and remove the steps of a week's plan"),
        Command("check-in", "week.ritual", "say whether the week is on track"),
        Command("recap", "week.ritual", "say how the week went, and what to do differently"),
        Command("lesson", "week.ritual", "answer the lesson from the last recap"),
        Command("log", "week.entries", "add an entry: something done or learned"),
        Command("entry", "week.entries", "list, change and remove entries"),
        Command("drafts", "capture.drafts", "collect drafts of entries from git, calendars and notes"),
        Command("away", "week.away", "mark days off, list and remove them"),
    ),
    "The career plan": (
        Command("start", "career.start", "set up a shipped board of gaps for your role"),
        Command("horizon", "career.horizon", "set, list and remove the roles you want, and by when"),
        Command("gap", "career.gap", "add, list, change, import, close and remove gaps"),
        Command("person", "career.person", "add, list and change people, and what they know"),
        Command("talk", "career.talk", "log a conversation with a person"),
        Command("review", "reviews.review", "hold, list and show monthly and quarterly reviews"),
        Command("case", "career.case", "print the case for your next role, and what is missing"),
        Command("letter", "reviews.letter", "print a year on one page, in your own words"),
    ),
    "The 1:1": (
        Command("topic", "one_to_one.topic", "add, list, tick, change and remove topics for a 1:1"),
        Command("summary", "one_to_one.summary", "print the page for a 1:1: Markdown, HTML, text or JSON"),
    ),
    "Looking": (
        Command("status", "week.status", "print the state of the week and what is due"),
        Command("read", "week.read", "print the whole texts of a week, a gap or a person"),
        Command("weeks", "week.weeks", "print a line for each week, from the first to this one"),
        Command("calendar", "week.calendar", "print a year of weeks as glyphs, for pasting"),
        Command("search", "data.search", "find any text: words, phrases and prefix*"),
        Command("demo", "data.demo", "open the app on sample data that is deleted afterwards"),
        Command("reminders", "data.reminders", "print the ritual as recurring events for a calendar"),
        Command("help", "data.shell", "print this help, or the help of a command"),
    ),
    "Owning the data": (
        Command("undo", "data.undo", "undo the last change, made here or in the app"),
        Command("redo", "data.undo", "redo the last undone change"),
        Command("export", "data.transfer", "write the whole journal as one JSON document"),
        Command("import", "data.transfer", "import a JSON document, or another program's texts"),
        Command("sync", "data.sync", "sync the journal with your other machines"),
        Command("backup", "data.copies", "make a copy of the journal, even while the app runs"),
        Command("restore", "data.copies", "restore a copy; the replaced journal is kept"),
        Command("doctor", "data.doctor", "check that the journal is sound, and say what to do"),
        Command("encrypt", "data.encryption", "encrypt the journal, its copies and drafts"),
        Command("decrypt", "data.encryption", "decrypt the journal, its copies and drafts"),
        Command("passphrase", "data.encryption", "change the passphrase, or also the key"),
        Command("unlock", "data.encryption", "keep an encrypted journal open for a while"),
        Command("lock", "data.encryption", "lock the journal again before its time is up"),
        Command("path", "data.shell", "print the path of the journal"),
        Command("config", "data.config", "show, write, open and check the settings"),
        Command("completion", "data.shell", "print a completion script for a shell"),
    ),
}
"""The commands below each heading of the help."""

_GLOBAL = ("--file", "--version", "--help")
"""The options that go before the command."""

_TEXTS = ("TEXT", "STEP", "TITLE", "ROLE", "NAME")
"""The placeholders of arguments that may begin with a dash."""

_HELP = """A terminal journal for getting better at your job on purpose.
Without a command it opens the app."""

_EXAMPLES = """Examples:
  devjournal goal "Explain a design in ten minutes" --skill "Public speaking"
  devjournal log "Paired on the release"
  devjournal recap --hit --better
  devjournal COMMAND --help

A DATE is 2026-11-27, today, yesterday, tomorrow, a weekday (fri), 21 dec, or a
span from today (+3d, -2w, +1m). A WEEK is 2026-W48, W48, this, last, next, or a
DATE in it. The defaults are today and this week.

DEVJOURNAL_FILE names the journal, DEVJOURNAL_CONFIG the settings file.
DEVJOURNAL_NOW=2026-11-27T16:30 stops the clock.
Exit codes: 0 done, 1 refused by the journal or the data, 2 wrong usage."""


class Parser(argparse.ArgumentParser):
    """A parser that raises a `UsageError` for every error, so that `main` can print it as one line."""

    def __init__(self, **options: Any) -> None:
        """Pass `options` to argparse."""
        super().__init__(allow_abbrev=False, add_help=False, formatter_class=_help_formatter, **options)
        self.add_argument("-h", "--help", action="help", help="print this help")
        self.color = False  # Python 3.14 would colour the help
        self._subcommands: argparse._SubParsersAction[Parser] | None = None
        self._default_subcommand = self._alone_subcommand = ""
        self._prompter: Parser | None = None

    def set_handler(self, run: Run, example: str) -> None:
        """Set the function that runs the command, and an example for its help."""
        self.set_defaults(run=run)
        self.epilog = f"Example:\n  {example}"

    def subcommand(self, name: str, help_: str) -> Parser:
        """Add a subcommand, such as `list` below `entry`."""
        if self._subcommands is None:
            self._subcommands = self.add_subparsers(
                dest="subcommand",
                metavar="COMMAND",
                required=True,
                parser_class=Parser,
                title="commands",
                prog=self.prog,
            )
        return self._subcommands.add_parser(name, help=help_, description=f"{capitalized(help_)}.")

    def set_default_subcommand(self, name: str, *, alone: str = "") -> None:
        """Run the subcommand `name` if the arguments name none: `away 2026-12-21` adds days off.

        If there are no arguments except perhaps `--json`, run `alone` instead: `horizon` lists horizons. With an empty
        `name`, other arguments must name a subcommand.
        """
        self._default_subcommand, self._alone_subcommand = name, alone or name

    def prompts_for(self, run: Run) -> Parser:
        """Let `run` ask for all values if there are no arguments and a terminal. Return the parser for that case."""
        self.description = f"{self.description} Without arguments, on a terminal, it asks line by line."
        self._prompter = Parser(prog=self.prog)
        self._prompter.set_defaults(run=run)
        return self._prompter

    def error(self, message: str) -> NoReturn:
        """Refuse the command line.

        Raises:
            UsageError: always.
        """
        flag, ignored, _ = message.partition(": ignored explicit argument")
        if ignored:
            message = f"{flag} takes no value"
        if message.endswith("expected one argument"):
            message += " (join a value that begins with a dash with =)"
        missing = message.removeprefix("the following arguments are required: ")
        if missing == "COMMAND" and self._subcommands is not None:
            message = f"a command is missing; choose one of {', '.join(self._subcommands.choices)}"
        elif missing != message:
            dashes = " (write -- before a text that begins with a dash)" if missing in _TEXTS else ""
            message = f"{missing} is missing{dashes}"
        raise UsageError(f"{capitalized(message)}; see `{self.prog} --help`.")

    def named_command(self, name: str) -> Parser:
        """Return the parser of a subcommand.

        Raises:
            UsageError: there is no such subcommand.
        """
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                self._check_value(action, name)
                parser = action.choices[name]
                assert isinstance(parser, Parser)
                return parser
        raise UsageError(f"`{self.prog}` has no subcommand {quoted(name)}; see `{self.prog} --help`.")

    def all_actions(self) -> Iterator[argparse.Action]:
        """Yield every argument of this parser and its subcommands."""
        for action in self._actions:
            yield action
            if isinstance(action, argparse._SubParsersAction):
                for parser in action.choices.values():
                    yield from parser.all_actions()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse the arguments, with the default subcommand if none is named, or with the parser of the prompts."""
        if self._prompter is not None and _has_no_values(args) and can_ask():
            return self._prompter.parse_known_args(args, namespace)
        if self._alone_subcommand and self._subcommands is not None and (not args or args[0] not in ("-h", "--help")):
            words = list(args or ())
            default = self._alone_subcommand if words in ([], ["--json"]) else self._default_subcommand
            if default and (not words or words[0] not in self._subcommands.choices):
                args = [default, *words]
        self._refuse_unknown_options(args or () if self._subparsers is None else self._before_command(args or ()))
        return super().parse_known_args(args, namespace)

    def _before_command(self, args: Sequence[str]) -> list[str]:
        """Return the options before the name of a subcommand, without their values."""
        options: list[str] = []
        remaining = iter(args)
        for arg in takewhile(lambda arg: arg.startswith("--") and arg != "--", remaining):
            options.append(arg)
            action = self._option_string_actions.get(arg)
            if action is not None and action.nargs is None:
                next(remaining, None)
        return options

    def _refuse_unknown_options(self, args: Sequence[str]) -> None:
        """Refuse a mistyped option before argparse reports the correct one as missing.

        Raises:
            UsageError: the command has no such option.
        """
        for arg in takewhile(lambda arg: arg != "--", args):
            if arg.startswith("--") and " " not in arg and arg.partition("=")[0] not in self._option_string_actions:
                raise _unexpected(arg, f"{self.prog} --help", self._option_string_actions)

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """Treat `--` as the end of options before a command, and as a value after `=`; versions of argparse differ."""
        if action.nargs == argparse.PARSER and arg_strings[:1] == ["--"]:
            arg_strings = arg_strings[1:]
        if action.nargs is None and arg_strings == ["--"]:
            value = self._get_value(action, "--")
            self._check_value(action, value)
            return value
        return super()._get_values(action, arg_strings)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        if action.dest == "command":
            hint = _correction(value, (command.name for command in all_commands()))
            raise UsageError(f"There is no command {quoted(value)}{hint}; see `devjournal --help`.")
        choices = ", ".join(str(choice) for choice in action.choices)
        raise UsageError(f"{quoted(str(value))} is not valid here; choose one of {choices}.")


def _has_no_values(args: Sequence[str]) -> bool:
    """Return whether there are no arguments, except perhaps the week."""
    return not args or (len(args) == 2 and args[0] == "--week") or (len(args) == 1 and args[0].startswith("--week="))


def _help_formatter(prog: str) -> argparse.HelpFormatter:
    """Return the formatter of the help. Without a width, argparse would import `shutil` for every argument."""
    try:
        columns = os.get_terminal_size().columns
    except OSError:  # a pipe
        columns = 80
    return argparse.RawDescriptionHelpFormatter(prog, width=columns - 2)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse a command line. `run` of the result runs the command; it is missing if no command is named.

    Raises:
        UsageError: the command line is wrong.
        SystemExit: help or the version was printed.
    """
    if argv and argv[0].startswith("--") and argv[0].partition("=")[0] not in (*_GLOBAL, "--"):
        raise _unexpected(argv[0], "devjournal --help", _GLOBAL)
    commands = [command for command in all_commands() if command.name in argv]
    arguments, unknown = build(commands).parse_known_args(argv)
    if "--" in unknown:
        unknown.remove("--")  # it ends the options, even as the last argument
    if unknown:
        raise _unexpected(unknown[0], " ".join(filter(None, ("devjournal", arguments.command, "--help"))), _GLOBAL)
    assert isinstance(arguments, argparse.Namespace)
    return arguments


def help_text(names: Sequence[str]) -> str:
    """Return the help of a command such as `entry list`, or of devjournal if `names` is empty.

    Raises:
        UsageError: there is no such command.
    """
    parser = build(command for command in all_commands() if command.name in names[:1])
    for name in names:
        parser = parser.named_command(name)
    return parser.format_help()


def build(commands: Iterable[Command]) -> Parser:
    """Return the parser of these commands. Only their modules are imported."""
    parser = Parser(
        prog="devjournal",
        usage="devjournal [--file PATH] [COMMAND ...]",
        description=_HELP,
        epilog=f"{_listing()}\n\n{_EXAMPLES}",
    )
    parser.add_argument("--file", metavar="PATH", type=path, help="the journal to use")
    parser.add_argument("--version", action="version", version=f"devjournal {__version__}", help="print the version")
    subparsers = parser.add_subparsers(
        dest="command", metavar="COMMAND", help=argparse.SUPPRESS, parser_class=Parser, prog="devjournal"
    )
    for command in commands:
        module = import_module(f"devjournal.cli.commands.{command.module}")
        fill = getattr(module, f"add_{command.name.replace('-', '_')}")
        fill(subparsers.add_parser(command.name, help=command.help, description=f"{capitalized(command.help)}."))
    return parser


def all_commands() -> list[Command]:
    """Return every command in the order of the help."""
    return [command for group in COMMANDS.values() for command in group]


def _listing() -> str:
    groups = (
        "\n".join([f"{heading}:", *(f"  {command.name:<12}{command.help}" for command in commands)])
        for heading, commands in COMMANDS.items()
    )
    return "\n\n".join(groups)


def _correction(name: str, names: Iterable[str], cutoff: float = 0.6) -> str:
    """Return a hint that names the closest of `names`; empty if none is close."""
    from difflib import get_close_matches  # only a typo needs it

    matches = get_close_matches(name[:40], names, n=1, cutoff=cutoff)
    return f" (did you mean {matches[0]}?)" if matches else ""


def _unexpected(argument: str, help_: str, options: Iterable[str]) -> UsageError:
    """Return the error about an unexpected argument or option. `options` are the options that it may be a typo of."""
    if argument == "--file" or argument.startswith("--file="):
        return UsageError("--file goes before the command: devjournal --file PATH COMMAND.")
    if argument.startswith("-"):
        hint = _correction(argument.partition("=")[0], (option for option in options if len(option) > 2), 0.7)
        return UsageError(
            f"There is no option {quoted(argument)} here{hint}; see `{help_}`, or write -- before a text that begins "
            "with a dash."
        )
    return UsageError(
        f"Unexpected argument {quoted(argument)}; put a text of several words in quotation marks, or see `{help_}`."
    )

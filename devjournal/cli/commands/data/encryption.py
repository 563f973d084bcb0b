"""The commands encrypt, decrypt, passphrase, unlock and lock."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, NamedTuple

from devjournal.cli.arguments import argument
from devjournal.cli.context import Context
from devjournal.cli.parser import Parser
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.errors import FileRefused, JournalError, Locked, NotFound, OutputFailed, RuleViolation
from devjournal.paths import state_folder

if TYPE_CHECKING:
    from devjournal.storage.conversion.conversion import ConvertedCopies, Target
    from devjournal.storage.encryption.key import Key
    from devjournal.storage.encryption.key_file import WrappedKey

_MINUTES_PER_HOUR = 60


def add_encrypt(parser: Parser) -> None:
    """Fill the parser of `encrypt`."""
    parser.set_handler(_encrypt, "devjournal encrypt")


def add_decrypt(parser: Parser) -> None:
    """Fill the parser of `decrypt`."""
    parser.set_handler(_decrypt, "devjournal decrypt")


def add_passphrase(parser: Parser) -> None:
    """Fill the parser of `passphrase`."""
    argument(parser, "--new-key", "encrypt everything again with a new key")
    parser.set_handler(_passphrase, "devjournal passphrase --new-key")


def add_lock(parser: Parser) -> None:
    """Fill the parser of `lock`."""
    parser.set_handler(_lock, "devjournal lock")


def add_unlock(parser: Parser) -> None:
    """Fill the parser of `unlock`."""
    parser.set_handler(_unlock, "devjournal unlock")


def _encrypt(context: Context, args: Namespace) -> str:
    """Encrypt a journal.

    If it is encrypted already, encrypt the copies and drafts that an interrupted run left unencrypted.
    """
    from devjournal.cli.passphrase import COMMAND_VARIABLE, ask_new
    from devjournal.storage.encryption.cipher import require_extra
    from devjournal.storage.encryption.key import new_key

    require_extra()
    if _is_encrypted(context):
        return _encrypt_remaining(context)
    _bring_up_to_date(context)
    passphrase = ask_new(context, COMMAND_VARIABLE)
    target = _encrypt_journal(context, new_key(), passphrase)
    derived = _encrypt_derived(context, target)
    note = _sync_note(context, "unencrypted")
    return f"Encrypted {_name(context)}{derived}. `devjournal unlock` keeps it open for a while.{note}"


def _encrypt_remaining(context: Context) -> str:
    from devjournal.storage.conversion.conversion import Target

    context.check()
    encrypted = _encrypted(context)
    target = Target(_unlocked_key(encrypted), encrypted.entry)
    derived = _encrypt_derived(context, target)
    if not (derived.copies.converted or derived.drafts or derived.copies.failed):
        raise RuleViolation(
            f"{_name(context)}, its copies and drafts are already encrypted; "
            "`devjournal passphrase` changes the passphrase."
        )
    return f"Encrypted the rest of {_name(context)}{derived}."


def _decrypt(context: Context, args: Namespace) -> str:
    from devjournal.cli.passphrase import ask_current, can_ask_current
    from devjournal.storage.conversion.conversion import convert_journal
    from devjournal.storage.encryption import keyring, session

    encrypted = _encrypted(context)
    if can_ask_current(context):
        key, secret = ask_current(context, encrypted.entry, encrypted.locked)
        keyring.add_key(key)
        _unlock_copies(context, secret)
    _bring_up_to_date(context)
    key = _unlocked_key(encrypted)
    converted: list[_Derived] = []
    # Copies and drafts come first: if this is interrupted, the journal still has the key that opens the rest.
    convert_journal(context.path, None, before=lambda: converted.append(_convert_derived(context, key, None)))
    derived = converted[0].plus(_convert_derived(context, key, None))  # drafts that an open window wrote meanwhile
    session.forget(key.salt)
    _report_failures(context, derived.copies, "decrypted")
    return f"Decrypted {_name(context)}{derived}. Everybody who can read the disk can read it now."


def _passphrase(context: Context, args: Namespace) -> str:
    from devjournal.cli.passphrase import NEW_COMMAND_VARIABLE, ask_current, ask_new
    from devjournal.storage.conversion.conversion import rewrap
    from devjournal.storage.encryption import keyring
    from devjournal.storage.encryption.cipher import require_extra
    from devjournal.storage.encryption.wrapping import normalized_code, wrap_by

    require_extra()
    if args.new_key and (unwrapped := _without_key_file(context)) is not None:
        return _new_key(context, unwrapped, ask_new(context, NEW_COMMAND_VARIABLE))
    encrypted = _encrypted(context)
    key, current = ask_current(context, encrypted.entry, encrypted.locked)
    keyring.add_key(key)
    if args.new_key:
        _unlock_copies(context, current)
        passphrase = ask_new(context, NEW_COMMAND_VARIABLE, "" if normalized_code(current) else current)
        return _new_key(context, key, passphrase)
    passphrase = ask_new(context, NEW_COMMAND_VARIABLE)
    rewrap(context.path, encrypted.entry._replace(passphrase=wrap_by(key, passphrase)))
    return f"Changed the passphrase of {_name(context)}; the recovery code stays as it was."


def _without_key_file(context: Context) -> Key | None:
    """Return the key of an unlocked journal whose key file is lost, for a new key file; None in any other case."""
    from devjournal.storage.encryption import keyring
    from devjournal.storage.encryption.key_file import entry_for

    if not _is_encrypted(context):
        return None
    salt = keyring.salt_of(context.path)
    try:
        if entry_for(context.path, salt) is not None:
            return None
    except FileRefused:  # the key file is damaged, and no copy has a good one
        pass
    return keyring.find_key(salt)


def _new_key(context: Context, key: Key, passphrase: str) -> str:
    from devjournal.storage.encryption import session
    from devjournal.storage.encryption.key import new_key

    _bring_up_to_date(context)
    replacement = new_key(key)
    target = _encrypt_journal(context, replacement, passphrase)
    derived = _convert_derived(context, key, target)
    if session.recall(key.salt) is not None:
        session.keep(replacement, _seconds(context))
        session.forget(key.salt)
    _report_failures(context, derived.copies, "encrypted again")
    note = _sync_note(context, "encrypted with the old key")
    return f"Gave {_name(context)} a new key{derived}; the old recovery code no longer opens it.{note}"


def _encrypt_journal(context: Context, key: Key, passphrase: str) -> Target:
    """Encrypt the journal with a key, after its new recovery code is shown. Return the key and its key file's entry."""
    from devjournal.cli.passphrase import show_code
    from devjournal.storage.conversion.conversion import Target, convert_journal
    from devjournal.storage.encryption.wrapping import new_code, wrap

    code = new_code()
    target = Target(key, wrap(key, passphrase, code))
    show_code(code)
    convert_journal(context.path, target)
    return target


def _lock(context: Context, args: Namespace) -> str:
    from devjournal.storage.encryption import session

    session.forget(_encrypted(context).entry.salt)
    return f"Locked {_name(context)}; an open window stays unlocked until you close it."


def _unlock(context: Context, args: Namespace) -> str:
    from devjournal.cli.passphrase import ask_current
    from devjournal.storage.encryption import session
    from devjournal.storage.encryption.cipher import require_extra

    require_extra()
    encrypted = _encrypted(context)
    key, _ = ask_current(context, encrypted.entry, encrypted.locked)
    if not session.keep(key, _seconds(context)):
        raise OutputFailed(
            "This machine cannot keep a key until you log out; "
            "set encryption.passphrase_command to a command that prints the passphrase instead."
        )
    minutes = context.settings.encryption.unlocked_minutes
    hours, rest = divmod(minutes, _MINUTES_PER_HOUR)
    span = pluralized(minutes, "minute") if rest else pluralized(hours, "hour")
    return f"Unlocked {_name(context)} for {span}, or until you log out; `devjournal lock` locks it."


def _sync_note(context: Context, state: str) -> str:
    """Return a note on the `state` of this machine's files in the sync folder; empty without a sync folder."""
    if not context.settings.sync.folder:
        return ""
    return f" Its files in your sync folder stay {state} until the next `devjournal sync`."


class _Encrypted(NamedTuple):
    """An encrypted journal: its entry in the key file, and the error if it is locked."""

    entry: WrappedKey
    locked: Locked
    """The error to raise if nobody can be asked for the passphrase."""


def _encrypted(context: Context) -> _Encrypted:
    """Return the encrypted journal.

    Raises:
        NotFound: there is no journal.
        RuleViolation: the journal is not encrypted.
        FileRefused: the key file is missing or wrong.
    """
    from devjournal.storage.encryption.key_file import entry_for, key_file_of
    from devjournal.storage.encryption.keyring import salt_of

    if not _is_encrypted(context):
        raise RuleViolation(f"{_name(context)} is not encrypted; `devjournal encrypt` encrypts it.")
    entry = entry_for(context.path, salt_of(context.path))
    if entry is None:
        keys = quoted(str(key_file_of(context.path)), 200)
        raise FileRefused(f"{keys} is missing, or belongs to another journal; put the journal's key file back.")
    sentence = (
        f"{_name(context)} is locked, and there is no terminal to ask for the passphrase; "
        "set DEVJOURNAL_PASSPHRASE_COMMAND to a command that prints it."
    )
    return _Encrypted(entry, Locked(sentence, context.path))


def _unlocked_key(encrypted: _Encrypted) -> Key:
    """Return the key of an unlocked journal.

    Raises:
        Locked: the journal is locked.
    """
    from devjournal.storage.encryption import keyring

    key = keyring.find_key(encrypted.entry.salt)
    if key is None:
        raise encrypted.locked
    return key


def _is_encrypted(context: Context) -> bool:
    """Return whether the file is encrypted, from its first bytes.

    Raises:
        NotFound: there is no such file.
        FileRefused: the file is no SQLite database, encrypted or not.
    """
    from devjournal.storage.core.file import is_database, read_header

    header = read_header(context.path)
    if not header:
        raise NotFound(f"There is no journal at {_name(context)} yet; `devjournal goal` creates one.")
    return not is_database(header)


def _bring_up_to_date(context: Context) -> None:
    """Open the journal, which migrates it, and close it again: it must not be open while it is replaced."""
    context.journal.steps()
    context.close()


class _Derived(NamedTuple):
    """The converted copies and drafts of a journal, and the copies that could not be converted."""

    copies: ConvertedCopies
    drafts: int

    def plus(self, later: _Derived) -> _Derived:
        """Return the sum of both counts, and the failures of the later one."""
        copies = later.copies._replace(converted=self.copies.converted + later.copies.converted)
        return _Derived(copies, self.drafts + later.drafts)

    def __str__(self) -> str:
        """Return the counts as words that follow the journal's name."""
        counts = ((self.copies.converted, "copy", "copies"), (self.drafts, "draft", "drafts"))
        parts = [pluralized(count, name, names) for count, name, names in counts if count]
        return f", with {' and '.join(parts)}" if parts else ""


def _encrypt_derived(context: Context, target: Target) -> _Derived:
    """Encrypt the copies and drafts of an encrypted journal; copies with another key stay as they are."""
    derived = _convert_derived(context, None, target)
    derived = derived._replace(copies=derived.copies._replace(locked=()))
    _report_failures(context, derived.copies, "encrypted")
    return derived


def _convert_derived(context: Context, before: Key | None, target: Target | None) -> _Derived:
    """Convert the copies and the app's drafts in the same way as the journal."""
    from devjournal.storage.conversion.conversion import convert_copies
    from devjournal.storage.copies.copies import Copies
    from devjournal.storage.encryption.draft_cipher import DraftCipher
    from devjournal.tui.state import AppState, convert_drafts

    copies = convert_copies(Copies(context.path), target)
    old_cipher = DraftCipher(before) if before is not None else None
    new_cipher = DraftCipher(target.key) if target is not None else None
    return _Derived(copies, convert_drafts(AppState(state_folder(), context.path), old_cipher, new_cipher))


def _unlock_copies(context: Context, secret: str) -> None:
    from devjournal.storage.conversion.conversion import unlock_copies
    from devjournal.storage.copies.copies import Copies

    unlock_copies(Copies(context.path), secret)


def _report_failures(context: Context, copies: ConvertedCopies, how: str) -> None:
    """Print the names of copies that could not be converted: damaged copies, and copies with another passphrase."""
    for names, reason, instead in (
        (copies.failed, "", "remove them from backups"),
        (copies.locked, " because they have another passphrase", "remove the copies that you do not need from backups"),
    ):
        if names:
            context.exit_code = JournalError.exit_code
            listed = ", ".join(quoted(name, 80) for name in names)
            context.print_error(f"These copies could not be {how}{reason}: {listed}; {instead}.")


def _seconds(context: Context) -> int:
    return context.settings.encryption.unlocked_minutes * 60


def _name(context: Context) -> str:
    return quoted(str(context.path), 200)

"""sync: one journal on several machines, through a shared folder."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devjournal.sync.files import body_digest, pack_body
from tests.cli.conftest import Run
from tests.cli.done import Done

Machine = Callable[..., Done]


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


def git(folder: Path, *args: str) -> str:
    """Run git as a user with no settings except a name."""
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    named = ("-c", "user.name=Mara", "-c", "user.email=mara@example.org", *args)
    done = subprocess.run(["git", *named], cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, f"git {' '.join(args)}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture
def machines(run: Run, tmp_path: Path) -> tuple[Machine, Machine]:
    """Two journals, each on its own machine."""

    def on(name: str) -> Machine:
        return lambda *args, now="2026-11-27T16:30": run("--file", str(tmp_path / name / "journal.db"), *args, now=now)

    return on("desk"), on("laptop")


def entries(machine: Machine) -> list[str]:
    """Return the texts of all entries."""
    return sorted(entry["text"] for entry in json.loads(machine("entry", "list", "--json").out))


def test_a_journal_comes_to_another_machine(machines: tuple[Machine, Machine], share: Path) -> None:
    desk, laptop = machines
    desk("goal", "Ship it", "--skill", "Delivery")
    assert desk("sync", str(share)).out == "No other machine uses the folder yet; 1 record went.\n"
    laptop("log", "Written on the train")
    came = json.loads(laptop("sync", str(share), "--json").out)
    assert (came["came"], came["went"], came["gave_way"], came["unreadable"]) == (1, 1, [], [])
    assert [sorted(machine) for machine in came["machines"]] == [["last", "name"]]
    desk("sync", str(share))
    assert desk("export", "-").out == laptop("export", "-").out
    assert "nothing new" in desk("sync", str(share)).out
    assert "nothing new" in laptop("sync", str(share)).out
    assert {stat.S_IMODE(file.stat().st_mode) for file in share.iterdir()} == {0o600}


def test_what_goes_with_a_field_that_gave_way_is_no_text_of_its_own(
    machines: tuple[Machine, Machine], share: Path
) -> None:
    desk, laptop = machines
    desk("goal", "Ship it", "--skill", "Delivery", now="2026-11-20T09:00")
    desk("recap", "--missed", "--lesson", "Start on Monday", now="2026-11-20T16:00")
    desk("sync", str(share))
    laptop("sync", str(share))
    desk("lesson", "applied", now="2026-11-27T17:00")
    laptop("recap", "--missed", "--lesson", "Ask for help", "--week", "2026-W47", now="2026-11-27T18:00")
    desk("sync", str(share), now="2026-11-27T19:00")
    done = laptop("sync", str(share), "--json", now="2026-11-27T19:00")
    assert (done.code, done.err, done.json["gave_way"]) == (0, "", [])
    assert laptop("doctor", now="2026-11-27T19:00").code == 0


def test_a_text_that_gave_way_is_told_once_and_found(machines: tuple[Machine, Machine], share: Path) -> None:
    desk, laptop = machines
    desk("goal", "Ship it", "--skill", "Delivery")
    desk("sync", str(share))
    laptop("sync", str(share))
    desk("goal", "Ship it whole", now="2026-11-27T17:00")
    laptop("goal", "Ship half of it", now="2026-11-27T18:00")
    laptop("log", "Only here", now="2026-11-27T18:01")
    desk("sync", str(share), now="2026-11-27T19:00")
    lines = laptop("sync", str(share), now="2026-11-27T19:00").out.splitlines()
    assert lines[1] == (
        "week 2026-W48, goal: kept “Ship half of it” of 2026-11-27 18:00; “Ship it whole” of 2026-11-27 17:00 gave way."
    )
    gave_way = json.loads(desk("sync", str(share), "--json", now="2026-11-27T19:00").out)["gave_way"]
    assert [{**row, "from": ""} for row in gave_way] == [
        {"kind": "week", "what": "2026-W48", "field": "goal", "kept": "Ship half of it", "other": "Ship it whole",
         "from": ""}
    ]  # fmt: skip
    for machine in machines:
        assert json.loads(machine("sync", str(share), "--json").out)["gave_way"] == []
        assert "Ship it whole" in machine("search", "whole").out
    assert desk("export", "-").out == laptop("export", "-").out


def test_machines_with_clocks_behind_lose_no_text_to_each_other(run: Run, share: Path, tmp_path: Path) -> None:
    """Two machines change a text that a third one wrote an hour ahead; one changes it twice, replacing its own text."""

    def on(name: str, now: str) -> Machine:
        return lambda *args: run("--file", str(tmp_path / name / "journal.db"), *args, now=now)

    ahead, desk, train = (
        on("ahead", "2026-11-27T17:30"),
        on("desk", "2026-11-27T16:30"),
        on("train", "2026-11-27T16:30"),
    )
    ahead("log", "Written ahead")
    for machine in (ahead, desk, train):
        machine("sync", str(share))
    desk("entry", "edit", "1", "--text", "Changed at the desk")
    train("entry", "edit", "1", "--text", "Changed on the train")
    train("entry", "edit", "1", "--text", "Changed twice on the train")
    for machine in (desk, train, desk):
        machine("sync", str(share))
    for machine in (desk, train):
        hits = machine("search", "Changed").out
        assert "Changed at the desk" in hits, "it is kept beside the one that stands"
        assert "Changed twice on the train" in hits


def test_a_sync_is_one_step_to_undo(machines: tuple[Machine, Machine], share: Path) -> None:
    desk, laptop = machines
    for text in ("one", "two", "three"):
        desk("log", text)
    desk("sync", str(share))
    laptop("log", "Mine")
    before = laptop("export", "-").out
    laptop("sync", str(share))
    assert laptop("undo").out.startswith("Undone: sync with ")
    assert laptop("export", "-").out == before
    assert "this repeated the changes that you had undone" in laptop("sync", str(share)).out
    assert entries(laptop) == ["Mine", "one", "three", "two"]
    assert "nothing new" in laptop("sync", str(share)).out


@pytest.mark.parametrize("write_after", [False, True])
def test_an_undone_sync_stays_undone_until_its_owner_asks(
    machines: tuple[Machine, Machine], share: Path, write_after: bool
) -> None:
    """A later write drops the undo step, but the sync still counts as undone. After a redo it does not."""
    desk, laptop = machines
    desk("log", "From the desk")
    desk("sync", str(share))
    laptop("log", "Mine")
    laptop("sync", str(share))
    quiet = ("sync", str(share), "--unless-undone")
    assert laptop(*quiet).code == 0
    laptop("undo")
    if not write_after:
        laptop("redo")
        assert laptop(*quiet).code == 0
        laptop("undo")
    else:
        laptop("log", "Mine, too")
    before = sorted(file.name for file in share.iterdir())
    refused = laptop(*quiet)
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert "The last sync was undone" in refused.err
    assert "The last sync was undone" in laptop("sync", str(share), "--status").out
    assert json.loads(laptop("sync", str(share), "--status", "--json").out)["undone"] is True
    assert "From the desk" not in entries(laptop)
    assert sorted(file.name for file in share.iterdir()) == before
    assert "this repeated the changes that you had undone" in laptop("sync", str(share)).out
    assert "From the desk" in entries(laptop)
    assert laptop(*quiet).code == 0
    assert json.loads(laptop("sync", str(share), "--status", "--json").out)["undone"] is False


def test_a_restored_journal_was_not_undone(machines: tuple[Machine, Machine], share: Path) -> None:
    desk, laptop = machines
    laptop("log", "Mine")
    laptop("backup", str(share.parent / "copy.db"))
    desk("log", "From the desk")
    desk("sync", str(share))
    laptop("sync", str(share))
    laptop("restore", str(share.parent / "copy.db"))
    assert laptop("sync", str(share), "--unless-undone").code == 0
    assert entries(laptop) == ["From the desk", "Mine"]


@pytest.mark.parametrize(("args", "code"), [(["sync"], 2), (["sync", "--status"], 2), (["sync", "missing"], 1)])
def test_what_is_missing_is_said(run: Run, args: list[str], code: int, tmp_path: Path) -> None:
    done = run(*[str(tmp_path / "missing") if arg == "missing" else arg for arg in args])
    assert (done.code, done.out, done.err.count("\n")) == (code, "", 1)
    assert not (tmp_path / "missing").exists()


def test_the_setting_names_the_folder(run: Run, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text(f'[sync]\nfolder = "{share.as_posix()}"\n', encoding="utf-8")
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(settings))
    run("log", "Written")
    assert run("sync").out == "No other machine uses the folder yet; 1 record went.\n"


def test_the_status_reads_only(machines: tuple[Machine, Machine], share: Path) -> None:
    desk, laptop = machines
    desk("log", "Written")
    desk("sync", str(share))
    laptop("log", "Mine")
    before = sorted(file.name for file in share.iterdir())
    standing = json.loads(laptop("sync", str(share), "--status", "--json").out)
    assert (standing["waiting"], standing["changed"], standing["last"]) == (1, True, None)
    assert sorted(file.name for file in share.iterdir()) == before
    assert "1 file to read" in laptop("sync", str(share), "--status").out
    assert entries(laptop) == ["Mine"]


@pytest.mark.slow
@pytest.mark.parametrize("bent", [b"", b"{}", b'{"format": "devjournal-sync"}\n', b"cut", b"year", b"circle"])
def test_a_file_that_cannot_be_read_is_named(
    machines: tuple[Machine, Machine], share: Path, bent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, laptop = machines
    desk("log", "Written")
    desk("sync", str(share))
    (file,) = share.iterdir()
    broken = share / "broken-0a1b2c3d-0123456789ab.djsync"
    whole = file.read_bytes()
    years = re.sub(rb'"at": "\d{4}', b'"at": "9999', whole)
    circle = re.sub(rb'"digest": "\w+"', b'"digest": ""', whole)
    broken.write_bytes({b"cut": whole[:-9], b"year": years, b"circle": circle}.get(bent, bent))
    if is_all := bent in (b"cut", b"year", b"circle"):
        file.unlink()
    done = laptop("sync", str(share))
    assert (done.code, done.err.count("\n"), broken.name in done.err) == (1, 1, True)
    assert entries(laptop) == ([] if is_all else ["Written"])
    assert laptop("sync", str(share)).code == 1, "until it can be read"
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(share.parent / "config.toml"))
    (share.parent / "config.toml").write_text(f'[sync]\nfolder = "{share.as_posix()}"\n', encoding="utf-8")
    assert f"“{broken.name}” could not be read" in laptop("doctor").out
    broken.unlink()
    assert "could not be read" not in laptop("doctor").out


def test_conflict_copies_are_read_and_left_alone(machines: tuple[Machine, Machine], share: Path) -> None:
    desk, laptop = machines
    desk("log", "Written")
    desk("sync", str(share))
    (file,) = share.iterdir()
    copy = file.rename(share / f"{file.stem} (Mara's conflicted copy 2026-11-27){file.suffix}")
    content = copy.read_bytes()
    laptop("sync", str(share))
    assert entries(laptop) == ["Written"]
    desk("sync", str(share))
    assert copy.read_bytes() == content


def test_what_was_removed_stays_removed_unless_it_was_changed_elsewhere(
    machines: tuple[Machine, Machine], share: Path
) -> None:
    desk, laptop = machines
    for text in ("one", "two"):
        desk("log", text)
    for machine in machines:
        machine("sync", str(share))
    laptop("entry", "edit", "2", "--text", "two, and more", now="2026-11-27T17:00")
    for number in ("1", "2"):
        desk("entry", "remove", number, now="2026-11-27T18:00")
    for machine in (*machines, *machines):
        machine("sync", str(share), now="2026-11-27T19:00")
    for machine in machines:
        assert entries(machine) == ["two, and more"]


def test_a_restored_journal_gets_back_what_it_had(machines: tuple[Machine, Machine], share: Path) -> None:
    desk, laptop = machines
    desk("log", "Before")
    copy = share.parent / "copy.db"
    desk("backup", str(copy))
    desk("log", "After")
    desk("sync", str(share))
    laptop("sync", str(share))
    whole = laptop("export", "-").out
    desk("restore", str(copy))
    assert entries(desk) == ["Before"]
    for machine in (desk, laptop, desk):
        machine("sync", str(share))
    assert (desk("export", "-").out, laptop("export", "-").out) == (whole, whole)


def test_a_copied_journal_is_another_machine(
    machines: tuple[Machine, Machine], run: Run, share: Path, clean_env: dict[str, str]
) -> None:
    """Also if its local state was copied: a machine takes a new name if a file of its name is not its own."""
    desk, laptop = machines
    desk("log", "Before")
    desk("sync", str(share))
    (memory,) = Path(clean_env["HOME"]).rglob("sync/*.json")
    remembered, journal = memory.read_text(encoding="utf-8"), share.parent / "desk" / "journal.db"
    content = journal.read_bytes()
    desk("log", "On the first")
    desk("sync", str(share))
    first, first_memory = journal.read_bytes(), memory.read_text(encoding="utf-8")
    journal.write_bytes(content)
    memory.write_text(remembered, encoding="utf-8")
    desk("log", "On the second")
    desk("sync", str(share))
    second = desk("export", "-").out
    journal.write_bytes(first)
    memory.write_text(first_memory, encoding="utf-8")
    desk("sync", str(share))
    laptop("sync", str(share))
    assert desk("export", "-").out == second == laptop("export", "-").out
    assert second.count('"text": "On the ') == 2


def test_what_the_engine_cannot_read_is_named(machines: tuple[Machine, Machine], share: Path) -> None:
    """The file is complete by its checksum, but the engine cannot read its content."""
    desk, laptop = machines
    desk("log", "Written")
    desk("sync", str(share))
    (file,) = share.iterdir()
    line, _, _ = file.read_bytes().partition(b"\n")
    body = pack_body([], b"loro, but not quite")
    header = json.loads(line) | {"digest": body_digest(body)}
    file.write_bytes(json.dumps(header).encode() + b"\n" + body)
    done = laptop("sync", str(share))
    assert (done.code, file.name in done.err) == (1, True)


def test_no_other_command_loads_the_engine(clean_env: dict[str, str], share: Path, tmp_path: Path) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text(f'[sync]\nfolder = "{share.as_posix()}"\n', encoding="utf-8")
    clean_env["DEVJOURNAL_CONFIG"] = str(settings)
    program = (
        "import sys; from devjournal.cli.main import main\n"
        "for words in ({'status'}, {'weeks', '--json'}, {'export'}, {'doctor'}): main([*sorted(words, reverse=True)])\n"
        f"main(['sync', {str(share)!r}, '--status'])\n"
        "sys.exit(3 if 'loro' in sys.modules else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], env=clean_env, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()


def test_without_the_extra_one_line_names_it(run: Run, share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "loro", None)
    run("log", "Written")
    done = run("sync", str(share))
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "devjournal[sync]" in done.err
    assert list(share.iterdir()) == []


@pytest.mark.slow
def test_git_carries_the_folder_without_a_conflict(machines: tuple[Machine, Machine], tmp_path: Path) -> None:
    """Runs the guide's commands in two clones that both write before either pulls."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "host")
    clones = []
    for name in ("desk-sync", "laptop-sync"):
        git(tmp_path, "clone", "--quiet", "host", name)
        clones.append(tmp_path / name)
    git(clones[0], "commit", "--quiet", "--allow-empty", "--message", "Begin")
    git(clones[0], "push", "--quiet", "--set-upstream", "origin", "HEAD")
    git(clones[1], "pull", "--quiet")
    texts = []
    for turn in range(6):
        now = f"2026-11-{10 + turn}T16:30"
        for name, machine in zip(("desk", "laptop"), machines, strict=True):
            machine("goal", f"Goal of {name}, turn {turn}", "--skill", "Delivery", now=now)
            machine("log", f"Written at the {name}, turn {turn}", now=now)
            texts.append(f"Written at the {name}, turn {turn}")
        sides = list(zip(machines, clones, strict=True))
        for machine, clone in sides:
            assert machine("sync", str(clone), now=now).code == 0
            git(clone, "add", "--all")
            git(clone, "commit", "--quiet", "--message", "Sync")
        for _, clone in sides:
            git(clone, "pull", "--quiet", "--no-rebase", "--no-edit")
            git(clone, "push", "--quiet")
        for machine, clone in (*sides, *sides):
            git(clone, "pull", "--quiet", "--no-rebase", "--no-edit")
            assert machine("sync", str(clone), now=now).code == 0
            git(clone, "add", "--all")
            if git(clone, "status", "--porcelain"):
                git(clone, "commit", "--quiet", "--message", "Sync")
            git(clone, "push", "--quiet")
        git(clones[0], "pull", "--quiet", "--no-rebase", "--no-edit")
        assert machines[0]("sync", str(clones[0]), now=now).code == 0
        desk, laptop = machines
        assert desk("export", "-").out == laptop("export", "-").out
        assert entries(desk) == sorted(texts)
    for clone in clones:
        assert not [file for file in clone.rglob("*.djsync") if b"<<<<<<<" in file.read_bytes()]
    assert int(git(clones[0], "rev-list", "--count", "--merges", "HEAD")) >= 6, "both wrote at once, and git merged"


_KILLED = """
import os, signal, sys
from devjournal import files
from devjournal.cli.main import main
left, home = int(sys.argv[1]), sys.argv[2]
def count(event, args):
    global left
    if not any(home in str(arg) for arg in args):
        return
    if event in ("open", "os.rename", "sqlite3.connect", "os.remove", "shutil.copyfile"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
import loro
sys.addaudithook(count)
main(sys.argv[3:])
"""

_KILLED_AT_THE_NAME = """
import os, signal, sys
from devjournal.cli.main import main
def stop(event, args):
    if event == "os.rename" and str(args[1]).endswith(".djsync"):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(stop)
main(sys.argv[1:])
"""


def test_what_a_killed_sync_left_in_the_folder_goes_with_the_next(
    machines: tuple[Machine, Machine], share: Path, clean_env: dict[str, str]
) -> None:
    desk, laptop = machines
    laptop("log", "Written on the train")
    foreign = share / ".devjournal-0a1b2c3d-abcdefgh"
    foreign.write_bytes(b"another machine is writing")
    args = ["--file", str(share.parent / "laptop" / "journal.db"), "sync", str(share)]
    environment = clean_env | {"DEVJOURNAL_NOW": "2026-11-27T16:30"}
    command = [sys.executable, "-c", _KILLED_AT_THE_NAME, *args]
    killed = subprocess.run(command, env=environment, capture_output=True, timeout=60, cwd=Path.cwd())
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert len(list(share.glob(".devjournal-*"))) == 2
    desk("sync", str(share))
    assert len(list(share.glob(".devjournal-*"))) == 2, "another machine does not know whether it is still written"
    assert laptop("sync", str(share)).code == 0
    assert list(share.glob(".devjournal-*")) == [foreign]
    desk("sync", str(share))
    assert entries(desk) == ["Written on the train"]


_LAST = 45
"""A touch of the test's own files that a sync does not come to."""


@pytest.mark.slow
@pytest.mark.parametrize("after", range(1, _LAST + 1))
def test_a_sync_that_is_killed_is_gone_on_with(
    machines: tuple[Machine, Machine], share: Path, clean_env: dict[str, str], after: int
) -> None:
    desk, laptop = machines
    desk("log", "Written at the desk")
    desk("sync", str(share))
    laptop("log", "Written on the train")
    args = ["--file", str(share.parent / "laptop" / "journal.db"), "sync", str(share)]
    environment = clean_env | {"DEVJOURNAL_NOW": "2026-11-27T16:30"}
    command = [sys.executable, "-c", _KILLED, str(after), str(share.parent), *args]
    killed = subprocess.run(command, env=environment, capture_output=True, timeout=60, cwd=Path.cwd())
    if after == _LAST:
        assert killed.returncode == 0, "a sync ends before: else its last writes are never cut off"
    else:
        assert killed.returncode in (0, -signal.SIGKILL), killed.stderr.decode()
    for machine in (laptop, desk, laptop):
        done = machine("sync", str(share))
        assert (done.code, done.err) == (0, "")
    assert desk("export", "-").out == laptop("export", "-").out
    assert entries(desk) == ["Written at the desk", "Written on the train"]
    assert laptop("doctor").code == 0
    assert list(share.glob(".*")) == []


def test_a_folder_that_lost_its_files_is_not_said_to_be_unused_yet(
    machines: tuple[Machine, Machine], share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, laptop = machines
    monkeypatch.setattr("devjournal.cli.commands.data.sync.host_name", lambda: "desk")
    desk("log", "Written at the desk")
    desk("sync", str(share))
    monkeypatch.setattr("devjournal.cli.commands.data.sync.host_name", lambda: "laptop")
    laptop("sync", str(share))
    for file in share.iterdir():
        file.unlink()
    gone = "The files of desk are no longer in the folder"
    assert f"{gone}.\n" in laptop("sync", str(share), "--status").out
    assert laptop("sync", str(share)).out == f"{gone}; nothing new.\n"
    assert json.loads(laptop("sync", str(share), "--json").out)["machines"] == []
    laptop("log", "Written on the train")
    assert laptop("sync", str(share)).out == f"{gone}; 1 record went.\n"
    settings = tmp_path / "config.toml"
    settings.write_text(f'[sync]\nfolder = "{share.as_posix()}"\n', encoding="utf-8")
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(settings))
    checks = json.loads(laptop("doctor", "--json").out)["checks"]
    assert f"no other machine in “{share}” any more" in [check["says"] for check in checks]
    desk("sync", str(share))
    assert laptop("sync", str(share)).out == "In step with desk: nothing new.\n"


def test_a_machine_whose_only_file_is_damaged_is_not_said_to_be_missing(
    machines: tuple[Machine, Machine], share: Path
) -> None:
    desk, laptop = machines
    desk("log", "Written")
    desk("sync", str(share))
    (file,) = share.iterdir()
    file.write_bytes(b"{}")
    assert laptop("sync", str(share)).out == "No other machine's file could be read; nothing new.\n"

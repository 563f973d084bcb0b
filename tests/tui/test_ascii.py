"""In ASCII mode the app draws only ASCII: every screen, page, form and dialog, at every size."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from devjournal.settings import LoadedSettings, Problem
from devjournal.storage import Journal
from devjournal.tui.widgets.glyphs import ASCII
from tests.demo.reworded import in_ascii, lengthened, retell
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.days import MONDAY, WEDNESDAY, later

Change = Callable[[str], str]
DemoFile = Callable[[datetime, Change], Path]

DECEMBER = later(FRIDAY, 4)

WAYS = {
    "week": (FRIDAY, "tab down tab down x u ctrl+r tab tab tab [ [ ] ] ] full_stop"),
    "recap": (FRIDAY, "a escape n escape w escape t tab tab tab escape r h y =Yes ctrl+s"),
    "editing": (FRIDAY, "tab e escape tab e escape a =Done tab tab tab =, ctrl+s"),
    "goal": (MONDAY, "g tab tab tab escape v escape"),
    "check-in": (WEDNESDAY, "c f ctrl+s =word ctrl+s"),
    "catching up": (DECEMBER, "r h b ctrl+s escape tab tab v escape"),
    "search": (FRIDAY, "slash b o a r d down down pagedown =zzz ctrl+u =customer enter"),
    "palette": (FRIDAY, "ctrl+p g a p down escape ctrl+p =copies enter down escape ctrl+p =theme enter down escape"),
    "help": (FRIDAY, "question_mark down escape 3 question_mark escape 6 question_mark escape a f1 escape"),
    "calendar": (FRIDAY, "2 h up up left v right down v right down y i tab pagedown i f down escape G =12x enter"),
    "calendar's years": (FRIDAY, "2 [ [ full_stop v [ v [ enter"),
    "gaps": (FRIDAY, "3 l j j tab s s s f c enter 3 n ctrl+s escape e escape c escape u x escape o tab tab escape J K"),
    "a gap": (FRIDAY, "3 l j enter tab j j e escape o p down escape tab tab tab escape"),
    "case": (FRIDAY, "3 k enter j j enter j space J e escape tab j s escape t escape g escape w escape ] [ escape"),
    "people": (FRIDAY, "4 j l j l space space n escape e tab tab escape m tab tab escape s down escape x escape"),
    "a person": (FRIDAY, "4 j j enter j j tab j e escape ] ] [ escape"),
    "reviews": (FRIDAY, "5 j j space j j space j enter j tab pagedown ] ] escape e escape p"),
    "letter": (FRIDAY, "5 L pagedown pagedown [ w escape y"),
    "a review": (DECEMBER, "5 enter v enter tab j j p ctrl+s ctrl+s ctrl+s ctrl+s ctrl+s ctrl+s ctrl+s ctrl+s"),
    "1:1": (
        FRIDAY,
        "6 j j space j j j d n escape tab j j pagedown p escape s =never enter escape w =~x/y enter escape",
    ),
    "handed over": (FRIDAY, "6 [ j tab j [ ] full_stop m escape"),
}
"""Keys that lead to each place; the screen is checked after each."""

SEEN: tuple[tuple[Size, Change], ...] = (
    (WIDE, in_ascii),
    (MIDDLE, lengthened),
    (SMALLEST, in_ascii),
    (SMALLEST, lengthened),
)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> DemoFile:
    """Tell the demo in ASCII, once for each moment and each length of its texts."""
    files: dict[tuple[datetime, Change], Path] = {}

    def once(now: datetime, change: Change) -> Path:
        if (now, change) not in files:
            file = files[now, change] = tmp_path_factory.mktemp("told") / "journal.db"
            retell(file, FrozenClock(now), change).close()
        return files[now, change]

    return once


def signs(at: AppSession) -> str:
    """Return the lines of the screen with a character that is not ASCII."""
    return "\n".join(line for line in at.lines if not line.isascii())


@pytest.mark.slow
@pytest.mark.parametrize(("size", "change"), SEEN, ids=lambda value: getattr(value, "__name__", str(value)))
@pytest.mark.parametrize("way", WAYS)
async def test_all_that_is_drawn_is_ascii(
    way: str, size: Size, change: Change, demo_file: DemoFile, tmp_path: Path
) -> None:
    now, keys = WAYS[way]
    file = tmp_path / "journal.db"
    shutil.copy(demo_file(now, change), file)
    with Journal(file, FrozenClock(now)) as journal:
        async with run_app(journal, size, glyphs=ASCII) as at:
            assert not signs(at)
            for key in keys.split():
                await (at.write(key[1:]) if key.startswith("=") else at.press(key))
                assert not signs(at), key


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALLEST])
async def test_an_empty_journal_is_drawn_in_ascii(journal: Journal, size: Size) -> None:
    settings = LoadedSettings(Path("settings.toml"), problems=(Problem(2, "there is no setting “colour”."),))
    async with run_app(journal, size, glyphs=ASCII, settings=settings) as at:
        assert "colour" in at.text
        assert not signs(at)
        await at.press("escape")
        for key in "123456":
            await at.press(key)
            assert not signs(at), key
        await at.press("1", "2", "f", "escape", "3", "n", "escape", "5", "Y")
        assert not signs(at)


async def test_typed_texts_are_not_replaced(journal: Journal) -> None:
    async with run_app(journal, MIDDLE, glyphs=ASCII) as at:
        await at.press("a")
        await at.paste("“Größe” – und so weiter …")
        assert "“Größe” – und so weiter …" in at.text
        await at.press("ctrl+s")
        assert "“Größe” – und so weiter …" in at.text

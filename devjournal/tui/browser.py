"""Opening a link in the user's browser."""

from __future__ import annotations

import webbrowser
from contextlib import nullcontext

from devjournal.domain.text.link import SCHEMES, openable
from devjournal.domain.text.user_text import quoted
from devjournal.tui import verbs
from devjournal.tui.kit.screen import JournalScreen


def open_link(screen: JournalScreen, link: str) -> None:
    """Open `link`, and show a message.

    If the browser runs in the terminal, the app is suspended until it exits. If no browser starts, a notice shows the
    whole address, to be copied.
    """
    link = link.strip()
    if not link:
        screen.tell(f"This entry has no link; {verbs.EDIT_ROW} adds one.")
        return
    if not openable(link):
        schemes = f"{', '.join(SCHEMES[:-1])} and {SCHEMES[-1]}"
        screen.tell(f"Only {schemes} links are opened, not {quoted(link)}.", failed=True)
        return
    try:
        browser = webbrowser.get()
        with screen.app.suspend() if _in_terminal(browser) else nullcontext():
            opened = browser.open(link)
    except (webbrowser.Error, OSError) as error:
        _show_address(screen, f"No browser could be started ({error}).", link)
        return
    if opened:
        screen.tell(f"Opened in the browser: {quoted(link, 60)}")
    else:
        _show_address(screen, "The browser did not open it.", link)


def _show_address(screen: JournalScreen, title: str, link: str) -> None:
    from devjournal.tui.kit.text_overlay import Notice  # imported only on failure

    screen.app.push_screen(Notice(title, (link,), "The address can be copied from here. Press any key to go on."))


def _in_terminal(browser: webbrowser.BaseBrowser) -> bool:
    """Return whether `browser` runs in the terminal, as w3m does."""
    if isinstance(browser, webbrowser.BackgroundBrowser):
        return False
    return isinstance(browser, webbrowser.GenericBrowser) or browser.name in ("links", "elinks")

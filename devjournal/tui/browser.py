"""Open a link in the user's browser."""

from __future__ import annotations

import webbrowser
from contextlib import nullcontext

from textual.app import App

from devjournal.domain.text.link import SCHEMES, openable
from devjournal.domain.text.user_text import quoted
from devjournal.tui import verbs


def open_link(app: App[None], link: str) -> tuple[str, bool]:
    """Open `link`, and return the message to show ("" for none) and whether it was opened.

    A browser that runs in the terminal gets the terminal until it exits. If no browser starts, a notice shows the whole
    address, to be copied.
    """
    link = link.strip()
    if not link:
        return f"This entry has no link; {verbs.EDIT_ROW} adds one.", False
    if not openable(link):
        kinds = f"{', '.join(SCHEMES[:-1])} and {SCHEMES[-1]}"
        return f"Only {kinds} links are opened, not {quoted(link)}.", False
    try:
        browser = webbrowser.get()
        with app.suspend() if _in_terminal(browser) else nullcontext():
            opened = browser.open(link)
    except (webbrowser.Error, OSError) as error:
        _show_address(app, f"No browser could be started ({error}).", link)
        return "", False
    if not opened:
        _show_address(app, "The browser did not open it.", link)
        return "", False
    return f"Opened in the browser: {quoted(link, 60)}", True


def _show_address(app: App[None], title: str, link: str) -> None:
    from devjournal.tui.kit.notice import Notice  # imported only on failure

    app.push_screen(Notice(title, (link,), "The address can be copied from here. Press any key to go on."))


def _in_terminal(browser: webbrowser.BaseBrowser) -> bool:
    """Return whether `browser` runs in the terminal, as w3m does."""
    if isinstance(browser, webbrowser.BackgroundBrowser):
        return False
    return isinstance(browser, webbrowser.GenericBrowser) or browser.name in ("links", "elinks")

"""devjournal's themes: dark, light, high contrast."""

from __future__ import annotations

from textual.theme import Theme

DARK = "devjournal-dark"
LIGHT = "devjournal-light"
CONTRAST = "devjournal-contrast"

THEMES = (
    Theme(
        name=DARK,
        primary="#0178D4",
        secondary="#004578",
        accent="#ffa62b",
        warning="#ffa62b",
        error="#ba3c5b",
        success="#4EBF71",
        foreground="#e0e0e0",
    ),
    Theme(
        name=LIGHT,
        primary="#004578",
        secondary="#0178D4",
        accent="#ffa62b",
        warning="#ffa62b",
        error="#ba3c5b",
        success="#4EBF71",
        foreground="#1f1f1f",
        surface="#D8D8D8",
        panel="#D0D0D0",
        background="#E8E8E8",
        dark=False,
        # textual-light's green and amber have less than 4.5 : 1 on this background (`docs/design.md`)
        variables={
            "text-success": "#1f6b38",
            "text-warning": "#805010",
            "text-error": "#8a2140",
            "success-muted": "#c4e2cb",
        },
    ),
    Theme(
        name=CONTRAST,
        primary="#4db2ff",
        secondary="#9ad1ff",
        accent="#ffd166",
        warning="#ffd166",
        error="#ff7a94",
        success="#5dff8f",
        foreground="#ffffff",
        background="#000000",
        surface="#1c1c1c",
        panel="#2c2c2c",
        variables={
            "text-primary": "#8fd0ff",
            "text-success": "#7dffa6",
            "text-warning": "#ffdd80",
            "text-error": "#ff9fb2",
            "faint-part": "86%",
            "muted-part": "94%",
            "line-part": "45%",
        },
    ),
)
"""The themes that ship. `*-part` is the share of the foreground in the quieter inks."""

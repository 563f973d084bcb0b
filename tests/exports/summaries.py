"""Summary data for tests: with items of every kind, and with any text in any field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import strategies as st

from devjournal.domain.career.gap import Area, Gap
from devjournal.domain.career.person import Conversation, TalkKind
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.one_to_one.span import Span
from devjournal.domain.one_to_one.summary_data import Progress, SummaryData
from devjournal.domain.one_to_one.topic import Topic, TopicKind
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Outcome, PlanStep, Week, WeekKind

TODAY = date(2026, 11, 27)
THIS = IsoWeek.of(TODAY)
SPAN = Span(first=date(2026, 11, 3), last=TODAY, after="2026-11-03T15:00:00.000000Z", since_last=True)


def summary_data(
    say: Callable[[str], str] = str, *, count: int = 1, link: str = "https://example.org/a", span: Span = SPAN
) -> SummaryData:
    """Return data with `count` items of each kind; `say` makes each text from its name."""
    numbers = range(count)
    topics = [
        Topic(kind=kind, text=say(f"{kind}"), id=place * count + n + 1, added_on=TODAY - timedelta(days=10),
              due=TODAY + timedelta(days=5) if n % 2 else None)
        for place, kind in enumerate(TopicKind) for n in numbers
    ]  # fmt: skip
    gaps = [
        Progress(
            gap=Gap(id=place * count + n + 1, area=area, title=say("gap"), needed=5, evidence=2, why=say("why")),
            proved=2 if place == 0 else 0, still=7 if place == 1 else 0,
            knows=(say("who knows"),), should=(say("who should"),),
        )
        for place, area in enumerate((Area.EXPERIENCE, Area.BRAND, Area.SKILLS)) for n in numbers
    ]  # fmt: skip
    return SummaryData(
        span=span,
        today=TODAY,
        person=say("name"),
        weeks=tuple(
            Week(iso=THIS.shift(-n - 1), skill=say("skill"), goal=say("goal"), lesson=say("lesson"), note=say("note"),
                 outcome=(Outcome.HIT, Outcome.MISSED)[n % 2], better=n % 3 == 0, recapped_on=THIS.shift(-n - 1).friday)
            for n in numbers
        ),
        this_week=Week(iso=THIS, skill=say("this skill"), goal=say("this goal"), on_track=False,
                       adjustment=say("adjustment"), checked_in_on=THIS.monday + timedelta(days=2),
                       plan=(PlanStep(text=say("step"), done_on=TODAY), PlanStep(text=say("step")))),
        entries=tuple(
            Entry(id=n + 1, day=TODAY - timedelta(days=n), text=say("entry"), link=link if n % 2 == 0 else "",
                  gap=1 if n % 2 == 0 else None)
            for n in numbers
        ),
        topics=tuple(topics),
        kept=tuple(
            Topic(kind=TopicKind.MY_PROMISE, text=say("kept"), id=1000 + n, done_on=TODAY, added_on=TODAY)
            for n in numbers
        ),
        gaps=tuple(gaps),
        titles={progress.gap.id: progress.gap.title for progress in gaps},
        strip=tuple((THIS.shift(n - 12), kind) for n, kind in enumerate((*list(WeekKind) * 2,)[:13])),
        talks=tuple(
            (say("model"), Conversation(person=1, day=TODAY, kind=TalkKind.ROLE_MODEL, notes=say("notes"), id=n + 1))
            for n in numbers
        ),
    )  # fmt: skip


HOSTILE_TEXTS = st.sampled_from(
    [
        *("a | b", "`x`", "``", "# x", "#", "<script>alert(1)</script>", "one\ntwo", "[x](javascript:alert(1))", "\\"),
        *("\\|", "a\\", "***", "---", "===", "~~~", "> x", "1. x", "1) x", "- x", "+ x", "* x", "[ ] x", "![x](y)"),
        *("&lt;b&gt;", "&#60;", "&copy", "<!-- x -->", "<a href='x'>", "<javascript:x>", "__x__", "_x_", "snake_case"),
        *(
            "|---|",
            "| a | b |\n|---|---|",
            "\u202eabc",
            "\x1b[31m",
            "e\u0301",
            "日本語" * 9,
            "👩\u200d👩\u200d👧",
            "~x~",
        ),
        *(
            "    code",
            "\tx",
            "[a]: http://x",
            "[^1]",
            "$x$",
            "a  b",
            "ftp://x.org",
            "![",
            "]",
            "](",
            "x" * 90,
            "' \" &",
        ),
        *("<!DOCTYPE html>", "</main>", "]]>", "--", "''", "=", "_", "a_", "_a", "*", "**", "<", ">", "!", "@x", "a#"),
        *(
            "one\n# two\n- three\n1. four",
            "a\n\n    b\n```\nc",
            "a\n===\nb\n---",
            "a | b\n:-\n> c",
            "a \\\n \n\nb",
            "1\n2\n3\n4\n5",
        ),
        *("https://grafana.example/d/x?from=now-1d&to=now", "www.example.org/a_b_", "(see https://x.org/~a*|b[c]\\_)."),
        *(
            "*https://x.org/a*",
            "https://x.org/?a&copy;=1",
            "http://",
            "www.",
            "HTTPS://X.org/(a)),",
            "https://x.org/a|b",
        ),
    ]
)
TEXTS = st.one_of(
    HOSTILE_TEXTS,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.lists(HOSTILE_TEXTS, max_size=3).map("".join),
)
TEXTS = TEXTS.map(lambda text: text.replace("\0", "")).filter(lambda text: bool(text.strip()))
"""Any text that a journal may hold."""


@st.composite
def any_summary_data(draw: st.DrawFn) -> SummaryData:
    """Draw data with any text in every field."""
    texts = iter(draw(st.lists(TEXTS, min_size=8, max_size=8)) * 40)
    link = draw(
        st.one_of(TEXTS, st.sampled_from(["https://x.org/?a=1&b=(2)|<>", "mailto:a@b.c", "javascript:alert(1)"]))
    )
    return summary_data(lambda name: next(texts), count=draw(st.integers(1, 3)), link=link)

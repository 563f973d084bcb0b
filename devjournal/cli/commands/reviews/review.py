"""The commands of reviews: review monthly, quarterly, list, show, remark, put-off, skip and remove."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping

from devjournal.cli.argument_types import identifier, needed_text, text
from devjournal.cli.arguments import add_id, argument
from devjournal.cli.context import Context
from devjournal.cli.output import as_json
from devjournal.cli.parser import Parser
from devjournal.domain.dates.days import as_iso, day_in_full
from devjournal.domain.dates.fiscal import quarter_of
from devjournal.domain.reviews.board_diff import BoardDiff, Change, ChangeKind, board_diff
from devjournal.domain.reviews.review import ANSWERS, MAX_BETS, Review, before
from devjournal.domain.reviews.snapshot import Snapshot
from devjournal.domain.text.user_text import pluralized, quoted, sanitized
from devjournal.domain.week.due import ReviewKind
from devjournal.errors import NotFound

_KINDS = tuple(kind.value for kind in ReviewKind)

_LABELS = {name: name.replace("_", " ").capitalize() for name in ANSWERS}
"""The label of each text."""

_QUESTIONS = {
    "horizon": "is this still where you want to be, and what is left",
    "skills": "do you know the right things",
    "experience": "have you done the right things",
    "brand": "do others know that you have",
    "role_models": "who you asked, and who you will ask",
    "course": "what changes from here",
}
"""The question for each text."""

_MONTHLY_TEXTS = ("skills", "experience", "brand", "course")
"""The texts of a monthly review. A quarterly review has all texts."""


def add_review(parser: Parser) -> None:
    """Fill the parser of `review` and its subcommands."""
    parser.epilog = 'Example:\n  devjournal review monthly --course "One gap at a time"'
    monthly = parser.subcommand("monthly", "hold a monthly check-in; every answer is optional")
    _add_texts(monthly, _MONTHLY_TEXTS)
    monthly.set_handler(_hold, 'devjournal review monthly --course "One gap at a time"')
    quarterly = parser.subcommand("quarterly", "hold a quarterly deep dive; every answer is optional")
    _add_texts(quarterly, ANSWERS)
    argument(
        quarterly,
        "--bet ID",
        f"a gap to bet on in the next quarter; up to {MAX_BETS} times",
        identifier("The gap"),
        action="append",
        default=[],
    )
    quarterly.set_handler(_hold, 'devjournal review quarterly --skills "Tracing is shown" --bet 3 --bet 5')
    listing = parser.subcommand("list", "list the reviews, the newest last")
    argument(listing, "--json", "as a JSON list")
    listing.set_handler(_list, "devjournal review list")
    show = parser.subcommand("show", "show a review: its answers, its board, and the changes since the review before")
    argument(show, "id ID", "the review's number in the list (the newest)", identifier("The ID"), nargs="?")
    argument(show, "--json", "as a JSON document")
    show.set_handler(_show, "devjournal review show --json")
    remark = parser.subcommand("remark", "add a remark with today's date; the review itself stays as it was")
    add_id(remark)
    argument(remark, "text TEXT", "the remark", needed_text("The remark"))
    remark.set_handler(_remark, 'devjournal review remark 2 "The second team said yes"')
    for name, help_, run in (
        ("put-off", "postpone the due review by a week", _put_off),
        ("skip", "skip the due review; its due day counts for the next review", _skip),
    ):
        change = parser.subcommand(name, help_)
        argument(change, "kind KIND", " or ".join(_KINDS), choices=_KINDS)
        change.set_handler(run, f"devjournal review {name} monthly")
    remove = parser.subcommand("remove", "remove a review with its remarks; the gaps stay as they are")
    add_id(remove)
    remove.set_handler(_remove, "devjournal review remove 2")


def _add_texts(parser: Parser, names: Iterable[str]) -> None:
    for name in names:
        option = f"--{name.replace('_', '-')}"
        argument(parser, f"{option} TEXT", _QUESTIONS[name], text("The answer"), default="")


def _hold(context: Context, args: Namespace) -> str:
    kind = ReviewKind(args.subcommand)
    reviews = context.journal.reviews
    texts = {name: value for name, value in vars(args).items() if name in ANSWERS}
    review = reviews.add(kind, bets=getattr(args, "bet", ()), **texts)
    done = f"Held the {review.name} (ID {review.id})"
    if review.bets:
        titles = context.journal.gaps.titles()
        done += f"; {pluralized(len(review.bets), 'bet')}: {', '.join(quoted(titles[gap]) for gap in review.bets)}"
    return f"{done}{_since(context, review)}."


def _since(context: Context, review: Review) -> str:
    """Return the changes since the previous review of that kind, in one line; empty for the first review."""
    earlier = before(context.journal.reviews.list(), review)
    if earlier is None:
        return ""
    changes = _changes(context, earlier, review).by_kind()
    counts = [f"{len(changed)} {kind}" for kind, changed in changes.items() if changed]
    return f"; since {earlier.day}: {', '.join(counts) or 'nothing'}"


def _list(context: Context, args: Namespace) -> str:
    listed = context.journal.reviews.list()[::-1]
    if args.json:
        return as_json([_row(context, review) for review in listed])
    if not listed:
        return "There is no review yet; hold one with `devjournal review monthly`."
    rows = [
        (
            str(review.id),
            review.kind.value,
            str(review.day),
            _quarter(context, review),
            str(len(review.remarks) or ""),
            _gist(review),
        )
        for review in listed
    ]
    return context.table(("ID", "Kind", "Day", "Quarter", "Remarks", "Said"), rows, right={0, 4})


def _quarter(context: Context, review: Review) -> str:
    """Return the quarter of a quarterly review; empty for a monthly one."""
    return str(quarter_of(review.day, context.settings.fiscal_start)) if review.kind is ReviewKind.QUARTERLY else ""


def _gist(review: Review) -> str:
    """Return the text for the list: the course, or else the first text that is not empty."""
    return review.course or next(filter(None, review.texts().values()), "")


def _row(context: Context, review: Review) -> dict[str, object]:
    return {
        "id": review.id,
        "kind": review.kind,
        "day": review.day.isoformat(),
        "quarter": _quarter(context, review) or None,
        **{name: answer or None for name, answer in review.texts().items()},
        "bets": list(review.bets),
        "remarks": [{"day": remark.day.isoformat(), "text": remark.text} for remark in review.remarks],
    }


def _show(context: Context, args: Namespace) -> str:
    reviews = context.journal.reviews
    all_reviews = reviews.list()
    if args.id is None and not all_reviews:
        raise NotFound("There is no review yet; hold one with `devjournal review monthly`.")
    review = all_reviews[0] if args.id is None else reviews.get(args.id)
    earlier = before(all_reviews, review)
    changes = _changes(context, earlier, review) if earlier is not None else BoardDiff()
    snapshot = reviews.snapshot(review.id)
    if args.json:
        ids = reviews.gap_ids()
        groups = {
            kind.value: [_change(change, ids) for change in changed] for kind, changed in changes.by_kind().items()
        }
        against = earlier.id if earlier is not None else None
        return as_json({**_row(context, review), "snapshot": snapshot.as_json(), "against": against, "changes": groups})
    heading = f"{review.kind.capitalize()} review {review.id}, {day_in_full(review.day)}"
    quarter = _quarter(context, review)
    lines = _lines(context, review, earlier, changes, snapshot)
    return "\n".join((f"{heading}, {quarter}" if quarter else heading, *lines))


def _changes(context: Context, earlier: Review, review: Review) -> BoardDiff:
    reviews = context.journal.reviews
    return board_diff(reviews.snapshot(earlier.id), reviews.snapshot(review.id), review.day - earlier.day)


def _change(change: Change, ids: Mapping[str, int]) -> dict[str, object]:
    then, now = change.then, change.now
    return {
        "id": ids.get(change.gap.uid),
        "title": change.gap.title,
        "area": change.gap.area,
        "step": change.gap.step,
        "evidence": now.evidence if now is not None else None,
        "needed": now.needed if now is not None else None,
        "evidence_before": then.evidence if then is not None else None,
        "needed_before": then.needed if then is not None else None,
        "how": change.how or None,
        "why": change.why or None,
        "closed": as_iso(change.gap.closed),
        "parked": as_iso(change.gap.parked),
    }


def _lines(
    context: Context, review: Review, earlier: Review | None, changes: BoardDiff, snapshot: Snapshot
) -> Iterator[str]:
    titles = context.journal.gaps.titles()
    answers = [(_LABELS[name], answer) for name, answer in review.texts().items()]
    answers += [("Bet", titles[gap]) for gap in review.bets if gap in titles]
    answers += [("Remark", f"{remark.day}  {remark.text}") for remark in review.remarks]
    for label, answer in answers:
        if answer:
            first, *continuations = sanitized(answer).split("\n")
            yield f"{label:<13}{first}"
            yield from (f"{'':<13}{line}".rstrip() for line in continuations)
    if earlier is not None:
        yield from ("", f"Since the {earlier.name}")
        rows = [
            (kind.value, change.gap.area.value, _measures(change), change.gap.title, change.why or change.how)
            for kind, changed in changes.by_kind().items()
            for change in changed
        ]
        yield context.table(("Change", "Area", "Shown", "Gap", "How"), rows) if rows else "Nothing changed."
    yield from ("", "The board that day")
    for horizon in snapshot.horizons:
        yield f"To be {context.printable(quoted(horizon.role))} by {horizon.by}, {horizon.left(review.day)}"
    board = [(gap.area.value, gap.step.value, gap.measure, gap.title) for gap in snapshot.gaps if gap.on_board]
    yield context.table(("Area", "Step", "Shown", "Gap"), board) if board else "The board was empty."
    off_board = [sum(gap.closed is None for gap in snapshot.gaps if not gap.on_board)]
    off_board.append(len(snapshot.gaps) - len(board) - off_board[0])
    if any(off_board):
        yield ", ".join(
            f"{count} {state}" for count, state in zip(off_board, ("parked", "closed"), strict=True) if count
        )


def _measures(change: Change) -> str:
    """Return `N of M`, with the earlier count if it changed."""
    now = change.gap.measure
    if change.kind is ChangeKind.MOVED and change.then is not None:
        of = "" if change.then.needed == change.gap.needed else f" of {change.then.needed}"
        return f"{now}, was {change.then.evidence}{of}"
    return now


def _remark(context: Context, args: Namespace) -> str:
    remark = context.journal.reviews.add_remark(args.id, args.text)
    return f"Added a remark to the {context.journal.reviews.get(args.id).name}: {quoted(remark.text)}."


def _put_off(context: Context, args: Namespace) -> str:
    return f"Put off the {args.kind} review until {context.journal.reviews.put_off(ReviewKind(args.kind))}."


def _skip(context: Context, args: Namespace) -> str:
    following = context.journal.reviews.skip(ReviewKind(args.kind))
    return f"Skipped the {args.kind} review; the next review is due on {following.asked}."


def _remove(context: Context, args: Namespace) -> str:
    return f"Removed the {context.journal.reviews.remove(args.id).name} (ID {args.id})."

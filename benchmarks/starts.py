"""First paint and memory, each program started by turns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.subjects import Subject
from benchmarks.tables import middle, ms, of, table


def measure(subjects: Sequence[Subject], home: Path, times: int) -> str:
    """Start each program in turn, again and again, and return the table; the first one is the floor."""
    paints: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    memory: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    for _ in range(times):
        for subject in subjects:
            with subject.start(home) as program:
                paints[subject.name].append(program.until(subject.words))
                memory[subject.name].append(program.peak_memory() / 2**20)
    floor = subjects[0].name
    rows = []
    for name, paint in paints.items():
        size = memory[name]
        told = (f"{middle(size):.1f}", f"{of(size, memory[floor]):.2f}") if size[0] else ("?", "?")
        rows.append((name, ms(middle(paint)), f"{of(paint, paints[floor]):.2f}", *told))
    return table(("a start", "first paint, ms", "of the bare app", "memory, MB", "of the bare app"), rows)

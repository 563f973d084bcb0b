"""First paint and memory of each program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.subjects import Subject
from benchmarks.tables import median, ms, ratio, table


def measure(subjects: Sequence[Subject], home: Path, times: int) -> str:
    """Start the programs by turns, `times` times, and return the table. The first program is the floor."""
    paints: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    memory: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    for _ in range(times):
        for subject in subjects:
            with subject.start(home) as program:
                paints[subject.name].append(program.wait_for(subject.first_text))
                memory[subject.name].append(program.peak_memory() / 2**20)
    floor = subjects[0].name
    rows = []
    for name, paint in paints.items():
        sizes = memory[name]
        memory_cells = (f"{median(sizes):.1f}", f"{ratio(sizes, memory[floor]):.2f}") if sizes[0] else ("?", "?")
        rows.append((name, ms(median(paint)), f"{ratio(paint, paints[floor]):.2f}", *memory_cells))
    return table(("a start", "first paint, ms", "of the bare app", "memory, MB", "of the bare app"), rows)

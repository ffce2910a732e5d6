"""The sub-questions of a pasted text: numbered, lettered, or lettered within a number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reporting.paragraphs import paragraphs

NUMBERED = re.compile(r"(\d{1,2})([.)])(?:\s+|$)")
LETTERED = re.compile(r"([A-Za-z])([.)])(?:\s+|$)")
# One letter alone is more likely an initial than a list.
FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A sub-question: how the text names it (empty where it does not), and what it asks."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a line begins with a number or a letter; `style` is how it is written."""

    line: int
    place: int
    label: str
    style: str
    length: int


def items_of(lines: Sequence[str]) -> tuple[int, list[Item]]:
    """The line where the sub-questions begin, and each of them; none: no line and no item."""
    numbers = longest_run(_numbers(lines))
    if numbers:
        items = [item for mark, body in _bodies(lines, numbers) for item in _nested(mark, body)]
        return numbers[0].line, items
    letters = longest_run(_letters(lines))
    if len(letters) < FEWEST_LETTERS:
        return len(lines), []
    return letters[0].line, [Item(m.label, _text(body)) for m, body in _bodies(lines, letters)]


def longest_run(marks: Sequence[Mark]) -> list[Mark]:
    """The longest row of marks, one after the other in one style, the last of equals.

    One that begins later than 1 (half a question) counts only where none begins with it, and when
    it goes on.
    """
    runs = [_run(marks, at) for at, mark in enumerate(marks) if mark.place == 1]
    if not runs:
        runs = [run for at in range(len(marks)) if len(run := _run(marks, at)) > 1]
    return max(reversed(runs), key=len, default=[])


def _run(marks: Sequence[Mark], at: int) -> list[Mark]:
    run = [marks[at]]
    for mark in marks[at + 1 :]:
        if mark.style == run[0].style and mark.place == run[-1].place + 1:
            run.append(mark)
    return run


def _numbers(lines: Sequence[str]) -> list[Mark]:
    found = ((at, NUMBERED.match(line)) for at, line in enumerate(lines))
    return [Mark(at, int(m[1]), str(int(m[1])), m[2], m.end()) for at, m in found if m]


def _letters(lines: Sequence[str]) -> list[Mark]:
    found = ((at, LETTERED.match(line)) for at, line in enumerate(lines))
    return [
        Mark(at, ord(m[1].lower()) - ord("a") + 1, m[1].lower(), m[2] + _case(m[1]), m.end())
        for at, m in found
        if m
    ]


def _case(letter: str) -> str:
    return "A" if letter.isupper() else "a"


def _bodies(lines: Sequence[str], marks: Sequence[Mark]) -> list[tuple[Mark, list[str]]]:
    """Each mark with the lines up to the next one, without the mark itself."""
    ends = [*(mark.line for mark in marks[1:]), len(lines)]
    return [
        (mark, [lines[mark.line][mark.length :], *lines[mark.line + 1 : end]])
        for mark, end in zip(marks, ends, strict=True)
    ]


def _nested(mark: Mark, body: list[str]) -> list[Item]:
    """One item, or one for each letter within it; what stands before them is said with each."""
    letters = longest_run(_letters(body))
    if len(letters) < FEWEST_LETTERS:
        return [Item(mark.label, _text(body))]
    stem = _text(body[: letters[0].line])
    return [
        Item(mark.label + letter.label, "\n".join(filter(None, [stem, _text(lines)])))
        for letter, lines in _bodies(body, letters)
    ]


def _text(lines: Sequence[str]) -> str:
    return "\n\n".join(paragraphs(lines))

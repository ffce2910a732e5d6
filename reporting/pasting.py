"""A written question out of pasted text: what is recognised of it, and what is not.

The form of the Flemish Parliament has its header at the top; its web page has the minister and
the heading of the answer at the end. Whatever is not recognised stays in the text around it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reporting.paragraphs import joined, paragraphs
from reporting.pasted_numbers import Item, items_of

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
NUMBER = re.compile(r"\bnr\.?\s*(\d{1,6})\b", re.IGNORECASE)
WRITTEN_DAY = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
SHORT_DAY = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
NAME = r"([^\W\d_][^\d,;:\n]*?)"
END_OF_NAME = r"(?=\s*(?:,|;|\n|$|\bdatum\b|\bop\s+\d|\baan\b))"
MEMBER = re.compile(rf"\bvan\s+{NAME}{END_OF_NAME}", re.IGNORECASE)
MINISTER = re.compile(rf"\baan\s+{NAME}{END_OF_NAME}", re.IGNORECASE)
HEADER_LINE = re.compile(
    r"(?:schriftelijke\s+vraag\b|(?:vraag\s+)?nr\.?\s*\d|datum\b|van\s+[^\W\d_]|aan\s+[^\W\d_]"
    r"|\d{1,2}\s+\w+\s+\d{4}\W*$|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\W*$)",
    re.IGNORECASE,
)
BEGINS = re.compile(r"(?:schriftelijke\s+vraag\b|(?:vraag\s+)?nr\.?\s*\d)", re.IGNORECASE)
ANSWER = re.compile(r"antwoord\W*", re.IGNORECASE)
ANSWER_LINE = re.compile(r"(?:op\s+(?:schriftelijke\s+)?vraag\b|van\s+[^\W\d_])", re.IGNORECASE)
SUBJECT = re.compile(r"(?:onderwerp|betreft)\s*:\s*", re.IGNORECASE)
LONGEST_SUBJECT, LONGEST_TITLE = 300, 60
FIELDS = ("number", "asked_on", "member", "minister", "subject")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a text says. Empty is what it does not say.

    `header` are the lines from which number, day, member and minister were read, `answer` is what
    follows the heading of an answer: no part of the question, and kept from it.
    """

    number: int | None = None
    asked_on: date | None = None
    member: str = ""
    minister: str = ""
    minister_title: str = ""
    subject: str = ""
    introduction: str = ""
    sub_questions: Sequence[Item] = ()
    header: str = ""
    answer: str = ""

    @property
    def missing(self) -> list[str]:
        """The fields that were not recognised."""
        without = [name for name in FIELDS if not getattr(self, name)]
        return without if self.sub_questions else [*without, "sub_questions"]


def recognise(text: str) -> Pasted:
    """What a pasted text says of a written question, of any length and kind. Never raises."""
    lines = [line.strip() for line in text.splitlines()]
    question, answer = _split_answer(lines)
    opening, body = _split_opening(question)
    body, closing = _split_closing(body)
    answer_head, answer_body = _split_answer_head(answer)
    header = "\n".join(filter(None, [*opening, *closing, *answer_head]))
    found = _read_header("\n".join(opening), "\n".join(answer_head))
    if closing and not found.minister:
        found = replace(found, minister=_cased(closing[0]), minister_title=_title(closing[1:]))
    return replace(
        _read_body(found, body), header=header, answer="\n\n".join(paragraphs(answer_body))
    )


def short_title(text: str) -> str:
    """The first sentence of a sub-question, cut after a whole word."""
    first = re.split(r"(?<=[.?!])\s", joined(text.splitlines()), maxsplit=1)[0].strip(" .?!")
    if len(first) <= LONGEST_TITLE:
        return first
    return first[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _split_answer(lines: list[str]) -> tuple[list[str], list[str]]:
    at = next((i for i, line in enumerate(lines) if ANSWER.fullmatch(line)), len(lines))
    return lines[:at], lines[at:]


def _split_opening(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of the header at the top, and what follows. Without a number there is none."""
    start = next((i for i, line in enumerate(lines) if line), len(lines))
    if start == len(lines) or not BEGINS.match(lines[start]):
        return [], lines
    end, in_title = start, False
    for at in range(start, len(lines)):
        line = lines[at]
        if line and not (HEADER_LINE.match(line) or (in_title and _is_capitals(line))):
            break
        if line:
            end = at + 1
            in_title = in_title or line.lower().startswith("aan ")
    return lines[start:end], lines[end:]


def _split_closing(lines: list[str]) -> tuple[list[str], list[str]]:
    """The minister's name and title in capitals at the end, where the web page has them."""
    end = len(lines)
    while end and not lines[end - 1]:
        end -= 1
    start = end
    while start and _is_capitals(lines[start - 1]):
        start -= 1
    block = lines[start:end]
    if len(block) < 2 or "MINISTER" not in " ".join(block[1:]):
        return lines, []
    return lines[:start], block


def _split_answer_head(lines: list[str]) -> tuple[list[str], list[str]]:
    at = 1
    while at < len(lines) and (not lines[at] or ANSWER_LINE.match(lines[at])):
        at += 1
    return lines[:at], lines[at:]


def _read_header(opening: str, answer_head: str) -> Pasted:
    found = Pasted()
    for text in (opening, answer_head):
        number, member = NUMBER.search(text), MEMBER.search(NUMBER.sub("", _without_days(text)))
        found = replace(
            found,
            number=found.number or (int(number[1]) if number else None),
            asked_on=found.asked_on or day_in(text),
            member=found.member or (_cased(member[1]) if member else ""),
        )
    minister = MINISTER.search(opening)
    if not minister:
        return found
    title = _title(opening[minister.end() :].splitlines())
    return replace(found, minister=_cased(minister[1]), minister_title=title)


def _without_days(text: str) -> str:
    return SHORT_DAY.sub("", re.sub(rf"\b(?:van|op)\s+{WRITTEN_DAY.pattern}", "", text, flags=re.I))


def day_in(text: str) -> date | None:
    """The first day that a text names, as `25 maart 2022` or `25/03/2022`."""
    for found in sorted(_days(text), key=lambda one: one[0]):
        try:
            return date(*found[1])
        except ValueError:
            continue
    return None


def _days(text: str) -> Iterator[tuple[int, tuple[int, int, int]]]:
    for found in WRITTEN_DAY.finditer(text):
        month = MONTHS.index(found[2].lower()) + 1
        yield found.start(), (int(found[3]), month, int(found[1]))
    for found in SHORT_DAY.finditer(text):
        yield found.start(), (int(found[3]), int(found[2]), int(found[1]))


def _read_body(found: Pasted, lines: list[str]) -> Pasted:
    start, items = items_of(lines)
    if not items:
        subject, rest = _split_subject(paragraphs(lines))
        whole = "\n\n".join(rest) or subject
        items = [Item("", whole)] if whole else []
        return replace(found, subject=subject, sub_questions=items)
    subject, rest = _split_subject(paragraphs(lines[:start]))
    return replace(found, subject=subject, introduction="\n\n".join(rest), sub_questions=items)


def _split_subject(found: list[str]) -> tuple[str, list[str]]:
    """The subject before the first paragraph: short, and no sentence."""
    if not found:
        return "", []
    first = SUBJECT.sub("", found[0], count=1)
    named = first != found[0]
    if "\n" in first or len(first) > LONGEST_SUBJECT or (not named and first[-1:] in ".?!:;"):
        return "", found
    # Its label is kept out of it, and is no word of the question.
    return first, found[1:]


def _is_capitals(line: str) -> bool:
    return line.isupper() and not any(char.isdigit() for char in line)


def _title(lines: Sequence[str]) -> str:
    text = joined([line.strip(" ,") if not line.strip() else line.strip() for line in lines])
    return _cased_title(text.strip(" ,"))


def _cased(name: str) -> str:
    """A name in capitals as people write it; any other one as it stands."""
    name = " ".join(name.split())
    if not name.isupper():
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word[0][:1] + word[0][1:].lower(), name)


SMALL = {"van", "de", "het", "en", "voor", "der", "vice"}


def _cased_title(text: str) -> str:
    """`VLAAMS MINISTER VAN ECONOMIE` → `Vlaams minister van Economie`."""
    if not text.isupper():
        return text
    words = []
    for word in text.lower().split(" "):
        plain = word.strip(",") in SMALL or word.startswith(("minister", "vlaams"))
        words.append(word if plain else word[:1].upper() + word[1:])
    whole = " ".join(words).replace("vlaamse regering", "Vlaamse Regering")
    whole = re.sub(r"vlaamse Regering", "Vlaamse Regering", whole).replace(
        ", vlaams minister", ", Vlaams minister"
    )
    return whole[:1].upper() + whole[1:]

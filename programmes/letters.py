"""The letter to a mentee about VDAB's decision, in Dutch and in their own language if there is one.

It says the name, the project, the decision, the reason in plain words, what follows, and whom to
ask: nothing else of the file.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.dateformat import format as format_date

from m2w.reference.languages import DUTCH
from m2w.reference.levels import DUTCH_RANK, reaches
from programmes.choices import Decision
from programmes.models import Enrolment, Mentee

TEXTS = Path(__file__).with_name("data") / "letters.toml"
# Who reads a language at this level can follow a plain letter [choice].
READS_FROM = "B1"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in one language, ready to be read."""

    language: str
    name: str
    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    closing: str
    sender: str


@cache
def texts() -> Mapping[str, Any]:
    """The texts of the letter per language."""
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def languages() -> dict[str, str]:
    """The languages there is a letter in, each by its own name."""
    return {code: text["name"] for code, text in texts().items()}


def best_language(mentee: Mentee) -> str:
    """The language of the letter beside the Dutch one; Dutch itself when there is no other.

    The home language, else the one that they know best of those there is a letter in.
    """
    if mentee.home_language in texts():
        return mentee.home_language
    known = [
        (DUTCH_RANK[level], code)
        for code, level in mentee.languages.items()
        if code in texts() and code != DUTCH and reaches(level, READS_FROM)
    ]
    return max(known)[1] if known else DUTCH


def letter(enrolment: Enrolment, language: str) -> Letter:
    """The letter about a decided enrolment. Raises KeyError for a language there is none in."""
    text = texts()[language]
    values = {
        "name": str(enrolment.mentee),
        "project": enrolment.project.name,
        "promoter": enrolment.project.promoter.name,
        "day": day_in(language, enrolment.decided_on),
        "again": day_in(language, enrolment.screen_again_on),
        "reason": text["reasons"].get(enrolment.decision_reason, ""),
        "counsellor": f", {enrolment.counsellor}" if enrolment.counsellor else "",
    }
    return Letter(
        language=language,
        name=text["name"],
        subject=text["subject"],
        greeting=text["greeting"].format_map(values),
        paragraphs=tuple(part.format_map(values) for part in parts(enrolment, text)),
        closing=text["closing"],
        sender=text["sender"],
    )


def parts(enrolment: Enrolment, text: Mapping[str, Any]) -> Iterator[str]:
    """The paragraphs that this decision asks for."""
    if enrolment.decision == Decision.APPROVED:
        yield from text["approved"]
    else:
        yield from text["rejected"]
        if enrolment.screen_again_on:
            yield text["again"]
        elif enrolment.next_lot_id:
            yield text["other_lot"]
        else:
            yield text["no_step"]
    yield text["contact"]


def day_in(language: str, day: date | None) -> str:
    """A day as that language writes it."""
    if day is None:
        return ""
    with translation.override(language):
        return format_date(day, texts()[language]["date"])

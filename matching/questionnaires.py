"""The questionnaires: versioned texts in every language that has all of them. Pure.

The texts are data in `data/questionnaires/`: a version that was used stays there, and another
language is a key beside the others.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from matching.choices import QuestionnaireCode

DIRECTORY = Path(__file__).with_name("data") / "questionnaires"
DUTCH = "nl"
# Written from right to left.
LEFTWARD = frozenset({"ar", "fa", "he", "ku", "ps", "ur"})
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One question; its answer is a key of its scale."""

    code: str
    text: Texts
    scale: Mapping[int, Texts]

    @property
    def all_texts(self) -> Iterator[Texts]:
        yield self.text
        yield from self.scale.values()


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One version of a questionnaire, valid up to and including `valid_until`."""

    code: str
    valid_from: date
    valid_until: date | None
    title: Texts
    intro: Texts
    items: tuple[Item, ...]
    words: Mapping[str, Texts]
    mail: Mapping[str, Texts]

    @property
    def languages(self) -> dict[str, str]:
        """The languages in which everything is said, each by its own name; Dutch first."""
        texts = [self.title, self.intro, *self.words.values(), *self.mail.values()]
        texts += [text for item in self.items for text in item.all_texts]
        complete = set.intersection(*(set(text) for text in texts))
        by_code = sorted(complete, key=lambda code: (code != DUTCH, code))
        return {code: self.words["name"][code] for code in by_code}

    def say(self, word: str, language: str) -> str:
        """One of the words around the questions."""
        return self.words[word][language]


def direction(language: str) -> str:
    return "rtl" if language in LEFTWARD else "ltr"


@cache
def versions(code: str) -> tuple[Questionnaire, ...]:
    """Every version of a questionnaire, the last one first."""
    return parsed(read(f"{QuestionnaireCode(code).value}.toml"), read("words.toml"))


def read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((DIRECTORY / name).read_text(encoding="utf-8"))


def parsed(text: Mapping[str, Any], around: Mapping[str, Any]) -> tuple[Questionnaire, ...]:
    found = [
        Questionnaire(
            code=text["code"],
            valid_from=version["valid_from"],
            valid_until=version.get("valid_until"),
            title=version["title"],
            intro=version["intro"],
            items=tuple(items(version["item"], around["scales"])),
            words=around["words"],
            mail=around["mail"],
        )
        for version in text["version"]
    ]
    return tuple(sorted(found, key=lambda one: one.valid_from, reverse=True))


def items(rows: Iterable[Mapping[str, Any]], scales: Mapping[str, Any]) -> Iterator[Item]:
    for row in rows:
        scale = {int(value): texts for value, texts in scales[row["scale"]].items()}
        yield Item(row["code"], row["text"], scale)


def in_force(code: str, on: date) -> Questionnaire:
    """The version to ask on a day. Raises LookupError when there is none."""
    for version in versions(code):
        if version.valid_from <= on and (version.valid_until is None or on <= version.valid_until):
            return version
    raise LookupError(code, on)


def version_of(code: str, valid_from: date) -> Questionnaire:
    """The version that was asked. Raises LookupError for one that never was."""
    for version in versions(code):
        if version.valid_from == valid_from:
            return version
    raise LookupError(code, valid_from)


def spoken_best(levels: Mapping[str, int], home: str, offered: Iterable[str]) -> str:
    """The language to ask someone in: their own, else the one they know best; else Dutch.

    `levels` are ranks per language; Dutch wins from one as good.
    """
    known = set(offered)
    if home in known:
        return home
    ranked = [(rank, code == DUTCH, code) for code, rank in levels.items() if code in known]
    return max(ranked)[2] if ranked else DUTCH

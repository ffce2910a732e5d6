"""Organisations and the people who work there: the example accounts, and coaches to match with."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from m2w.demo.plan import Promoter
from m2w.demo.tables import Row, Rows, as_list, levelled
from m2w.demo.vocabulary import FLEMISH, MINISTRY, PROMOTERS, VDAB
from m2w.reference.provinces import (
    ANTWERPEN,
    LIMBURG,
    OOST_VLAANDEREN,
    VLAAMS_BRABANT,
    WEST_VLAANDEREN,
)

SLUGS = ("core", "second", "third", "fourth", "fifth", "sixth")
EAST = (ANTWERPEN, VLAAMS_BRABANT, LIMBURG)
WEST = (OOST_VLAANDEREN, WEST_VLAANDEREN)

VDAB_STAFF = (
    ("counsellor", "counsellor", EAST),
    ("counsellor2", "counsellor", WEST),
    ("follower", "follower", EAST),
    ("follower2", "follower", WEST),
    ("expert", "expert", ()),
    ("manager", "programme_manager", ()),
    ("manager2", "programme_manager", ()),
)
# Each coach speaks a language that every matched mentor speaks too, and one of their own.
COACHES = (
    ("coach", "coach", {"nl": "C2", "en": "C1", "fr": "B2"}),
    ("coach2", "coach", {"nl": "C2", "en": "B2", "ar": "C1"}),
    ("coach3", "coordinator;coach", {"nl": "C2", "en": "C1", "tr": "B1"}),
)


@dataclass(frozen=True, slots=True)
class Coach:
    """A mentor-coach, and the languages that are good enough to follow up a mentor in."""

    code: str
    languages: frozenset[str]


def promoters(count: int) -> tuple[Promoter, ...]:
    """So many promoters; Core VZW first, the well-known addresses with it."""
    named = [Promoter(slug, name) for slug, name in zip(SLUGS, PROMOTERS, strict=True)]
    more = [
        Promoter(f"promoter{n}", f"Voorbeeldpromotor {n} VZW")
        for n in range(len(named) + 1, count + 1)
    ]
    return tuple((named + more)[:count])


def coaches_of(promoter: Promoter) -> tuple[Coach, ...]:
    return tuple(Coach(f"{promoter.slug}-{name}", frozenset(said)) for name, _, said in COACHES)


def organisations(of: tuple[Promoter, ...]) -> Rows:
    """The organisations and everyone who works there."""
    for promoter in of:
        yield "organisations.csv", _organisation(promoter.slug, promoter.name, "promoter")
    yield "organisations.csv", _organisation("vdab", VDAB, "vdab")
    yield "organisations.csv", _organisation("ministry", MINISTRY, "ministry")
    for row in _staff(of):
        yield "staff.csv", row


def _organisation(code: str, name: str, kind: str) -> Row:
    return {"code": code, "name": name, "kind": kind}


def _staff(of: tuple[Promoter, ...]) -> Iterator[Row]:
    names = _names()
    for promoter in of:
        at = f"@{promoter.slug}.example"
        yield _member(promoter.slug, f"coordinator{at}", "coordinator", next(names))
        for account, role, languages in COACHES:
            yield _member(promoter.slug, account + at, role, next(names)) | {
                "languages": levelled(languages)
            }
    for account, role, provinces in VDAB_STAFF:
        yield _member("vdab", f"{account}@vdab.example", role, next(names)) | {
            "provinces": as_list(provinces)
        }
    yield _member("ministry", "analyst@ministry.example", "analyst", next(names))
    yield _member("vdab", "admin@m2w.example", "administrator", next(names))
    yield _member("ministry", "analyst2@ministry.example", "analyst", next(names))


def _member(organisation: str, email: str, role: str, name: str) -> Row:
    account = email.partition("@")[0]
    return {
        "code": f"{organisation}-{account}",
        "organisation": organisation,
        "name": name,
        "email": email,
        "role": role,
    }


def _names() -> Iterator[str]:
    """Names in a fixed order: colleagues are the same whatever the seed."""
    rng = Random("staff")
    while True:
        yield f"{rng.choice(FLEMISH.women + FLEMISH.men)} {rng.choice(FLEMISH.last)}"

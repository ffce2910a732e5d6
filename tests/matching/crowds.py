"""Invented people in any number, the same for a seed."""

import random
from dataclasses import replace
from datetime import date

from m2w.reference.half_days import HALF_DAYS
from m2w.reference.levels import CEFR
from m2w.reference.provinces import PROVINCES, province_of
from matching.people import Someone
from matching.situation import Coach, Situation, Volunteer, Waiting

DAY = date(2026, 6, 1)
WEIGHTS = {
    "sector": 30,
    "language": 20,
    "distance": 20,
    "availability": 15,
    "interests": 10,
    "wishes": 5,
}
LANGUAGES = ("nl", "fr", "en", "ar", "ti", "tr", "ps", "so")
LEVELS = ("none", "unknown", *CEFR)
SECTORS = "ABCDEFGHIJKLMNOPQRSTU"
WORDS = ("koken", "Voetbal", "voetbal", "lezen", "muziek")
ZONES = ("1000", "2018", "2070", "3000", "3500", "8000", "9000", "9050")


def wishes(r: random.Random, most: int) -> tuple[str, ...]:
    every = [f"gender:{r.choice('fmx')}", f"online:{r.choice(['yes', 'no'])}"]
    every.append(f"province:{r.choice(PROVINCES)}")
    return tuple(r.sample(every, r.randrange(most + 1)))


def someone(r: random.Random, languages: int = 2) -> Someone:
    postcode = r.choice(ZONES)
    return Someone(
        {code: r.choice(LEVELS) for code in r.sample(LANGUAGES, r.randint(0, languages))},
        r.choice(["f", "m", "x", "unknown"]),
        province_of(postcode, DAY),
        r.choice([True, False, None]),
        hard_wishes=wishes(r, 1) if r.random() < 0.2 else (),
        postcode=postcode,
        sectors=tuple(r.sample(SECTORS, r.randrange(3))),
        availability=tuple(r.sample(HALF_DAYS, r.randrange(8))),
        interests=tuple(r.sample(WORDS, r.randrange(4))),
        wishes=wishes(r, 3),
    )


def situation(seed: int, mentees: int, mentors: int, places: int = 2, **values) -> Situation:
    """A project in which nearly everything can go wrong with somebody."""
    r = random.Random(seed)
    waiting = [
        Waiting(f"E{n:04}", f"M{n // 2:04}", someone(r), r.randrange(400)) for n in range(mentees)
    ]
    volunteers = [
        Volunteer(
            f"K{n:04}", someone(r, 3), r.random() < 0.9, r.random() < 0.8, r.randint(-1, places)
        )
        for n in range(mentors)
    ]
    staff = [
        Coach(f"C{n}", dict.fromkeys(r.sample(LANGUAGES, 3), "C1"), r.randrange(3))
        for n in range(r.randint(0, 3) if seed % 10 == 0 else r.randint(1, 3))
    ]
    apart = [
        (r.choice(waiting).mentee, r.choice(volunteers).code)
        for _number in range(4 if waiting and volunteers else 0)
    ]
    made = Situation(
        "P1",
        DAY,
        r.choice(["A1", "A2", "A2", "B1"]),
        WEIGHTS,
        tuple(waiting),
        tuple(volunteers),
        tuple(staff),
        frozenset(apart[:2]),
        frozenset(apart[2:]),
    )
    return replace(made, **values)


def all_speaking(made: Situation, r: random.Random) -> Situation:
    """The same people, nearly all of whom share a language: a project with much choice."""

    def speaking(who):
        more = {"nl": r.choice(CEFR), "fr": r.choice(CEFR)}
        return replace(who, someone=replace(who.someone, languages=who.someone.languages | more))

    coaches = tuple(replace(coach, languages={"nl": "C2", "fr": "C2"}) for coach in made.coaches)
    return replace(
        made,
        waiting=tuple(map(speaking, made.waiting)),
        mentors=tuple(map(speaking, made.mentors)),
        coaches=coaches,
    )

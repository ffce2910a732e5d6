"""Mentors: found for a mentee when one fits, recruited when none does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from m2w.demo.draw import after, chance, weighted
from m2w.demo.journeys import Span
from m2w.demo.organisations import Coach, coaches_of
from m2w.demo.people import MOMENTS, Mentee
from m2w.demo.plan import Project
from m2w.demo.tables import Row, as_list, levelled, yes_no
from m2w.demo.vocabulary import FLEMISH, INTERESTS, ORIGINS, TOWNS, Origin
from m2w.reference.provinces import province_of
from m2w.reference.sectors import SECTORS

TRIES = 6
ORIGIN_SPEAKING = {language: origin for origin in ORIGINS for language in origin.home_languages}


@dataclass(slots=True)
class Mentor:
    """A mentor as a row, with what matching needs: places and when each is free again."""

    row: Row
    languages: frozenset[str]
    active_from: date
    trained_on: date
    free_from: list[date]
    wants: str | None = None
    last_day: date = date.min

    @property
    def code(self) -> str:
        return str(self.row["code"])

    def fits(self, mentee: Mentee, on: date) -> bool:
        """Whether every hard rule of matching holds for this pair on that day."""
        return (
            self.trained_on <= on
            and min(self.free_from) <= on
            and self.code not in mentee.met
            and self.wants in (None, mentee.row["gender"])
            and all(self._has(about, value, on) for about, value in mentee.wishes.items())
        )

    def _has(self, about: str, value: str, on: date) -> bool:
        if about == "province":
            return province_of(str(self.row["postcode"]), on) == value
        return self.row[about] == value

    def take(self, span: Span) -> None:
        """Fill the place that has been free longest."""
        until = span.ended_on or date.max
        self.free_from[self.free_from.index(min(self.free_from))] = until
        self.last_day = max(self.last_day, until)


@dataclass(slots=True)
class Mentors:
    """The mentors of one project, by the languages they speak well enough."""

    rng: Random
    project: Project
    numbers: Iterator[int]
    everyone: list[Mentor] = field(default_factory=list)
    speaking: dict[str, list[Mentor]] = field(default_factory=dict)

    def match(self, mentee: Mentee, span: Span) -> tuple[Mentor, Coach]:
        """A mentor and a coach for a mentee from a day on; call in the order of those days."""
        mentor = self._find(mentee, span.started_on) or self._recruit(mentee, span.started_on)
        mentor.take(span)
        mentee.met.add(mentor.code)
        return mentor, self._coach(mentor)

    def _find(self, mentee: Mentee, on: date) -> Mentor | None:
        for language in sorted(mentee.languages):
            known = self.speaking.get(language, [])
            for mentor in self.rng.sample(known, min(TRIES, len(known))):
                if mentor.fits(mentee, on):
                    return mentor
        return None

    def _coach(self, mentor: Mentor) -> Coach:
        coaches = [c for c in coaches_of(self.project.promoter) if c.languages & mentor.languages]
        return self.rng.choice(coaches)

    def _recruit(self, mentee: Mentee, on: date) -> Mentor:
        """Someone who speaks a language of the mentee and honours the wishes."""
        mentor = self.volunteer(self.rng.choice(sorted(mentee.languages)), on, mentee.wishes)
        if mentor.wants != mentee.row["gender"]:
            mentor.wants = None
        return mentor

    def volunteer(self, language: str, on: date, wished: Mapping[str, str]) -> Mentor:
        """A new mentor who speaks a language, has been trained by that day, and is as wished."""
        rng = self.rng
        trained_on = after(rng, on, -60, 0)
        active_from = after(rng, trained_on, -90, 0)
        spoken = _spoken(rng, language)
        capacity = weighted(rng, {1: 50, 2: 35, 3: 15})
        identity = _identity(rng, ORIGIN_SPEAKING.get(language), wished.get("gender"))
        row: Row = {
            "code": f"K{next(self.numbers):06}",
            "promoter": self.project.promoter.slug,
            **identity,
            "birth_year": on.year - rng.randint(22, 72),
            "languages": levelled(spoken),
            "sectors": as_list(sorted(rng.sample(SECTORS, rng.randint(1, 3)))),
            "postcode": self._postcode(wished.get("province")),
            "online": wished.get("online") or yes_no(chance(rng, 0.6)),
            "capacity": capacity,
            "availability": as_list(sorted(rng.sample(MOMENTS, 6), key=MOMENTS.index)),
            "interests": as_list(sorted(rng.sample(INTERESTS, rng.randint(0, 3)))),
        }
        wants = "f" if row["gender"] == "f" and chance(rng, 0.06) else None
        places = [active_from] * capacity
        mentor = Mentor(row, frozenset(spoken), active_from, trained_on, places, wants)
        self._register(mentor)
        return mentor

    def _postcode(self, province: str | None) -> str:
        if province:
            return TOWNS[province][0].postcode
        return self.rng.choice(TOWNS[self.rng.choice(self.project.lot.provinces)]).postcode

    def _register(self, mentor: Mentor) -> None:
        self.everyone.append(mentor)
        for language in mentor.languages:
            self.speaking.setdefault(language, []).append(mentor)

    def rows(self) -> Iterator[Row]:
        """The mentors that are known by now; some have stopped since their last match."""
        until = self.project.known_until
        for mentor in self.everyone:
            stopped_on = self._stopped_on(mentor)
            if mentor.active_from > until:
                continue
            row = mentor.row | {
                "active_from": mentor.active_from,
                "trained_on": mentor.trained_on if mentor.trained_on <= until else None,
                "hard_wishes": f"gender:{mentor.wants}" if mentor.wants else None,
            }
            if stopped_on and stopped_on <= until:
                row["active_until"] = stopped_on
            yield row

    def _stopped_on(self, mentor: Mentor) -> date | None:
        if mentor.last_day == date.min or not chance(self.rng, 0.8):
            return None
        return after(self.rng, mentor.last_day, 5, 90)


def _spoken(rng: Random, language: str) -> dict[str, str]:
    """A mother tongue and Dutch; a coach speaks at least one of them."""
    if language == "nl":
        return {"nl": "C2", "en": rng.choice(("B1", "B2", "C1"))}
    spoken = {language: "C2", "nl": rng.choice(("B1", "B2", "C1"))}
    if language != "en" and chance(rng, 0.5):
        spoken["en"] = rng.choice(("A2", "B1", "B2", "C1"))
    if language != "fr" and chance(rng, 0.3):
        spoken["fr"] = rng.choice(("A2", "B1", "B2"))
    return spoken


def _identity(rng: Random, origin: Origin | None, wished_gender: str | None) -> Row:
    names = origin.names if origin and chance(rng, 0.7) else FLEMISH
    gender = wished_gender or weighted(rng, {"f": 55, "m": 44, "x": 1})
    first_names = {"f": names.women, "m": names.men}.get(gender, names.women + names.men)
    return {
        "first_name": rng.choice(first_names),
        "last_name": rng.choice(names.last),
        "gender": gender,
    }


def idle(mentors: Mentors) -> None:
    """Volunteers who take no one: not trained, paused, or without a language for the coaches."""
    until = mentors.project.known_until
    since = max(mentors.project.starts_on, until - timedelta(days=120))
    untrained, paused, alone = (mentors.volunteer("fr", since, {}) for _ in range(3))
    untrained.trained_on = date.max
    paused.row |= {"paused_from": since, "paused_until": since + timedelta(days=200)}
    alone.row["languages"] = levelled({"vi": "C2", "zh": "B2"})
    alone.row["hard_wishes"] = None

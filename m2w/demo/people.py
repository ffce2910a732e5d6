"""Mentees: who they are, what they speak, and whether they fit the lot they are put forward for.

A mentee is built to be eligible, or to have exactly one flaw; so the package knows the outcome
of the screening without asking the rules.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from m2w.demo.draw import after, chance, weighted
from m2w.demo.plan import Project
from m2w.demo.tables import Row, as_list, levelled
from m2w.demo.vocabulary import INTERESTS, JOBS, ORIGINS, TOWNS, Origin
from m2w.reference.levels import CEFR, reaches
from m2w.reference.provinces import OUTSIDE, PROVINCES

MIN_LEVEL = "A2"
KINDS = {"loa": 45, "hoa": 30, "youth": 20, "graduate_in_dutch": 5}
LIVES_IN_THE_LOT = 0.9
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOMENTS = tuple(f"{day}-{part}" for day in DAYS for part in ("am", "pm", "ev"))
_ORIGIN_SHARES = tuple(origin.share for origin in ORIGINS)


@dataclass(slots=True)
class Mentee:
    """A mentee as a row, with what deciding and matching need to know."""

    row: Row
    kind: str
    languages: frozenset[str]
    wishes: dict[str, str]
    flaw: str | None = None
    met: set[str] = field(default_factory=set)

    @property
    def code(self) -> str:
        return str(self.row["code"])


def new_mentee(rng: Random, project: Project, on: date, number: int) -> Mentee:
    """An eligible mentee for a project's lot on that day."""
    kind = _kind(rng, project.lot.subgroups)
    origin = rng.choices(ORIGINS, _ORIGIN_SHARES)[0]
    home = rng.choice(origin.home_languages)
    row: Row = {"code": f"M{number:06}", "promoter": project.promoter.slug}
    row |= _identity(rng, origin, number)
    row |= _schooling(rng, kind, home, on)
    row |= _situation(rng, project, home, on)
    row |= _preferences(rng)
    known = {home: "C2"} | {
        language: rng.choice(CEFR[:5])
        for language in origin.learnt
        if language != home and chance(rng, 0.6)
    }
    row["languages"] = levelled(known)
    return Mentee(row, kind, _usable(known, str(row["dutch_level"])), _wishes(rng, row, project))


def _kind(rng: Random, subgroups: tuple[str, ...]) -> str:
    named = {kind: weight for kind, weight in KINDS.items() if kind in subgroups}
    return weighted(rng, named or KINDS)


def _identity(rng: Random, origin: Origin, number: int) -> Row:
    gender = weighted(rng, {"f": 52, "m": 46, "x": 1, "unknown": 1})
    first_names = {"f": origin.names.women, "m": origin.names.men}.get(
        gender, origin.names.women + origin.names.men
    )
    return {
        "first_name": rng.choice(first_names),
        "last_name": rng.choice(origin.names.last),
        "gender": gender,
        "nationality": origin.nationality,
        "diploma_country": origin.nationality if origin.nationality.isupper() else None,
        "vdab_number": str(7_000_000 + number),
        "benefit_entitled": weighted(rng, {"yes": 44, "no": 47, "unknown": 9}),
    }


def _schooling(rng: Random, kind: str, home: str, on: date) -> Row:
    youngest, oldest, levels = {
        "youth": (18, 24, ("none", "primary", "lower_secondary")),
        "loa": (19, 58, ("none", "primary", "lower_secondary", "upper_secondary")),
        "hoa": (23, 58, ("hbo5", "bachelor", "bachelor", "master", "doctorate")),
        "graduate_in_dutch": (23, 45, ("bachelor", "master")),
    }[kind]
    age = timedelta(days=rng.randint(youngest * 366, (oldest + 1) * 365 - 1))
    in_dutch = kind == "graduate_in_dutch"
    return {
        "birth_date": on - age,
        "diploma_level": rng.choice(levels),
        "diploma_language": "nl" if in_dutch else home,
        "diploma_recognised": "yes"
        if in_dutch
        else weighted(rng, {"no": 6, "unknown": 3, "yes": 1}),
    }


def _situation(rng: Random, project: Project, home: str, on: date) -> Row:
    here = project.lot.provinces if chance(rng, LIVES_IN_THE_LOT) else PROVINCES
    town = rng.choice(TOWNS[rng.choice(here)])
    job = rng.choice(JOBS)
    notice_on = on - timedelta(days=rng.randint(0, 10))
    return {
        "postcode": town.postcode,
        "municipality": town.name,
        "vdab_guidance_since": on - timedelta(days=rng.randint(30, 900)),
        "employed": "no",
        "migration_background": "yes",
        "home_language": home,
        "dutch_level": weighted(rng, {"none": 15, "A1": 45, "A2": 40}),
        "dutch_attested": "no",
        "dutch_insufficient_for_job_target": weighted(rng, {"unknown": 6, "no": 3, "yes": 1}),
        "job_target": job.title,
        "sector": job.sector,
        "privacy_notice_on": notice_on if notice_on <= project.known_until else None,
        "privacy_notice_language": home if notice_on <= project.known_until else None,
    }


def _preferences(rng: Random) -> Row:
    return {
        "availability": as_list(sorted(rng.sample(MOMENTS, rng.randint(3, 9)), key=MOMENTS.index)),
        "interests": as_list(sorted(rng.sample(INTERESTS, rng.randint(0, 3)))),
    }


def _wishes(rng: Random, row: Row, project: Project) -> dict[str, str]:
    """Hard wishes about the mentor, few; soft ones more often. Both go into the row."""
    hard, soft = {}, {}
    if row["gender"] == "f" and chance(rng, 0.1):
        hard["gender"] = "f"
    if chance(rng, 0.02):
        hard["online"] = "yes"
    if chance(rng, 0.02):
        hard["province"] = project.lot.provinces[0]
    if chance(rng, 0.15):
        soft["gender"] = rng.choice("fm")
    row["hard_wishes"] = as_list(f"{about}:{value}" for about, value in hard.items())
    row["wishes"] = as_list(f"{about}:{value}" for about, value in soft.items())
    return hard


def _usable(known: dict[str, str], dutch_level: str) -> frozenset[str]:
    """Languages at the level that a shared language needs; Dutch at its own level."""
    usable = {language for language, level in known.items() if reaches(level, MIN_LEVEL)}
    if reaches(dutch_level, MIN_LEVEL):
        usable.add("nl")
    return frozenset(usable)


# One flaw: the criterion that fails for good, or a value that nobody knows yet.
Flaw = Callable[[Random, date], Row]
FLAWS: dict[str, Flaw] = {
    "non_working": lambda _rng, _on: {"employed": "yes"},
    "non_native_dutch": lambda _rng, _on: {"home_language": "nl", "dutch_level": "C1"},
    "migration_background": lambda _rng, _on: {"migration_background": "no"},
    "lives_in_flanders": lambda rng, _on: _moved_to(rng, OUTSIDE),
    "in_vdab_guidance": lambda rng, on: {"vdab_guidance_until": after(rng, on, -25, -1)},
    "limited_dutch": lambda rng, _on: rng.choice(TOO_MUCH_DUTCH),
    "not_in_subgroup": lambda _rng, _on: {"diploma_level": "bachelor", "diploma_language": "nl"},
}
UNKNOWNS: dict[str, Row] = {
    "non_working": {"employed": "unknown"},
    "non_native_dutch": {"home_language": None},
    "migration_background": {"migration_background": "unknown"},
    "in_vdab_guidance": {"vdab_guidance_since": None},
    "limited_dutch": {
        "dutch_level": "unknown",
        "dutch_attested": "unknown",
        "dutch_insufficient_for_job_target": "unknown",
    },
}
TOO_MUCH_DUTCH: tuple[Row, ...] = (
    {"dutch_level": "B1", "dutch_insufficient_for_job_target": "no"},
    {"dutch_level": "B2", "dutch_insufficient_for_job_target": "no"},
    {"dutch_level": "A2", "dutch_attested": "yes", "dutch_insufficient_for_job_target": "no"},
)


def spoil(
    rng: Random, mentee: Mentee, project: Project, on: date, *, unknown: bool | None = None
) -> None:
    """Give an eligible mentee one flaw: the screening on that day is no longer `eligible`.

    `unknown`: because something is not known, or because it is; left to chance unless said.
    """
    if chance(rng, 0.3) if unknown is None else unknown:
        mentee.flaw = rng.choice(tuple(UNKNOWNS))
        mentee.row |= UNKNOWNS[mentee.flaw]
    else:
        mentee.flaw = rng.choice(tuple(FLAWS if project.lot.subgroups else _GENERAL))
        mentee.row |= FLAWS[mentee.flaw](rng, on)
    mentee.languages = _usable(_spoken(mentee.row), str(mentee.row["dutch_level"]))


_GENERAL = tuple(code for code in FLAWS if code != "not_in_subgroup")


def _spoken(row: Row) -> dict[str, str]:
    return dict(item.split(":") for item in str(row["languages"]).split(";"))


def _moved_to(rng: Random, province: str) -> Row:
    town = rng.choice(TOWNS[province])
    return {"postcode": town.postcode, "municipality": town.name}


def moved_to(rng: Random, mentee: Mentee, project: Project, number: int) -> Mentee:
    """The same person with another promoter: a new file, the same VDAB number."""
    row = mentee.row | _moved_to(rng, project.lot.provinces[0])
    row |= {
        "code": f"M{number:06}",
        "promoter": project.promoter.slug,
        "hard_wishes": None,
        "wishes": None,
    }
    return Mentee(row, mentee.kind, mentee.languages, {})

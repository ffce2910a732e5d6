"""Where there is a place for a client: projects that fit, and the languages of free mentors."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from m2w import periods
from m2w.corrections import check
from matching.places import Spoken, beside, free_mentors, languages_of
from programmes.models import Mentee
from programmes.offers import Option, options
from programmes.package.people import MenteeTable
from programmes.room import Room


@dataclass(frozen=True, slots=True)
class Place:
    """A project, what the screening says there, and what its free mentors speak."""

    option: Option
    languages: list[Spoken]


def client_of(values: Mapping[str, Any]) -> Mentee:
    """Someone of whom this is known, kept nowhere. Raises ValidationError at the fields."""
    return Mentee(**check(MenteeTable(), values))


def places(found: list[Room], client: Mentee) -> list[Place]:
    """Every project of one's provinces, those that fit first."""
    on = periods.today()
    offered = options(found, client, on)
    mentors = free_mentors([one.room.project.promoter for one in offered], on)
    spoken = {level: languages_of(mentors, level) for level in set(map(level_of, offered))}
    return [Place(one, languages_at(one, spoken[level_of(one)], client)) for one in offered]


def level_of(option: Option) -> str:
    """From which level a language counts as shared, by the project's call."""
    return option.room.project.lot.call.min_shared_language_level


def languages_at(
    option: Option, spoken: Mapping[UUID, Counter[str]], client: Mentee
) -> list[Spoken]:
    known = spoken.get(option.room.project.promoter_id, Counter())
    return beside(known, client.languages, level_of(option))

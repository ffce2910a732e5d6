"""The projects of one's provinces, each with what its lot's rules say of a client."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from m2w.details import Text
from m2w.marks import Mark
from programmes.cards import in_one_sentence
from programmes.choices import ScreeningResult
from programmes.marks import screening_mark
from programmes.models import Enrolment, Mentee, Screening
from programmes.profiles import as_record
from programmes.room import Room
from programmes.services.screenings import judge

ORDER = [ScreeningResult.ELIGIBLE, ScreeningResult.INCOMPLETE, ScreeningResult.INELIGIBLE]


@dataclass(frozen=True, slots=True)
class Option:
    """A project of one's own provinces, with what its lot's rules say of the client today."""

    room: Room
    result: str
    mark: Mark
    say: Text


def options(found: Sequence[Room], client: Mentee, on: date) -> list[Option]:
    """Every project, those that fit first, then those with most places."""
    judged = [option(one, client, on) for one in found]
    return sorted(judged, key=lambda one: ORDER.index(ScreeningResult(one.result)))


def option(one: Room, client: Mentee, on: date) -> Option:
    """What is found is told in the words of a screening, but kept nowhere."""
    lot = one.project.lot
    found = judge(client, lot, on)
    screening = Screening(mentee=client, lot=lot, on=on, **as_record(found))
    told = Enrolment(mentee=client, project=one.project, profile_subgroup=found.subgroup)
    say = in_one_sentence(told, screening)
    return Option(one, found.result, screening_mark(screening), say)

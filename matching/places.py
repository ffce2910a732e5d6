"""Which languages the mentors speak who have a place free today, per promoter.

Numbers only: no mentor is named.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from m2w import periods
from m2w.accounts.models import Organisation
from m2w.reference import provinces
from m2w.reference.languages import label
from m2w.reference.levels import DUTCH_RANK, reaches
from matching.free_places import Line, Offer, by_language
from matching.models import Mentor
from matching.querysets import OPEN_MATCHES
from programmes.models import Project

# Of a promoter without a project that runs: what calls ask unless they say otherwise.
USUAL_LEVEL = "A2"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language, how many free mentors speak it, and whether the client speaks it too."""

    language: str
    mentors: int
    is_shared: bool

    @property
    def name(self) -> str:
        return label(self.language)


def free_mentors(promoters: Iterable[Organisation], on: date) -> list[Mentor]:
    """Mentors who are active, trained, and below their capacity on a day."""
    rows = Mentor.objects.filter(promoter__in=set(promoters)).free(on)
    return list(rows.annotate(open_matches=OPEN_MATCHES))


def free_places_of(user: Any) -> tuple[list[Line], Line, str]:
    """The places free today at someone's own promoter: per language, all together, and the level
    from which a language counts in one of its projects that run."""
    acting, on = getattr(user, "acting", None), periods.today()
    promoters = [acting.organisation] if acting and acting.organisation.may_open_files else []
    offers = [offer_of(mentor, on) for mentor in free_mentors(promoters, on)]
    running: Any = Project.objects.visible_to(user)
    asked = [one.lot.call.min_shared_language_level for one in running.running(on)]
    minimum = min(asked, key=lambda level: DUTCH_RANK[level], default=USUAL_LEVEL)
    lines, everyone = by_language(offers, minimum)
    return lines, everyone, minimum


def offer_of(mentor: Any, on: date) -> Offer:
    province = provinces.province_of(mentor.postcode, on) or provinces.OUTSIDE
    return Offer(mentor.languages, province, max(0, mentor.capacity - mentor.open_matches))


def languages_of(mentors: Iterable[Mentor], minimum: str) -> dict[UUID, Counter[str]]:
    """Per promoter how many of these mentors reach the level in each language."""
    found: dict[UUID, Counter[str]] = {}
    for mentor in mentors:
        spoken = [code for code, level in mentor.languages.items() if reaches(level, minimum)]
        found.setdefault(mentor.promoter_id, Counter()).update(spoken)
    return found


def beside(spoken: Counter[str], known: Mapping[str, str], minimum: str) -> list[Spoken]:
    """The languages of the mentors: those that the client speaks too first, then by number."""
    rows = [
        Spoken(code, number, code in known and reaches(known[code], minimum))
        for code, number in spoken.items()
    ]
    return sorted(rows, key=lambda row: (not row.is_shared, -row.mentors, row.language))

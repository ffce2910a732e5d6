"""Which languages the mentors speak who have a place free today, per promoter.

Numbers only: no mentor is named.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from m2w.accounts.models import Organisation
from m2w.reference.languages import label
from m2w.reference.levels import reaches
from matching.models import Mentor
from matching.querysets import OPEN_MATCHES


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

"""When the file of a mentor may be kept no longer, from the dates of their duos. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date

from m2w.privacy.terms import Category, Due, due


def file_due(
    active_from: date,
    active_until: date | None,
    duos: Iterable[date | None],
    months: Mapping[str, int],
) -> Due | None:
    """When a file is due and by which term; None while a duo goes on.

    `duos` are the days on which each ended, None for one that goes on. The term counts from the
    last sign that someone is a mentor: the end of the last duo, and the last active day where
    there is one; without any duo from the day on which the mentor became active [choice].
    """
    ends = list(duos)
    if None in ends:
        return None
    signs = [day for day in (active_from, active_until, *ends) if day]
    category = Category.CLOSED if ends else Category.MENTOR_APPLICANT
    return due(category, max(signs), months)

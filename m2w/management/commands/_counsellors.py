"""What a data package does not tell: which counsellor has which of the example enrolments."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from operator import attrgetter

from m2w import periods
from m2w.accounts.models import Staff
from programmes.choices import State
from programmes.models import Enrolment

FREE = 3  # one in so many waits for someone to take it up
LATELY = timedelta(days=10)
AGAIN = 2  # so many in each province are to be screened again today


def share_out() -> None:
    """Give counsellors work on their desks, the same every time; the rest stays free."""
    counsellors = list(Staff.objects.counsellors().order_by("code"))
    waiting = Enrolment.objects.undecided().order_by("code")
    give([row for n, row in enumerate(with_lot(waiting)) if n % FREE], counsellors)
    referred = Enrolment.objects.filter(state=State.REFERRED).order_by("code")
    give(with_lot(referred), counsellors)
    lately = Enrolment.objects.filter(decided_on__gt=periods.today() - LATELY).order_by("code")
    give(with_lot(lately), counsellors)
    screen_again()


def with_lot(rows: Iterable[Enrolment]) -> Iterable[Enrolment]:
    return rows.select_related("project__lot")  # type: ignore[attr-defined]


def give(rows: Iterable[Enrolment], counsellors: list[Staff]) -> None:
    """Each goes to one of those who work in its provinces, by turns."""
    for n, row in enumerate(rows):
        provinces = set(row.project.lot.provinces)
        near = [one for one in counsellors if provinces & set(one.provinces)]
        if near:
            chosen = near[n % len(near)]
            Enrolment.objects.filter(pk=row.pk).update(counsellor=chosen)


def screen_again() -> None:
    """Some who were refused come back today."""
    refused = Enrolment.objects.filter(state=State.REJECTED).order_by(
        "project__lot__provinces", "-decided_on", "code"
    )
    for _provinces, rows in groupby(with_lot(refused), attrgetter("project.lot.provinces")):
        chosen = [row.pk for row, _n in zip(rows, range(AGAIN), strict=False)]
        Enrolment.objects.filter(pk__in=chosen).update(screen_again_on=periods.today())

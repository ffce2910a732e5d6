"""The mentor-coaches of a promoter, and how much each of them follows."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from m2w.accounts.choices import Role
from m2w.accounts.models import Organisation, Staff
from m2w.accounts.querysets import StaffQuerySet
from matching.languages import shared
from matching.models import Match
from programmes.choices import GOING_ON_STATES
from programmes.models import Enrolment


def number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows stand on the name of each coach."""
    mine = rows.filter(coach=OuterRef("pk")).order_by().values("coach")
    return Coalesce(Subquery(mine.annotate(number=Count("pk")).values("number")), 0)


def caseloads(user: Any) -> StaffQuerySet:
    """The coaches whom someone sees, with their open duos and the mentees assigned to them; also
    who left, as long as something stands on their name."""
    coaches = Staff.objects.visible_to(user).filter(memberships__role=Role.COACH)
    assigned = Enrolment.objects.visible_to(user).filter(state__in=GOING_ON_STATES)
    duos = Match.objects.visible_to(user).filter(ended_on__isnull=True)
    rows = coaches.annotate(open_duos=number_of(duos), mentees=number_of(assigned)).filter(
        Q(user__is_active=True) | Q(open_duos__gt=0) | Q(mentees__gt=0)
    )
    return rows.select_related("user").order_by("user__name", "code")


def suggested(promoter: Organisation, mentor: Mapping[str, str], minimum: str) -> list[Staff]:
    """The coaches of a promoter for one more duo with a mentor who speaks these languages.

    First come those who share one of them, then the one who follows fewest duos, so that duos
    are spread; of two alike the lowest code.
    """
    coaches = Staff.objects.coaches_of(promoter)
    duos = Match.objects.filter(ended_on__isnull=True)
    rows = coaches.annotate(open_duos=number_of(duos)).select_related("user")
    by_load = rows.order_by("open_duos", "code")
    return sorted(by_load, key=lambda coach: not shared(mentor, coach.languages, minimum))

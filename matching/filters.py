"""What one can ask of mentors and duos, on a page or from the API."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.filters import coaches
from m2w.filters import CodeFilter, FilterSet, SearchFilter, visible
from matching.models import Match, Mentor
from matching.querysets import MatchQuerySet
from programmes.models import Enrolment, Project

ALL = _("Alle")


class MentorFilter(FilterSet):
    q = SearchFilter(fields=["first_name", "last_name", "code"])
    active = django_filters.ChoiceFilter(
        label=_("Actief vandaag"),
        choices=[("yes", _("ja")), ("no", _("nee"))],
        empty_label=ALL,
        method="by_activity",
    )
    trained = django_filters.ChoiceFilter(
        label=_("Mentorvorming"),
        choices=[("yes", _("gevolgd")), ("no", _("nog niet"))],
        empty_label=ALL,
        method="by_training",
    )

    def by_activity(self, rows: QuerySet[Mentor], name: str, value: str) -> QuerySet[Mentor]:
        active = Mentor.objects.active(periods.today()).order_by().values("pk")
        return rows.filter(pk__in=active) if value == "yes" else rows.exclude(pk__in=active)

    def by_training(self, rows: QuerySet[Mentor], name: str, value: str) -> QuerySet[Mentor]:
        trained = Q(trained_on__isnull=False, trained_on__lte=periods.today())
        return rows.filter(trained if value == "yes" else ~trained)


FOLLOW_UP = {
    "contact": MatchQuerySet.without_contact,
    "checkin": MatchQuerySet.without_checkin,
    "ending": MatchQuerySet.ending,
}


class MatchFilter(FilterSet):
    q = SearchFilter(
        fields=[
            "enrolment__mentee__first_name",
            "enrolment__mentee__last_name",
            "mentor__first_name",
            "mentor__last_name",
            "code",
        ]
    )
    state = django_filters.ChoiceFilter(
        field_name="ended_on",
        label=_("Stand"),
        choices=[("open", _("loopt")), ("ended", _("beëindigd"))],
        empty_label=ALL,
        method="by_state",
    )
    follow_up = django_filters.ChoiceFilter(
        field_name="planned_end_on",
        label=_("Opvolging"),
        choices=[
            ("contact", _("contact te laat")),
            ("checkin", _("opvolggesprek te laat")),
            ("ending", _("eindigt binnen 30 dagen")),
        ],
        empty_label=ALL,
        method="to_follow_up",
    )
    project = CodeFilter(
        visible(Project), field_name="enrolment__project", label=_("Project"), empty_label=ALL
    )
    coach = CodeFilter(coaches, label=_("Mentor-coach"), empty_label=ALL)
    mentor = CodeFilter(visible(Mentor), choose=False, label=_("Mentor"))
    enrolment = CodeFilter(visible(Enrolment), choose=False, label=_("Aanmelding"))

    def by_state(self, rows: QuerySet[Match], name: str, value: str) -> QuerySet[Match]:
        return rows.filter(ended_on__isnull=value == "open")

    def to_follow_up(self, rows: QuerySet[Match], name: str, value: str) -> QuerySet[Match]:
        found = FOLLOW_UP[value](Match.objects.all(), periods.today())
        return rows.filter(pk__in=found.order_by().values("pk"))

"""What one can ask of mentors and duos, on a page or from the API."""

from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.filters import coaches
from m2w.filters import CodeFilter, DayFilter, FilterSet, LanguageFilter, SearchFilter, visible
from m2w.reference import levels, provinces
from matching.choices import ContactKind, PauseReason, ProposalState, SessionKind
from matching.fees import known_maxima
from matching.models import Contact, Interest, Match, Mentor, ReminderPause
from matching.querysets import MatchQuerySet
from programmes.filters import province_choices
from programmes.models import Enrolment, Project
from programmes.residence import lives_in

ALL = _("Alle")


def home_choices() -> list[tuple[str, str]]:
    return [*province_choices(), (provinces.OUTSIDE, provinces.label(provinces.OUTSIDE))]


class MentorFilter(FilterSet):
    """`level` is the least level of the language that is asked for, or of any. `free` are those
    who may take a duo today.
    """

    more = frozenset({"level", "active", "trained"})

    q = SearchFilter(fields=["first_name", "last_name", "code"])
    language = LanguageFilter(field_name="languages", label=_("Spreekt"))
    province = django_filters.ChoiceFilter(
        field_name="postcode",
        label=_("Woont in"),
        choices=home_choices,
        empty_label=ALL,
        method="living_in",
    )
    free = django_filters.ChoiceFilter(
        field_name="capacity",
        label=_("Vrije plaats vandaag"),
        choices=[("yes", _("ja")), ("no", _("nee"))],
        empty_label=ALL,
        method="by_place",
    )
    level = django_filters.ChoiceFilter(
        field_name="languages",
        label=_("Minstens op niveau"),
        choices=[(level, level) for level in levels.CEFR],
        empty_label=ALL,
        method="at_level",
    )
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

    def living_in(self, rows: QuerySet[Mentor], name: str, code: str) -> QuerySet[Mentor]:
        on = periods.today()
        if code != provinces.OUTSIDE:
            return rows.filter(lives_in(code, on))
        return rows.exclude(reduce(or_, [lives_in(one, on) for one in provinces.PROVINCES]))

    def by_place(self, rows: QuerySet[Mentor], name: str, value: str) -> QuerySet[Mentor]:
        free = Mentor.objects.free(periods.today()).order_by().values("pk")
        return rows.filter(pk__in=free) if value == "yes" else rows.exclude(pk__in=free)

    def at_level(self, rows: QuerySet[Mentor], name: str, value: str) -> QuerySet[Mentor]:
        enough = [level for level in levels.CEFR if levels.reaches(level, value)]
        if language := self.form.cleaned_data.get("language"):
            return rows.filter(**{f"languages__{language}__in": enough})
        spoken = rows.alias(spoken=Cast("languages", TextField()))
        return spoken.filter(reduce(or_, [Q(spoken__contains=f'"{level}"') for level in enough]))

    def by_activity(self, rows: QuerySet[Mentor], name: str, value: str) -> QuerySet[Mentor]:
        active = Mentor.objects.active(periods.today()).order_by().values("pk")
        return rows.filter(pk__in=active) if value == "yes" else rows.exclude(pk__in=active)

    def by_training(self, rows: QuerySet[Mentor], name: str, value: str) -> QuerySet[Mentor]:
        trained = Q(trained_on__isnull=False, trained_on__lte=periods.today())
        return rows.filter(trained if value == "yes" else ~trained)


class InterestFilter(FilterSet):
    q = SearchFilter(fields=["first_name", "last_name"], label=_("Zoek op naam"))
    new = django_filters.ChoiceFilter(
        field_name="interviewed_on",
        label=_("Kennismaking"),
        choices=[("yes", _("nog te houden")), ("no", _("gehouden"))],
        empty_label=ALL,
        method="by_interview",
    )

    def by_interview(self, rows: QuerySet[Interest], name: str, value: str) -> QuerySet[Interest]:
        return rows.filter(interviewed_on__isnull=value == "yes")


FOLLOW_UP = {
    "contact": MatchQuerySet.without_contact,
    "checkin": MatchQuerySet.without_checkin,
    "ending": MatchQuerySet.ending,
    "questions": MatchQuerySet.with_questions,
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
        choices=[
            ("open", _("loopt")),
            ("paused", _("gepauzeerd vandaag")),
            ("ended", _("beëindigd")),
        ],
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
            ("questions", _("bevraging te doen")),
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

    def by_state(self, rows: MatchQuerySet, name: str, value: str) -> QuerySet[Match]:
        if value == "paused":
            return rows.paused(periods.today())
        return rows.filter(ended_on__isnull=value == "open")

    def to_follow_up(self, rows: QuerySet[Match], name: str, value: str) -> QuerySet[Match]:
        found = FOLLOW_UP[value](Match.objects.all(), periods.today())
        return rows.filter(pk__in=found.order_by().values("pk"))


class ContactFilter(FilterSet):
    """`since` and `until` are the first and last day."""

    more = frozenset({"reached"})

    kind = django_filters.ChoiceFilter(label=_("Soort"), choices=ContactKind, empty_label=ALL)
    reached = django_filters.ChoiceFilter(
        label=_("Bereikt"),
        choices=[("yes", _("ja")), ("no", _("nee"))],
        empty_label=ALL,
        method="by_reached",
    )
    since = DayFilter(field_name="held_on", lookup_expr="gte", label=_("Vanaf"))
    until = DayFilter(field_name="held_on", lookup_expr="lte", label=_("Tot en met"))
    match = CodeFilter(visible(Match), choose=False, label=_("Duo"))

    def by_reached(self, rows: QuerySet[Contact], name: str, value: str) -> QuerySet[Contact]:
        return rows.filter(reached=value == "yes")


class ReportFilter(FilterSet):
    match = CodeFilter(visible(Match), choose=False, label=_("Duo"))


class SessionFilter(FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Soort"), choices=SessionKind, empty_label=ALL)
    project = CodeFilter(visible(Project), label=_("Project"), empty_label=ALL)


def fee_years() -> list[tuple[str, str]]:
    """From the first year of which the maxima are known up to this one, the last first."""
    years = range(periods.today().year, min(known_maxima()) - 1, -1)
    return [(str(year), str(year)) for year in years]


class FeeFilter(FilterSet):
    q = SearchFilter(fields=["mentor__first_name", "mentor__last_name"], label=_("Zoek op naam"))
    project = CodeFilter(visible(Project), label=_("Project"), empty_label=ALL)
    year = django_filters.ChoiceFilter(
        field_name="day__year", label=_("Jaar"), choices=fee_years, empty_label=ALL
    )
    claimed = django_filters.ChoiceFilter(
        field_name="claim_line",
        label=_("Gedeclareerd"),
        choices=[("yes", _("ja")), ("no", _("nog niet"))],
        empty_label=ALL,
        method="by_claim",
    )
    mentor = CodeFilter(visible(Mentor), choose=False, label=_("Mentor"))

    def by_claim(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(claim_line__isnull=value == "no")


class ProposalFilter(FilterSet):
    state = django_filters.ChoiceFilter(label=_("Stand"), choices=ProposalState, empty_label=ALL)
    project = CodeFilter(visible(Project), label=_("Project"), empty_label=ALL)


class ReminderPauseFilter(FilterSet):
    reason = django_filters.ChoiceFilter(
        label=_("Reden"), choices=PauseReason.choices, empty_label=ALL
    )

    class Meta:
        model = ReminderPause
        fields = ("reason",)

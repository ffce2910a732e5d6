"""What one can ask of calls, projects, mentees and enrolments, on a page or from the API."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.filters import coaches, promoters
from m2w.filters import (
    CodeFilter,
    FilterSet,
    LanguageFilter,
    NamedFilter,
    SearchFilter,
    SortFilter,
    visible,
)
from m2w.reference import provinces
from programmes import due
from programmes.choices import (
    GOING_ON_STATES,
    WAITING_STATES,
    OutcomeKind,
    RequestState,
    State,
    Subgroup,
    dutch_levels,
)
from programmes.models import (
    Call,
    Enrolment,
    ExtensionRequest,
    Lot,
    Mentee,
    Outcome,
    Project,
)
from programmes.residence import lives_in

ALL = _("Alle")


def waits() -> list[tuple[str, str]]:
    return [(str(days), _("%(days)s dagen") % {"days": days}) for days in (5, 10, 20, 40, 60, 90)]


def province_choices() -> list[tuple[str, str]]:
    return [(code, provinces.label(code)) for code in provinces.PROVINCES]


class CallFilter(FilterSet):
    q = SearchFilter(fields=["title", "reference", "code"])


class LotFilter(FilterSet):
    q = SearchFilter(fields=["name", "number", "code"])
    call = CodeFilter(visible(Call), label=_("Oproep"), empty_label=ALL)
    province = django_filters.ChoiceFilter(
        field_name="provinces",
        lookup_expr="has",
        label=_("Provincie"),
        choices=province_choices,
        empty_label=ALL,
    )


class DueFilter(django_filters.ChoiceFilter):
    """The projects that owe something today, by a rule over all of them."""

    def __init__(self, rule: Callable[[Iterable[Project], date], list[Project]], **kw: Any) -> None:
        self.rule = rule
        super().__init__(choices=[("due", _("nog te doen"))], widget=forms.HiddenInput, **kw)

    def filter(self, rows: QuerySet[Project], value: str) -> QuerySet[Project]:
        if not value:
            return rows
        owing = self.rule(rows.select_related("extension"), periods.today())
        return rows.filter(pk__in=[project.pk for project in owing])


class ProjectFilter(FilterSet):
    q = SearchFilter(fields=["name", "code", "promoter__name"])
    call = CodeFilter(visible(Call), field_name="lot__call", label=_("Oproep"), empty_label=ALL)
    lot = CodeFilter(visible(Lot), label=_("Perceel"), empty_label=ALL)
    promoter = CodeFilter(promoters, label=_("Promotor"), empty_label=ALL)
    province = django_filters.ChoiceFilter(
        field_name="lot__provinces",
        lookup_expr="has",
        label=_("Provincie"),
        choices=province_choices,
        empty_label=ALL,
    )

    # From a link only: what a project owes today.
    evaluations = DueFilter(due.with_evaluations_due, label=_("Evaluaties"))
    extension = DueFilter(due.with_extension_to_ask, label=_("Verlenging"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # That a project owes a request no longer tells that it was made.
        if not ExtensionRequest.objects.all().opens_to(self.request.user):
            del self.filters["extension"]


class MenteeFilter(FilterSet):
    q = SearchFilter(
        fields=["first_name", "last_name", "vdab_number", "code"],
        label=_("Zoek op naam of VDAB-nummer"),
    )
    project = CodeFilter(visible(Project), label=_("Project"), empty_label=ALL, method="in_project")
    state = django_filters.ChoiceFilter(
        label=_("Status"), choices=State, empty_label=ALL, method="in_state"
    )
    dutch_level = django_filters.ChoiceFilter(
        label=_("Nederlands"), choices=dutch_levels, empty_label=ALL
    )

    def in_project(self, rows: QuerySet[Mentee], name: str, project: Any) -> QuerySet[Mentee]:
        return rows.filter(pk__in=self.enrolled(project=project))

    def in_state(self, rows: QuerySet[Mentee], name: str, state: str) -> QuerySet[Mentee]:
        return rows.filter(pk__in=self.enrolled(state=state))

    def enrolled(self, **values: Any) -> QuerySet[Any, Any]:
        """The mentees of such enrolments, of those that the reader sees: of the same person there
        may be others."""
        seen = Enrolment.objects.visible_to(self.request.user).filter(**values)
        return seen.order_by().values("mentee")


def state_choices() -> list[tuple[str, Any]]:
    return [("waiting", _("wacht op iets")), ("open", _("nog niet afgesloten")), *State.choices]


SEVERAL_STATES = {"waiting": WAITING_STATES, "open": GOING_ON_STATES}


class MenteeSearch(SearchFilter):
    """Finds enrolments by the name or the VDAB number of their mentee, or by their code."""

    def __init__(self) -> None:
        found_by = ["mentee__first_name", "mentee__last_name", "mentee__vdab_number", "code"]
        super().__init__(fields=found_by, label=_("Zoek op naam of VDAB-nummer"))


class EnrolmentFilter(FilterSet):
    """The caseload. Of someone waiting longer than so many days, the state did not change since."""

    more = frozenset({"subgroup", "language", "province"})

    q = MenteeSearch()
    state = django_filters.ChoiceFilter(
        label=_("Status"), choices=state_choices, empty_label=ALL, method="in_state"
    )
    project = NamedFilter(visible(Project), "name", label=_("Project"), empty_label=ALL)
    coach = NamedFilter(coaches, "user__name", label=_("Mentor-coach"), empty_label=ALL)
    waiting = django_filters.ChoiceFilter(
        label=_("Wacht langer dan"), choices=waits, empty_label=_("–"), method="waits_longer"
    )
    subgroup = django_filters.ChoiceFilter(
        field_name="profile_subgroup", label=_("Subgroep"), choices=Subgroup, empty_label=ALL
    )
    language = LanguageFilter(field_name="mentee__languages", label=_("Spreekt"))
    province = django_filters.ChoiceFilter(
        label=_("Woont in"), choices=province_choices, empty_label=ALL, method="living_in"
    )
    sort = SortFilter(
        {
            "name": ("mentee__last_name", "mentee__first_name", "code"),
            "state": ("state", "since", "code"),
            "project": ("project__name", "mentee__last_name", "mentee__first_name", "code"),
            "waiting": ("since", "code"),
        }
    )

    def in_state(self, rows: QuerySet[Enrolment], name: str, state: str) -> QuerySet[Enrolment]:
        return rows.filter(state__in=SEVERAL_STATES.get(state, [state]))

    def waits_longer(self, rows: QuerySet[Enrolment], name: str, days: str) -> QuerySet[Enrolment]:
        before = periods.today() - timedelta(days=int(days))
        return rows.filter(state__in=WAITING_STATES, since__lt=before)

    def living_in(self, rows: QuerySet[Enrolment], name: str, code: str) -> QuerySet[Enrolment]:
        return rows.filter(lives_in(code, periods.today(), "mentee__postcode"))


class MeasureFilter(FilterSet):
    q = MenteeSearch()
    project = NamedFilter(visible(Project), "name", label=_("Project"), empty_label=ALL)
    coach = NamedFilter(coaches, "user__name", label=_("Mentor-coach"), empty_label=ALL)


class OutcomeFilter(FilterSet):
    """What became of enrolments; `verified` tells whether VDAB looked it up."""

    project = CodeFilter(
        visible(Project), field_name="enrolment__project", label=_("Project"), empty_label=ALL
    )
    kind = django_filters.ChoiceFilter(label=_("Soort"), choices=OutcomeKind, empty_label=ALL)
    enrolment = CodeFilter(visible(Enrolment), choose=False, label=_("Aanmelding"))
    verified = django_filters.ChoiceFilter(
        label=_("Nagekeken"),
        choices=[("yes", _("ja")), ("no", _("nee"))],
        empty_label=ALL,
        method="was_verified",
    )

    def was_verified(self, rows: QuerySet[Outcome], name: str, value: str) -> QuerySet[Outcome]:
        return rows.filter(verified_on__isnull=value == "no")


class VerifyFilter(OutcomeFilter):
    """The list of what is to be looked up; unless what was looked up already is asked for."""

    verified = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[("yes", _("nagekeken"))],
        empty_label=_("na te kijken"),
        method="was_verified",
    )


class ReferralFilter(FilterSet):
    q = MenteeSearch()
    project = CodeFilter(visible(Project), label=_("Project"), empty_label=ALL)


class RegistrationFilter(FilterSet):
    """What was typed is text, whatever it is."""

    q = SearchFilter(
        fields=["values__first_name__0", "values__last_name__0"], label=_("Zoek op naam")
    )


class ExtensionRequestFilter(FilterSet):
    project = CodeFilter(visible(Project), label=_("Project"), empty_label=ALL)
    state = django_filters.ChoiceFilter(
        label=_("Stand"), choices=RequestState.choices, empty_label=ALL
    )

    class Meta:
        model = ExtensionRequest
        fields = ("project", "state")

"""What one can ask of calls, projects, mentees and enrolments, on a page or from the API."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from m2w.accounts.filters import coaches
from m2w.accounts.models import Organisation
from m2w.filters import CodeFilter, FilterSet, SearchFilter, visible
from m2w.reference import provinces
from programmes.choices import State, Subgroup, dutch_levels
from programmes.models import Call, Lot, Mentee, Project

ALL = _("Alle")


def province_choices() -> list[tuple[str, str]]:
    return [(code, provinces.label(code)) for code in provinces.PROVINCES]


class CallFilter(FilterSet):
    q = SearchFilter(fields=["title", "reference", "code"])


class ProjectFilter(FilterSet):
    q = SearchFilter(fields=["name", "code", "promoter__name"])
    call = CodeFilter(visible(Call), field_name="lot__call", label=_("Oproep"), empty_label=ALL)
    lot = CodeFilter(visible(Lot), label=_("Perceel"), empty_label=ALL)
    promoter = CodeFilter(visible(Organisation), label=_("Promotor"), empty_label=ALL)
    province = django_filters.ChoiceFilter(
        field_name="lot__provinces",
        lookup_expr="has",
        label=_("Provincie"),
        choices=province_choices,
        empty_label=ALL,
    )


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
        return rows.filter(enrolments__project=project).distinct()

    def in_state(self, rows: QuerySet[Mentee], name: str, state: str) -> QuerySet[Mentee]:
        return rows.filter(enrolments__state=state).distinct()


class EnrolmentFilter(FilterSet):
    q = SearchFilter(
        fields=["mentee__first_name", "mentee__last_name", "mentee__vdab_number", "code"],
        label=_("Zoek op naam of VDAB-nummer"),
    )
    state = django_filters.ChoiceFilter(label=_("Status"), choices=State, empty_label=ALL)
    project = CodeFilter(visible(Project), label=_("Project"), empty_label=ALL)
    subgroup = django_filters.ChoiceFilter(
        field_name="profile_subgroup", label=_("Subgroep"), choices=Subgroup, empty_label=ALL
    )
    coach = CodeFilter(coaches, label=_("Mentor-coach"), empty_label=ALL)

"""What one can ask of lists of money, on a page or from the API: that which a figure opens."""

from datetime import date
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Organisation
from m2w.filters import CodeFilter, DayFilter, FilterSet, visible
from programmes.choices import GrantKind
from programmes.filters import ALL, province_choices
from programmes.models import Call, Lot, Project


class OfProjects(FilterSet):
    """Rows of a project, by what the project belongs to; with the meaning of the reports."""

    more = frozenset({"call", "lot", "province"})

    project = CodeFilter(visible(Project), label=_("Project"), empty_label=ALL)
    promoter = CodeFilter(
        visible(Organisation),
        field_name="project__promoter",
        label=_("Promotor"),
        empty_label=ALL,
    )
    call = CodeFilter(
        visible(Call), field_name="project__lot__call", label=_("Oproep"), empty_label=ALL
    )
    lot = CodeFilter(visible(Lot), field_name="project__lot", label=_("Perceel"), empty_label=ALL)
    province = django_filters.ChoiceFilter(
        field_name="project__lot__provinces",
        lookup_expr="has",
        label=_("Provincie"),
        choices=province_choices,
        empty_label=ALL,
    )


class GrantFilter(OfProjects):
    """As of a day only what counted by then: decided, and confirmed."""

    kind = django_filters.ChoiceFilter(label=_("Soort"), choices=GrantKind.choices, empty_label=ALL)
    confirmed = django_filters.ChoiceFilter(
        label=_("Bevestigd"),
        choices=[("yes", _("ja")), ("no", _("nog niet"))],
        empty_label=ALL,
        method="in_confirmation",
    )
    as_of = DayFilter(label=_("Toegekend tot en met"), method="decided_by")

    def in_confirmation(self, rows: Any, name: str, value: str) -> Any:
        return rows.confirmed() if value == "yes" else rows.unconfirmed()

    def decided_by(self, rows: Any, name: str, value: date) -> Any:
        return rows.confirmed().filter(decided_on__lte=value)

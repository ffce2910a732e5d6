"""What one can ask of lists of money, on a page or from the API: that which a figure opens.

As of a day only what counted by then: confirmed and decided or settled, submitted, or paid.
"""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.filters import promoters
from m2w.filters import CodeFilter, DayFilter, FilterSet, WholeFilter, visible
from programmes.choices import ClaimState, CostCategory, GrantKind, PaymentKind
from programmes.filters import ALL, province_choices
from programmes.models import Call, Lot, PaymentList, Project

YES_OR_NO = [("yes", _("ja")), ("no", _("nog niet"))]


def year_filter() -> WholeFilter:
    return WholeFilter(
        field_name="year",
        label=_("Jaar"),
        min_value=1900,
        max_value=2100,
        widget=forms.TextInput({"inputmode": "numeric", "class": "m2w-input m2w-input--short"}),
    )


class OfProjects(FilterSet):
    """Rows of a project, by what the project belongs to; with the meaning of the reports."""

    more = frozenset({"call", "lot", "province"})

    project = CodeFilter(visible(Project), label=_("Project"), empty_label=ALL)
    promoter = CodeFilter(
        promoters,
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
    kind = django_filters.ChoiceFilter(label=_("Soort"), choices=GrantKind.choices, empty_label=ALL)
    confirmed = django_filters.ChoiceFilter(
        label=_("Bevestigd"),
        choices=YES_OR_NO,
        empty_label=ALL,
        method="in_confirmation",
    )
    as_of = DayFilter(label=_("Toegekend tot en met"), method="decided_by")

    def in_confirmation(self, rows: Any, name: str, value: str) -> Any:
        return rows.confirmed() if value == "yes" else rows.unconfirmed()

    def decided_by(self, rows: Any, name: str, value: date) -> Any:
        return rows.confirmed().filter(decided_on__lte=value)


class ExtensionFilter(OfProjects):
    """Extensions, by the project that they belong to."""


class CostPlanFilter(OfProjects):
    year = year_filter()
    category = django_filters.ChoiceFilter(
        label=_("Categorie"), choices=CostCategory.choices, empty_label=ALL
    )


class ClaimFilter(OfProjects):
    """Claims; `as_of` leaves out what was submitted after that day."""

    more = OfProjects.more | {"category", "as_of"}

    year = year_filter()
    category = django_filters.ChoiceFilter(
        label=_("Categorie"), choices=CostCategory, empty_label=ALL
    )
    state = django_filters.ChoiceFilter(
        label=_("Stand"), choices=ClaimState, empty_label=ALL, method="in_state"
    )
    as_of = DayFilter(label=_("Ingediend tot en met"), method="by")

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        return rows.in_state(value)

    def by(self, rows: Any, name: str, value: date) -> Any:
        return rows.declared_by(value)

    def day(self) -> date:
        """The day by which amounts count."""
        found: date | None = self.form.cleaned_data.get("as_of")
        return found or periods.today()


class ToControlFilter(OfProjects):
    year = year_filter()
    category = django_filters.ChoiceFilter(
        label=_("Categorie"), choices=CostCategory.choices, empty_label=ALL
    )


class SettlementFilter(OfProjects):
    year = year_filter()
    confirmed = django_filters.ChoiceFilter(
        label=_("Bevestigd"), choices=YES_OR_NO, empty_label=ALL, method="in_confirmation"
    )
    as_of = DayFilter(label=_("Afgerekend tot en met"), method="settled_by")

    def in_confirmation(self, rows: Any, name: str, value: str) -> Any:
        return rows.confirmed() if value == "yes" else rows.unconfirmed()

    def settled_by(self, rows: Any, name: str, value: date) -> Any:
        return rows.confirmed().filter(settled_on__lte=value)


class PaymentFilter(OfProjects):
    kind = django_filters.ChoiceFilter(
        label=_("Soort"), choices=PaymentKind.choices, empty_label=ALL
    )
    paid = django_filters.ChoiceFilter(
        label=_("Betaald"), choices=YES_OR_NO, empty_label=ALL, method="was_paid"
    )
    as_of = DayFilter(label=_("Betaald tot en met"), method="paid_by")
    # From the page of a list only.
    list = CodeFilter(
        visible(PaymentList), choose=False, field_name="listed_in", label=_("Betaallijst")
    )

    def was_paid(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(paid_on__isnull=value == "no")

    def paid_by(self, rows: Any, name: str, value: date) -> Any:
        return rows.filter(paid_on__lte=value)


class PaymentListFilter(FilterSet):
    """There is nothing to ask of payment lists."""

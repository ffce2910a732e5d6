"""What one can ask of costs to control, settlements, payments and payment lists.

As of a day only what counted by then: confirmed and settled, or paid.
"""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from m2w.filters import CodeFilter, DayFilter, FilterSet, visible
from programmes.choices import CostCategory, PaymentKind
from programmes.filters import ALL
from programmes.models import PaymentList
from programmes.money_filters import OfProjects

YES_OR_NO = [("yes", _("ja")), ("no", _("nog niet"))]


def year_filter() -> django_filters.NumberFilter:
    return django_filters.NumberFilter(
        field_name="year",
        label=_("Jaar"),
        min_value=1900,
        max_value=2100,
        widget=forms.TextInput({"inputmode": "numeric", "class": "m2w-input m2w-input--short"}),
    )


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

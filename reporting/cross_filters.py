"""What a reader asks of a cross table. One FilterSet for page and API."""

import re
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property, lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.filters import promoters
from m2w.filters import CodeFilter, DayFilter, FilterSet, visible
from m2w.form_fields import PickedDayField
from m2w.periods import ISO_DAY
from programmes.models import Call, Enrolment, Project
from reporting import indicators
from reporting.crossing import MOST_DAYS, days_of
from reporting.filters import ReportFilter, filled_in, lots_of_projects, province_choices
from reporting.measures import CROSS_MEASURES, DIMENSIONS, MEASURES, OF_PERSONS
from reporting.reports.base import Report
from reporting.reports.cross import OPTIONS
from reporting.reports.names import NAMES_OF_PERSONS
from reporting.selection import Selection, selection_of

# The years of an as-of date (readings.md 33).
YEAR = r"(?:19\d\d|20\d\d|2100)"
as_heading = lazy(lambda label: capfirst(str(label)), str)


class CrossForm(forms.Form):
    """Which dimensions may be crossed, and with what."""

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        self._refuse_twice(asked)
        series = bool(
            asked.get("every") or asked.get("dates") or {"every", "dates"} & set(self.errors)
        )
        if asked.get("columns") and series:
            self.add_error("columns", _("Kies kolommen of een reeks dagen, niet allebei."))
        if not asked.get("columns") and not series and "columns" not in self.errors:
            self.add_error("columns", self.fields["rows"].error_messages["required"])
        if asked.get("columns2") and not asked.get("columns"):
            self.add_error("columns2", _("Kies eerst waarlangs de kolommen lopen."))
        if series and asked.get("show") in {"row_pct", "both"}:
            self.add_error(
                "show", _("Dagen worden niet opgeteld: een aandeel van de rij is er niet.")
            )
        self._refuse_series(asked)
        return asked

    def _refuse_twice(self, asked: dict[str, Any]) -> None:
        """A dimension crosses another, not itself."""
        chosen: set[str] = set()
        for name in ("rows", "rows2", "columns", "columns2"):
            if asked.get(name) in chosen:
                self.add_error(name, _("Kies twee verschillende indelingen."))
            if asked.get(name):
                chosen.add(asked[name])

    def _refuse_series(self, asked: dict[str, Any]) -> None:
        as_of = asked.get("as_of") or periods.today()
        since, every, dates = asked.get("since"), asked.get("every", ""), asked.get("dates") or []
        if every and not since and "since" not in self.errors:
            self.add_error("since", _("Geef de dag vanaf wanneer de reeks loopt."))
        if since and since > as_of:
            self.add_error("since", _("De reeks begint na de peildatum."))
        if any(day > as_of for day in dates):
            self.add_error("dates", _("Kies dagen tot en met de peildatum."))
        if len(days_of(as_of, every, since, dates)) > MOST_DAYS:
            told = {"most": MOST_DAYS}
            field = "every" if every else "dates"
            self.add_error(field, _("Dat zijn meer dan %(most)s dagen. Kies er minder.") % told)


class DaysField(forms.Field):
    """Days with commas between them."""

    written = re.compile(rf"{ISO_DAY.pattern}(,{ISO_DAY.pattern})*")

    def to_python(self, value: Any) -> list[date]:
        day = PickedDayField()
        return [day.clean(part.strip()) for part in (value or "").split(",") if part.strip()]


class PeriodFilter(django_filters.CharFilter):
    """A year or quarter by its code."""

    field_class = forms.RegexField


class DaysFilter(django_filters.Filter):
    field_class = DaysField


def _dimension(label: Any, empty_label: Any = "---------", **kwargs: Any) -> Any:
    return django_filters.ChoiceFilter(
        method="unfiltered",
        choices=[(code, dimension.label) for code, dimension in DIMENSIONS.items()],
        label=label,
        empty_label=empty_label,
        **kwargs,
    )


def _persons(name: str) -> Any:
    return django_filters.ChoiceFilter(
        method="unfiltered",
        choices=lambda: NAMES_OF_PERSONS[name]().items(),
        label=as_heading(DIMENSIONS[name].label),
        empty_label=_("Alle"),
    )


class KindsOfPersons(FilterSet):
    """Persons of one kind only, along each dimension of persons."""

    subgroup = _persons("subgroup")
    nationality_group = _persons("nationality_group")
    nationality = _persons("nationality")
    benefit = _persons("benefit")
    gender = _persons("gender")
    age_band = _persons("age_band")
    diploma_level = _persons("diploma_level")
    dutch_level = _persons("dutch_level")


class CrossFilter(KindsOfPersons, ReportFilter):
    """A cross table also takes different dimensions, a measure, days and kinds of persons."""

    measure = django_filters.ChoiceFilter(
        method="unfiltered",
        choices=[(code, MEASURES[code].label) for code in CROSS_MEASURES],
        label=_("Telling"),
        required=True,
    )
    rows = _dimension(_("Rijen"), required=True)
    rows2 = _dimension(_("Rijen, tweede niveau"), _("Geen tweede niveau"))
    columns = _dimension(_("Kolommen"), _("Geen: een reeks dagen"))
    columns2 = _dimension(_("Kolommen, tweede niveau"), _("Geen tweede niveau"))
    show = django_filters.ChoiceFilter(
        method="unfiltered",
        choices=[
            ("counts", _("aantallen")),
            ("row_pct", _("aantallen en % van de rij")),
            ("column_pct", _("aantallen en % van de kolom")),
            ("both", _("aantallen en beide percentages")),
        ],
        label=_("Tonen"),
        empty_label=None,
    )
    every = django_filters.ChoiceFilter(
        method="unfiltered",
        choices=[
            ("month", _("elk maandeinde")),
            ("quarter", _("elk kwartaaleinde")),
            ("year", _("elk jaareinde")),
        ],
        label=_("Reeks dagen"),
        empty_label=_("Geen reeks"),
    )
    since = DayFilter(method="unfiltered", label=_("Reeks vanaf"))
    dates = DaysFilter(method="unfiltered", label=_("Eigen dagen, met komma’s ertussen"))

    class Meta(ReportFilter.Meta):
        form = CrossForm

    @property
    def options(self) -> dict[str, str]:
        """What was asked, in the words of the address; nothing that was left open."""
        asked = {name: self.asked.get(name) for name in (*OPTIONS, *OF_PERSONS)}
        return {name: _in_address(value) for name, value in asked.items() if value}


def _in_address(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(day.isoformat() for day in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def asked_of(report: Report, request: HttpRequest) -> ReportFilter:
    """What this request asks of a report."""
    return filled_in(CrossFilter if report.options else ReportFilter, request)


class CountedFilter(KindsOfPersons):
    """The enrolments behind a count: what it counts, as of when, and the codes it stands at.

    `of_call`, `of_project` and `of_province` are the choices that the whole table was made with.
    """

    measure = django_filters.ChoiceFilter(
        choices=[(code, MEASURES[code].label) for code in CROSS_MEASURES],
        label=_("Telling"),
        required=True,
    )
    as_of = DayFilter(label=_("Peildatum"))
    of_call = CodeFilter(visible(Call), label=_("Oproep"))
    of_project = CodeFilter(visible(Project), label=_("Project"))
    of_province = django_filters.ChoiceFilter(choices=province_choices, label=_("Provincie"))
    call = CodeFilter(visible(Call), label=_("Oproep"))
    lot = CodeFilter(lots_of_projects, label=_("Perceel"))
    project = CodeFilter(visible(Project), label=_("Project"))
    promoter = CodeFilter(promoters, label=_("Promotor"))
    province = django_filters.ChoiceFilter(
        choices=lambda: NAMES_OF_PERSONS["province"]().items(), label=_("Provincie van de mentee")
    )
    year = PeriodFilter(regex=YEAR, label=as_heading(DIMENSIONS["year"].label))
    quarter = PeriodFilter(regex=f"{YEAR}-Q[1-4]", label=as_heading(DIMENSIONS["quarter"].label))

    class Meta:
        model = Enrolment
        fields: tuple[str, ...] = ()

    @cached_property
    def selection(self) -> Selection:
        """The projects of the table, as of its day."""
        asked = self.form.cleaned_data
        chosen = {
            "lot__call": asked["of_call"],
            "pk": asked["of_project"] and asked["of_project"].pk,
            "lot__provinces__has": asked["of_province"],
        }
        return selection_of(
            Project.objects.visible_to(self.request.user).filter(
                **{path: value for path, value in chosen.items() if value}
            ),
            asked["as_of"] or periods.today(),
            reader=self.request.user,
        )

    def filter_queryset(self, queryset: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
        """Of the rows that the reader may see those that are counted."""
        asked = self.form.cleaned_data
        at = [(name, getattr(asked[name], "code", asked[name])) for name in DIMENSIONS]
        stands = [(name, str(code)) for name, code in at if code]
        found = indicators.counted(self.selection, MEASURES[asked["measure"]], stands)
        return queryset.filter(pk__in=found.values("pk")).order_by(
            "mentee__last_name", "mentee__first_name", "code"
        )

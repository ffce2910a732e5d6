"""What a reader asks of a report: the day, and which call, project or province.

One FilterSet for page and API. An unknown code and one that is not the reader's to see give
the same message.
"""

from dataclasses import replace
from typing import Any, TypeVar

import django_filters
from django.db.models import Max, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.filters import promoters
from m2w.filters import CodeFilter, DayFilter, FilterSet, SearchFilter, visible
from m2w.reference import provinces
from programmes.choices import Track
from programmes.models import Call, Lot, OutflowDefinition, Project
from reporting.measures import DIMENSIONS, Dimension
from reporting.models import SavedTable
from reporting.selection import PLACES, Selection, selection_of
from reporting.waterfall import DIVISIONS, Division

UNKNOWN_CODE = {"invalid_choice": _("Deze code is niet gekend.")}


R = TypeVar("R", bound="ReportFilter")


def province_choices() -> list[tuple[str, str]]:
    return [(code, provinces.label(code)) for code in provinces.PROVINCES]


class ReportFilter(FilterSet):
    """The projects of a report, out of those the reader may count in."""

    as_of = DayFilter(method="unfiltered", label=_("Peildatum"))
    call = CodeFilter(
        visible(Call),
        field_name="lot__call",
        label=_("Oproep"),
        empty_label=_("Alle oproepen"),
        error_messages=UNKNOWN_CODE,
    )
    project = CodeFilter(
        visible(Project),
        method="only",
        label=_("Project"),
        empty_label=_("Alle projecten"),
        error_messages=UNKNOWN_CODE,
    )
    province = django_filters.ChoiceFilter(
        field_name="lot__provinces",
        lookup_expr="has",
        choices=province_choices,
        label=_("Provincie"),
        empty_label=_("Alle provincies"),
        error_messages=UNKNOWN_CODE,
    )

    class Meta:
        model = Project
        fields: tuple[str, ...] = ()

    def unfiltered(self, rows: QuerySet[Project], name: str, value: object) -> QuerySet[Project]:
        """Options that choose no projects."""
        return rows

    def only(self, rows: QuerySet[Project], name: str, value: Project) -> QuerySet[Project]:
        return rows.filter(pk=value.pk)

    @property
    def asked(self) -> dict[str, Any]:
        return self.form.cleaned_data

    @property
    def options(self) -> dict[str, str]:
        """What the report takes beside the selection."""
        return {}

    @cached_property
    def selection(self) -> Selection:
        """What was asked for; read it only when `is_valid()`."""
        found = selection_of(
            self.qs,
            self.asked["as_of"] or periods.today(),
            reader=self.request.user,
            call=self.asked["call"],
        )
        return replace(found, narrowed_to=tuple(self.places.items()))

    @property
    def places(self) -> dict[str, str]:
        """The codes of the places by which projects were chosen."""
        chosen = {name: self.asked.get(name) for name in PLACES}
        return {name: getattr(one, "code", one) for name, one in chosen.items() if one}

    @property
    def in_full(self) -> dict[str, str]:
        """Everything that was chosen, the day too: what always gives the same table."""
        return {**self.options, **self.places, "as_of": self.selection.as_of.isoformat()}

    def unknown(self, *known: str) -> list[str]:
        """Parameters that no report knows, beside those of the page or the API."""
        return sorted(set(self.data) - set(self.filters) - set(known))


class MatrixFilter(ReportFilter):
    """The matrix of evaluations also takes one track; it is about the last call unless said."""

    def __init__(self, data: QueryDict, **kwargs: Any) -> None:
        if not {"call", "project"} & set(data):
            data.setdefault("call", last_call(kwargs["queryset"]))
        super().__init__(data, **kwargs)

    track = django_filters.ChoiceFilter(
        method="unfiltered", choices=Track.choices, label=_("Spoor"), empty_label=_("Alle sporen")
    )


def lots_of_projects(request: HttpRequest) -> QuerySet[Lot]:
    """The lots in which the reader sees a project."""
    own = Project.objects.visible_to(request.user).values("lot")
    return Lot.objects.visible_to(request.user).filter(pk__in=own)


class BudgetFilter(ReportFilter):
    """The pages of budget are about one call: that of the project, or the last one unless said;
    and along what they divide it."""

    call = CodeFilter(
        visible(Call),
        field_name="lot__call",
        label=_("Oproep"),
        empty_label=None,
        error_messages=UNKNOWN_CODE,
    )

    lot = CodeFilter(
        lots_of_projects,
        label=_("Perceel"),
        empty_label=_("Alle percelen"),
        error_messages=UNKNOWN_CODE,
    )
    promoter = CodeFilter(
        promoters,
        label=_("Promotor"),
        empty_label=_("Alle promotoren"),
        error_messages=UNKNOWN_CODE,
    )
    by = django_filters.ChoiceFilter(
        method="unfiltered",
        choices=lambda: [(code, capfirst(str(one.label))) for code, one in DIVISIONS.items()],
        label=_("Verdeeld per"),
        empty_label=None,
    )

    def __init__(self, data: QueryDict, **kwargs: Any) -> None:
        if not data.get("call"):
            of_project = kwargs["queryset"].filter(code=data.get("project") or "")
            data["call"] = last_call(of_project) or last_call(kwargs["queryset"])
        super().__init__(data, **kwargs)

    @property
    def division(self) -> Division:
        return DIVISIONS[self.asked["by"] or "lot"]

    @property
    def narrowed(self) -> bool:
        """Whether it is about less than the whole call."""
        return any(self.asked[name] for name in ("project", "province", "lot", "promoter"))


# Along what the page of outflow divides.
DIVIDED_BY = ("project", "province", "subgroup")


def versions() -> list[tuple[int, str]]:
    """Every version of the definition of outflow that there is, in any call."""
    last = OutflowDefinition.objects.aggregate(last=Max("version"))["last"] or 1
    return [(n, gettext("versie %(n)s") % {"n": n}) for n in range(1, last + 1)]


class OutflowFilter(ReportFilter):
    """Outflow also takes along what it is divided, and another version of its definition to lay
    beside the one in use."""

    by = django_filters.ChoiceFilter(
        method="unfiltered",
        choices=lambda: [(code, capfirst(str(DIMENSIONS[code].label))) for code in DIVIDED_BY],
        label=_("Verdeeld per"),
        empty_label=None,
    )
    versus = django_filters.ChoiceFilter(
        method="unfiltered",
        choices=versions,
        label=_("Vergelijken met"),
        empty_label=_("Geen andere versie"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(versions()) == 1:
            del self.filters["versus"]

    @property
    def by_what(self) -> Dimension:
        return DIMENSIONS[self.asked["by"] or DIVIDED_BY[0]]

    @property
    def other_version(self) -> int | None:
        """Unless it is the one in use."""
        other = int(self.asked.get("versus") or 0)
        return other if other not in {0, self.selection.outflow_version} else None


def last_call(projects: QuerySet[Project]) -> str:
    """The code of the call that opened last, of those of some projects."""
    calls = projects.order_by("-lot__call__opens_on", "lot__call__code")
    return calls.values_list("lot__call__code", flat=True).first() or ""


def filled_in(filter_class: type[R], request: HttpRequest, **unless_said: str) -> R:
    """What this request asks of the projects that its reader sees; as of today unless said."""
    data = request.GET.copy()
    data.update(unless_said)
    data.setdefault("as_of", periods.today().isoformat())
    projects = Project.objects.visible_to(request.user)
    return filter_class(data, queryset=projects, request=request)


class SavedTableFilter(FilterSet):
    q = SearchFilter(fields=["name"], label=_("Zoek op naam"))

    class Meta:
        model = SavedTable
        fields: tuple[str, ...] = ()

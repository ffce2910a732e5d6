"""What one can ask of evaluations, on a page or from the API."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from m2w.filters import CodeFilter, DayFilter, FilterSet, SwitchFilter, visible
from m2w.reference import provinces
from programmes.access import reads_scope
from programmes.choices import EvaluationKind, EvaluationStatus, Level, Track
from programmes.filters import ALL
from programmes.models import AgreedAction, Call, Evaluation, Meeting, Project


def scopes_read(user: Any) -> list[tuple[str, str]]:
    """The projects, provinces and calls of which someone reads the evaluations, with their name."""
    projects = Project.objects.visible_to(user).order_by("name").values_list("code", "name")
    shared = [
        (code, str(provinces.label(code)))
        for code in provinces.PROVINCES
        if reads_scope(user.acting, Level.PROVINCE, code)
    ]
    calls: list[tuple[str, str]] = []
    if reads_scope(user.acting, Level.CENTRAL, ""):
        calls = list(Call.objects.visible_to(user).values_list("code", "reference"))
    return [*projects, *shared, *calls]


class ScopeFilter(django_filters.ChoiceFilter):
    """A project, a province or a call by its code, of those that the reader sees."""

    def filter(self, rows: QuerySet[Evaluation], value: str) -> QuerySet[Evaluation]:
        if not value:
            return rows
        return rows.filter(Q(project__code=value) | Q(call__code=value) | Q(province=value))


class EvaluationFilter(FilterSet):
    level = django_filters.ChoiceFilter(label=_("Niveau"), choices=Level, empty_label=ALL)
    scope = ScopeFilter(label=_("Bereik"), empty_label=ALL)
    kind = django_filters.ChoiceFilter(label=_("Soort"), choices=EvaluationKind, empty_label=ALL)
    track = django_filters.ChoiceFilter(label=_("Spoor"), choices=Track, empty_label=ALL)
    status = django_filters.ChoiceFilter(
        label=_("Stand"), choices=EvaluationStatus, empty_label=ALL
    )
    period = DayFilter(field_name="period_start", label=_("Periode vanaf"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["scope"].extra["choices"] = scopes_read(self.request.user)


class MeetingFilter(EvaluationFilter):
    """A meeting is of all tracks of a round, and never a draft."""

    track = None
    status = None


class ActionFilter(FilterSet):
    meeting = CodeFilter(visible(Meeting), label=_("Overleg"))
    open = SwitchFilter(field_name="done_on", lookup_expr="isnull", label=_("Nog te doen"))
    due_by = DayFilter(field_name="due_on", lookup_expr="lte", label=_("Tegen"))

    class Meta:
        model = AgreedAction
        fields: tuple[str, ...] = ()

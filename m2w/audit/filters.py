"""What one can ask of the record."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Staff
from m2w.audit.models import Entry
from m2w.audit.querysets import SHOWN, midnight
from m2w.filters import CodeFilter, DayFilter, FilterSet, visible
from m2w.periods import ONE_DAY

MONTH = timedelta(days=30)
KINDS = {
    "shown": (_("dossiers gezien"), Q(action__in=SHOWN)),
    "exported": (_("bestanden meegenomen"), Q(action__endswith=".exported")),
    "account": (_("aanmelden en account"), Q(action__startswith="account.")),
    "refused": (_("toegang geweigerd"), Q(action__in=["access.refused", "act.refused"])),
}
KINDS["changed"] = (
    _("wijzigingen en beslissingen"),
    ~(KINDS["shown"][1] | KINDS["exported"][1] | KINDS["account"][1] | KINDS["refused"][1]),
)


def with_days(asked: QueryDict) -> QueryDict:
    """Without a day the last month: the record of years is asked for by its days."""
    wanted = asked.copy()
    if not (wanted.get("first") or wanted.get("last")):
        wanted["first"] = str(timezone.localdate() - MONTH)
    return wanted


class EntryFilter(FilterSet):
    staff = CodeFilter(
        visible(Staff), label=_("Wie"), empty_label=_("Iedereen"), method="by_account"
    )
    kind = django_filters.ChoiceFilter(
        label=_("Handeling"),
        choices=[(code, text) for code, (text, _condition) in KINDS.items()],
        empty_label=_("Alle"),
        method="of_kind",
    )
    first = DayFilter(label=_("Vanaf"), method="from_day")
    last = DayFilter(label=_("Tot en met"), method="to_day")

    def by_account(self, rows: QuerySet[Entry], name: str, staff: Staff) -> QuerySet[Entry]:
        return rows.filter(actor=staff.user_id)

    def of_kind(self, rows: QuerySet[Entry], name: str, kind: str) -> QuerySet[Entry]:
        return rows.filter(KINDS[kind][1])

    def from_day(self, rows: QuerySet[Entry], name: str, day: Any) -> QuerySet[Entry]:
        return rows.filter(at__gte=midnight(day))

    def to_day(self, rows: QuerySet[Entry], name: str, day: Any) -> QuerySet[Entry]:
        return rows.filter(at__lt=midnight(day + ONE_DAY))

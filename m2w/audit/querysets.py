from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db.models import CharField, Count, Max, Min, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate

from m2w.audit import access
from m2w.periods import BRUSSELS
from m2w.querysets import GatedQuerySet

if TYPE_CHECKING:
    from m2w.audit.models import Entry

# Codes of what shows someone's file: opened by itself, one of a list, in a file taken away.
SHOWN = ("file.opened", "file.listed", "file.exported")


ACT = ("action", "role", "object_type", "actor__name", "actor__email", "organisation__name")


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS)


class EntryQuerySet(GatedQuerySet["Entry"]):
    readers = access.RECORD_READERS

    def about(self, kind: str, pk: UUID | str) -> Self:
        return self.filter(object_type=kind, object_id=str(pk))

    def acts(self) -> QuerySet[Any, dict[str, Any]]:
        """One row per act: what one request did of one kind to one kind of object, together.

        Fifty files in one list are one act.
        """
        own = Concat(Value("line "), Cast("pk", CharField()), output_field=CharField())
        together = Coalesce(Cast("request", CharField()), own)
        return (
            self.order_by()
            .values(*ACT, act=together)
            .annotate(last=Max("at"), first_id=Min("object_id"), count=Count("pk"), line=Max("pk"))
            .order_by("-line")
        )

    def showing(self) -> Self:
        """Lines that say somebody's file was shown."""
        return self.filter(action__in=SHOWN)

    def per_day(self, *names: str) -> QuerySet[Any, dict[str, Any]]:
        """How many lines of each day, in Belgian time, and of each of these; the last day first."""
        return (
            self.values(*names, day=TruncDate("at", tzinfo=BRUSSELS))
            .annotate(times=Count("pk"))
            .order_by("-day", *names)
        )

    def between(self, first: date, last: date) -> Self:
        """From the first day up to and including the last, in Belgian time."""
        return self.filter(at__gte=midnight(first), at__lt=midnight(last + timedelta(days=1)))

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Self
from uuid import UUID

from m2w.audit import access
from m2w.periods import BRUSSELS
from m2w.querysets import GatedQuerySet

if TYPE_CHECKING:
    from m2w.audit.models import Entry

# Codes of what shows someone's file: opened by itself, one of a list, in a file taken away.
SHOWN = ("file.opened", "file.listed", "file.exported")


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS)


class EntryQuerySet(GatedQuerySet["Entry"]):
    readers = access.RECORD_READERS

    def about(self, kind: str, pk: UUID | str) -> Self:
        return self.filter(object_type=kind, object_id=str(pk))

    def showing(self) -> Self:
        """Lines that say somebody's file was shown."""
        return self.filter(action__in=SHOWN)

    def between(self, first: date, last: date) -> Self:
        """From the first day up to and including the last, in Belgian time."""
        return self.filter(at__gte=midnight(first), at__lt=midnight(last + timedelta(days=1)))

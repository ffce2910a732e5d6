from typing import TYPE_CHECKING, Self

from m2w.outbox import access
from m2w.querysets import GatedQuerySet

if TYPE_CHECKING:
    from m2w.outbox.models import Notice, Reminder


class NoticeQuerySet(GatedQuerySet["Notice"]):
    readers = editors = access.NOTICE_READERS

    def unread(self) -> Self:
        return self.filter(read_at=None)


class ReminderQuerySet(GatedQuerySet["Reminder"]):
    readers = access.REMINDER_READERS

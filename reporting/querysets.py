from typing import TYPE_CHECKING, Self

from django.db.models import F

from m2w.querysets import GatedQuerySet
from reporting import access

if TYPE_CHECKING:
    from reporting.models import Contribution, Publication, SavedTable, WrittenQuestion


class WrittenQuestionQuerySet(GatedQuerySet["WrittenQuestion"]):
    readers = access.QUESTION_READERS
    editors = access.QUESTION_EDITORS


class ContributionQuerySet(GatedQuerySet["Contribution"]):
    """Asked by the ministry, given by VDAB."""

    readers = access.QUESTION_READERS
    editors = access.CONTRIBUTORS

    def open_first(self) -> Self:
        """Those still to be given by the day they are due, then the others."""
        return self.order_by(F("given_on").asc(nulls_first=True), "due_on", "code")


class SavedTableQuerySet(GatedQuerySet["SavedTable"]):
    readers = access.SAVED_TABLE_READERS
    editors = access.SAVED_TABLE_EDITORS


class PublicationQuerySet(GatedQuerySet["Publication"]):
    readers = access.QUESTION_READERS
    editors = access.QUESTION_EDITORS

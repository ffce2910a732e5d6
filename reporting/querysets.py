from typing import TYPE_CHECKING

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


class SavedTableQuerySet(GatedQuerySet["SavedTable"]):
    readers = access.SAVED_TABLE_READERS
    editors = access.SAVED_TABLE_EDITORS


class PublicationQuerySet(GatedQuerySet["Publication"]):
    readers = access.QUESTION_READERS
    editors = access.QUESTION_EDITORS

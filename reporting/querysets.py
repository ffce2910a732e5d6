from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from m2w.querysets import GatedQuerySet
from reporting import access

if TYPE_CHECKING:
    from reporting.models import RuleText, WrittenQuestion


class WrittenQuestionQuerySet(GatedQuerySet["WrittenQuestion"]):
    readers = access.QUESTION_READERS
    editors = access.QUESTION_EDITORS


class RuleTextQuerySet(QuerySet["RuleText"]):
    def in_force(self, on: date) -> Self:
        """The versions valid on a date: from `valid_from` up to and including `valid_until`."""
        until = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return self.filter(until, valid_from__lte=on)

from typing import TYPE_CHECKING

from m2w.querysets import GatedQuerySet
from reporting import access

if TYPE_CHECKING:
    from reporting.models import WrittenQuestion


class WrittenQuestionQuerySet(GatedQuerySet["WrittenQuestion"]):
    readers = access.QUESTION_READERS
    editors = access.QUESTION_EDITORS

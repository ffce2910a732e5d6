"""What was changed in a file, value by value, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import ForeignKey
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w.models import PersonalFile
from m2w.notation import moment
from m2w.privacy.classification import Personal, declarations
from m2w.privacy.paper import in_words
from m2w.tables import Column, Text

COLUMNS = [
    Column(gettext_lazy("Tijdstip"), lambda change: moment(change.at)),
    Column(gettext_lazy("Wie"), "by"),
    Column(gettext_lazy("Gegeven"), "field"),
    Column(gettext_lazy("Was"), "before"),
    Column(gettext_lazy("Werd"), "after"),
]


@dataclass(frozen=True, slots=True)
class Change:
    """One value that someone changed."""

    at: datetime
    by: Text
    field: Text
    before: str
    after: str


def changes(file: PersonalFile) -> Iterator[Change]:
    """Every value of the person that was changed, the last change first.

    What holds files together behind the scenes, such as a link, says nothing to a reader.
    """
    fields = told(file)
    versions = list(file.history.select_related("history_user").order_by("-history_id"))
    for version, earlier in pairwise(versions):
        delta = version.diff_against(earlier, included_fields=list(fields))
        for change in delta.changes:
            field, personal = file._meta.get_field(change.field), fields[change.field]
            yield Change(
                version.history_date,
                str(version.history_user or _("het systeem")),
                personal.label or getattr(field, "verbose_name", ""),
                read(field, personal, change.old),
                read(field, personal, change.new),
            )


def told(file: PersonalFile) -> dict[str, Personal]:
    """The personal fields of a file that are values and not links."""
    declaration = next(one for one in declarations() if isinstance(file, one.model))
    return {
        name: personal
        for name, personal in declaration.personal.items()
        if is_value(file._meta.get_field(name))
    }


def is_value(field: Any) -> bool:
    """Whether a form could hold it; a link or a mark of our own could not."""
    return field.editable and not isinstance(field, ForeignKey)


def read(field: Any, personal: Personal, value: Any) -> str:
    if value in (None, "", (), {}):
        return ""
    return in_words(field, personal, list(value) if isinstance(value, tuple) else value)

"""The documents of an object as its own page shows them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from m2w.documents import owners
from m2w.documents.models import Document
from m2w.tables import Column, Table

COLUMNS = [
    Column(
        _("Document"),
        "title",
        url=lambda row: reverse("document", args=[row.pk]),
        note=lambda row: row.original_name,
    ),
    Column(_("Soort"), "get_kind_display"),
    Column(_("Grootte"), "size_text"),
    Column(_("Toegevoegd op"), lambda row: localtime(row.uploaded_at).date(), "date"),
    Column(_("Door"), "uploaded_by"),
]
DELETE = Column(
    _("Actie"),
    lambda row: _("Verwijderen"),
    url=lambda row: reverse("document_delete", args=[row.pk]),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A table, and where to add to it for who may (empty for who may not)."""

    table: Table
    add_url: str


def section(owner: Model, user: Any) -> Section | None:
    """What the page of an object shows of its documents; None where there is nothing to show."""
    kind = owners.kind_of(owner)
    may_change = kind.rows("editors", user).filter(pk=owner.pk).exists()
    may_add = kind.open_to(user).filter(pk=owner.pk).exists()
    rows = list(Document.objects.visible_to(user).of(owner).select_related("uploaded_by"))
    if not (rows or may_add):
        return None
    columns = [*COLUMNS, DELETE] if may_change else COLUMNS
    url = reverse("document_add", args=[kind.name, owner.pk]) if may_add else ""
    return Section(Table(_("Documenten"), columns, rows), url)

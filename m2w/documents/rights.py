"""Documents about a person: they get them, and erasure takes them away."""

from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localdate

from m2w.documents import shelf
from m2w.documents.models import Document
from m2w.exports import as_csv
from m2w.models import PersonalFile


def held_of(file: PersonalFile) -> Iterator[tuple[str, bytes]]:
    """The documents of someone, numbered and under the name they came with."""
    documents = Document.objects.of(file).order_by("uploaded_at", "code")
    overview: list[list[Any]] = [["nummer", "titel", "bestand", "toegevoegd op"]]
    for number, document in enumerate(documents, start=1):
        name = f"{number:02} {document.original_name}"
        overview.append([number, document.title, name, localdate(document.uploaded_at)])
        yield f"documenten/{name}", shelf.take(document.stored_name)
    if documents:
        yield "documenten/overzicht.csv", as_csv(overview)


def remove_of(kind: str, pk: Any) -> None:
    """Remove the documents of what is erased, with all that is remembered of them."""
    owned = {"owner_type": kind, "owner_id": pk}
    Document.objects.filter(**owned).delete()
    Document.history.filter(**owned).delete()

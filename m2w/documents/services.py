"""Every change to documents: the row and its file come and go together, on the record.

A file is written before its row and removed after it, so that no row is ever without its file.
What a crash leaves in between is swept up (`manage.py sweep_documents`).
"""

import hashlib
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.documents import contents, owners, shelf
from m2w.documents.choices import ContentKind
from m2w.documents.models import Document
from m2w.refusals import Refused, require_text
from m2w.workflow import locked

LEFT_BEHIND = timedelta(days=1)


class DamagedFileError(Exception):
    """What lies on the shelf is not what was uploaded."""


def add(owner: Model, file: UploadedFile, *, title: str, by: User) -> Document:
    """Keep a file as a document of an object that someone may add to.

    Raises PermissionDenied, and ValidationError at `title` or `file` (contents.kind_of).
    """
    if not owners.kind_of(owner).open_to(by).filter(pk=owner.pk).exists():
        raise PermissionDenied
    called = require_text(title, "title", 200)
    kind = checked(file)
    name, sha256 = shelf.put(file.chunks())
    document = Document(
        owner_type=owner._meta.label_lower,
        owner_id=owner.pk,
        title=called,
        original_name=contents.plain_name(file.name or "", kind),
        kind=kind,
        size=file.size or 0,
        sha256=sha256,
        stored_name=name,
        uploaded_by=by,
    )
    with shelf.with_its_row(name):
        keep_row(document, owner, by=by)
    return document


def checked(file: UploadedFile) -> ContentKind:
    """What the file is. Raises ValidationError at `file`."""
    try:
        return contents.kind_of(
            file, name=file.name or "", size=file.size or 0, megabytes=settings.M2W_MAX_UPLOAD_MB
        )
    except ValidationError as error:
        raise ValidationError({"file": error}) from error


def keep_row(document: Document, owner: Model, *, by: User) -> None:
    """The row, on the record; its owner must still be there, and stay until it is."""
    locked(owners.kind_of(owner).open_to(by), owner)
    document.save()
    record("document.added", by=by, about=document, details=told(document))


@transaction.atomic
def delete(document: Document, *, by: User) -> None:
    """Delete a document; its file goes along (m2w.documents.apps).

    Raises PermissionDenied, and Refused(already_deleted) when someone else was first.
    """
    rows = Document.objects.editable_by(by).select_for_update(of=("self",))
    found = rows.filter(pk=document.pk).first()
    if found is None:
        if Document.objects.filter(pk=document.pk).exists():
            raise PermissionDenied
        raise Refused("already_deleted", _("Dit document is al verwijderd."))
    record("document.deleted", by=by, about=found, details=told(found))
    found.delete()


def content_of(document: Document, *, by: User) -> bytes:
    """The file of a document that someone may read, once that is on the record.

    Raises DamagedFileError when it is no longer what was uploaded.
    """
    content = shelf.take(document.stored_name)
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise DamagedFileError
    record("document.downloaded", by=by, about=document, details=told(document))
    return content


def told(document: Document) -> dict[str, str | int]:
    """What the record says of a document: whose it is and how large, nothing of what is in it."""
    return {
        "owner_type": document.owner_type,
        "owner_id": str(document.owner_id),
        "kind": document.kind,
        "size": document.size,
    }


def sweep() -> list[UUID]:
    """Remove files without a row that a crash left behind; returns their names."""
    lying = list(shelf.older_than(LEFT_BEHIND))
    known = set(
        Document.objects.filter(stored_name__in=lying).values_list("stored_name", flat=True)
    )
    known |= shelf.known_elsewhere(lying)
    left = [name for name in lying if name not in known]
    for name in left:
        shelf.remove(name)
    return left

"""The file that a person gets: `gegevens.json` with its schema, and the same on paper."""

import io
import json
from collections.abc import Callable, Iterable
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction

from m2w import periods
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.models import PersonalFile
from m2w.privacy import paper
from m2w.privacy.export import everything_about
from m2w.privacy.files import kind_of
from m2w.privacy.schema import schema_for

# What else is held of someone: each gives names of files with their content.
Attachments = Callable[[PersonalFile], Iterable[tuple[str, bytes]]]
ATTACHMENTS: list[Attachments] = []


def attach(files: Attachments) -> Attachments:
    """Add these files to what a person gets."""
    ATTACHMENTS.append(files)
    return files


def file_name() -> str:
    """A name that says nothing of the person."""
    return f"inzage-{periods.today():%Y-%m-%d}.zip"


@transaction.atomic
def export(file: PersonalFile, *, by: User | None) -> bytes:
    """Everything held about someone, as a ZIP; that it was made is on the record."""
    record("person.exported", by=by, about=file)
    held = everything_about(file)
    parts = {
        "gegevens.json": as_json(held),
        "schema.json": as_json(schema_for(kind_of(file).subject)),
        "gegevens.pdf": paper.pdf(held),
    }
    for files in ATTACHMENTS:
        parts |= dict(files(file))
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"

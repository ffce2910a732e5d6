"""The file that a person gets: `gegevens.json` with its schema, and the same on paper."""

import io
import json
import secrets
from collections.abc import Callable, Iterable
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

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
    """A name that says nothing of the person, and that no other export has."""
    return f"inzage-{periods.today():%Y-%m-%d}-{secrets.token_hex(3)}.zip"


def export(file: PersonalFile, *, by: User | None) -> bytes:
    """Everything held about someone, as a ZIP; that it was made is on the record.

    Recorded when it is there: nobody waits for the record while it is written.
    """
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
    record("person.exported", by=by, about=file)
    return packed.getvalue()


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"

"""What an uploaded file really is, whatever it is called."""

import re
import unicodedata
from pathlib import PurePath
from typing import IO

import puremagic
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from m2w.documents import archives
from m2w.documents.choices import CONTENT_TYPES, EXTENSIONS, ContentKind

MEGABYTE = 1_000_000
HEAD = 2_048
LONGEST_NAME = 150
BY_START = {
    CONTENT_TYPES[kind]: kind for kind in (ContentKind.PDF, ContentKind.PNG, ContentKind.JPEG)
}
# Invisible marks turn a name around on the screen; the other signs mean something to a disk.
NOT_SHOWN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|;%]+')


def kind_of(file: IO[bytes], *, name: str, size: int, megabytes: int) -> ContentKind:
    """The kind of a file that may be kept.

    Raises ValidationError: empty, too_large, unknown_type, renamed, macros, bomb.
    """
    if not size:
        raise ValidationError(_("Dit bestand is leeg."), "empty")
    if size > megabytes * MEGABYTE:
        message = _("Dit bestand is groter dan %(most)s MB.")
        raise ValidationError(message, "too_large", {"most": megabytes})
    file.seek(0)
    head = file.read(HEAD)
    kind = archives.kind_of(file, size) if head.startswith(archives.START) else by_start(head)
    if kind is None:
        message = _("Kies een PDF, PNG, JPEG, DOCX, XLSX, ODT of ODS.")
        raise ValidationError(message, "unknown_type")
    if EXTENSIONS.get(PurePath(name).suffix.lower().removeprefix(".")) is not kind:
        message = _("De inhoud is iets anders dan de naam van het bestand zegt: %(kind)s.")
        raise ValidationError(message, "renamed", {"kind": kind.label})
    return kind


def by_start(head: bytes) -> ContentKind | None:
    """The kind that the first bytes give away."""
    try:
        found = {match.mime_type for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return None
    return next((kind for mime, kind in BY_START.items() if mime in found), None)


def plain_name(name: str, kind: ContentKind) -> str:
    """The name someone gave their file, as text that is safe to show and to send back."""
    stem = PurePath(shown_name(name)).stem.strip(" .")
    return f"{stem[:LONGEST_NAME].strip() or 'document'}.{kind.value}"


def shown_name(name: str) -> str:
    """A name as text that is safe to show."""
    shown = "".join(sign for sign in name if unicodedata.category(sign) not in NOT_SHOWN)
    return NOT_IN_NAMES.sub("_", shown)

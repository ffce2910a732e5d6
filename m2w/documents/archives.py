"""Documents that are archives: judged by their list of contents, without unpacking them."""

import re
import struct
import zlib
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from m2w.documents.choices import CONTENT_TYPES, ContentKind

START = b"PK\x03\x04"
MOST_ENTRIES = 5_000
MOST_UNPACKED = 200_000_000
MOST_RATIO = 100
SMALL = 1_000_000
ENCRYPTED = 0x1

OPEN_DOCUMENTS = {CONTENT_TYPES[kind].encode(): kind for kind in (ContentKind.ODT, ContentKind.ODS)}
OFFICE_PARTS = {
    b"wordprocessingml.document.main+xml": ContentKind.DOCX,
    b"spreadsheetml.sheet.main+xml": ContentKind.XLSX,
}
# Names of parts that hold macros or programs; the list of types betrays those under another name.
PROGRAMS = re.compile(r"vbaproject|vbadata|(^|/)(activex|macrosheets|basic|scripts)/|oleobject")
PROGRAM_TYPES = re.compile(rb"macroenabled|vbaproject|macrosheet|activex|oleobject")
# What no office program writes in its list of types, and what could hide one.
HIDING = re.compile(rb"[&\x00]|<!")

TOO_LARGE = _("Dit bestand wordt uitgepakt te groot.")
WITH_PROGRAMS = _("Dit bestand bevat macro’s of programma’s. Bewaar het zonder, of als PDF.")
FAULTS = (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


def kind_of(file: IO[bytes], size: int) -> ContentKind | None:
    """What document this archive is, if any. Raises ValidationError: bomb, macros."""
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
            require_small(entries, size)
            return kind_inside(archive, entries)
    except (*FAULTS, zlib.error, struct.error):
        return None


def require_small(entries: list[ZipInfo], size: int) -> None:
    """Raises ValidationError(bomb) for what would grow out of proportion."""
    unpacked = sum(entry.file_size for entry in entries)
    most = min(MOST_UNPACKED, max(SMALL, MOST_RATIO * size))
    if len(entries) > MOST_ENTRIES or unpacked > most:
        raise ValidationError(TOO_LARGE, "bomb")


def kind_inside(archive: ZipFile, entries: list[ZipInfo]) -> ContentKind | None:
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names) or not all(is_plain(entry) for entry in entries):
        return None
    types = read(archive, "[Content_Types].xml").lower()
    if any(PROGRAMS.search(name) for name in names) or PROGRAM_TYPES.search(types):
        raise ValidationError(WITH_PROGRAMS, "macros")
    if types:
        kinds = [kind for part, kind in OFFICE_PARTS.items() if part in types]
        return kinds[0] if len(kinds) == 1 and not HIDING.search(types) else None
    return OPEN_DOCUMENTS.get(read(archive, "mimetype").strip())


def is_plain(entry: ZipInfo) -> bool:
    """Whether a part can be read by anyone and stays in its place."""
    name = entry.filename
    return (
        not entry.flag_bits & ENCRYPTED
        and entry.compress_type in {ZIP_STORED, ZIP_DEFLATED}
        and not name.startswith("/")
        and ".." not in name.split("/")
    )


def read(archive: ZipFile, name: str) -> bytes:
    """The start of a part; nothing when there is none."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        return part.read(SMALL)

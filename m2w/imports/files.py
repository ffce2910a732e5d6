"""An uploaded file, judged by its content and read once; afterwards only its cells are kept."""

import subprocess
import sys
import zlib
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from m2w.documents import archives
from m2w.documents.choices import ContentKind
from m2w.documents.contents import MEGABYTE, by_start
from m2w.imports import parsing

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How Office stores a workbook with a password: an archive inside a file of the old kind.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
NOT_IN_TEXT = bytes(range(9)) + bytes(range(14, 32))
SECONDS = 30
CHUNK = 1 << 20

MESSAGES = {
    "empty": _("Dit bestand is leeg."),
    "too_large": _("Dit bestand is groter dan %(most)s MB."),
    "unknown_type": _(
        "Dit is geen rekenblad. Kies een bestand van Excel (XLSX of XLS), ODS of CSV."
    ),
    "macros": _("Dit bestand bevat macro’s of programma’s. Bewaar het als gewone werkmap (.xlsx)."),
    "bomb": _("Dit bestand wordt uitgepakt te groot. Bewaar alleen het blad met de mensen."),
    "password": _("Dit bestand heeft een wachtwoord. Bewaar het zonder wachtwoord."),
    "too_many_rows": _("Dit bestand heeft meer dan %(rows)s rijen. Splits het."),
    "unreadable": _("Dit bestand is beschadigd en niet te lezen. Bewaar het opnieuw."),
}


def refusal(code: str) -> ValidationError:
    values = {
        "most": settings.M2W_MAX_UPLOAD_MB,
        "rows": f"{parsing.MOST_ROWS:,}".replace(",", "."),
    }
    return ValidationError(MESSAGES[code], code, values)


def cells_of(file: IO[bytes], size: int) -> bytes:
    """The cells of a workbook or CSV file, as lines of JSON (see `parsing`).

    Raises ValidationError with one of the codes of MESSAGES.
    """
    if not size:
        raise refusal("empty")
    if size > settings.M2W_MAX_UPLOAD_MB * MEGABYTE:
        raise refusal("too_large")
    file.seek(0)
    content = file.read()
    return parsed(kind_of(file, content), content)


def kind_of(file: IO[bytes], content: bytes) -> str:
    """`workbook` or `csv`, whatever its name says. Raises ValidationError."""
    if content.startswith(archives.START):
        require_spreadsheet(file, len(content))
        return "workbook"
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise refusal("password")
        return "workbook"
    if not is_text(content):
        raise refusal("unknown_type")
    return "csv"


def require_spreadsheet(file: IO[bytes], size: int) -> None:
    """Raises ValidationError for an archive that is another thing, or not what it declares."""
    try:
        kind = archives.kind_of(file, size)
        if kind not in {ContentKind.XLSX, ContentKind.ODS}:
            raise refusal("unknown_type")
        unpack(file)
    except ValidationError as error:
        raise refusal(error.code or "unknown_type") from error
    except (BadZipFile, zlib.error, OSError, EOFError) as error:
        raise refusal("unreadable") from error


def unpack(file: IO[bytes]) -> None:
    """Go through all of an archive: each part is as long as it was declared, and not longer.

    What reads it afterwards does not count. Raises BadZipFile and the like.
    """
    with ZipFile(file) as archive:
        for entry in archive.infolist():
            with archive.open(entry) as part:
                while part.read(CHUNK):
                    pass


def is_text(content: bytes) -> bool:
    """Whether this can be the text of a CSV file: not a document, a picture or a web page."""
    head = content[:CHUNK]
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return True
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<", b"{\\rtf")) or by_start(head[:2048]):
        return False
    return head.translate(None, NOT_IN_TEXT) == head


def parsed(kind: str, content: bytes) -> bytes:
    """What the reader in its own process makes of it. Raises ValidationError."""
    # On its own and told nothing: it must not know keys or addresses of this site.
    command = [sys.executable, "-I", parsing.__file__, kind]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no word of it from outside
            command, input=content, capture_output=True, check=False, timeout=SECONDS, env={}
        )
    except subprocess.TimeoutExpired as error:
        raise refusal("bomb") from error
    if done.returncode == parsing.REFUSED:
        raise refusal(done.stdout.decode())
    if done.returncode:
        # It ran out of memory or time.
        raise refusal("bomb")
    return done.stdout

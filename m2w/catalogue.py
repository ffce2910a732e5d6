"""The English catalogue: found in the sources, kept in one .po file, compiled to .mo.

Babel does what gettext's own programs would, so nothing has to be installed for it.
"""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SOURCES = ["m2w", "programmes", "matching", "reporting", "templates"]


def po_path() -> Path:
    return Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"


def found_in_sources() -> Catalog:
    """Every message of the code and the templates, each with the files it stands in."""
    catalog = Catalog()
    for path in source_files():
        where = path.relative_to(settings.BASE_DIR).as_posix()
        for line, message, comments, context in messages_of(path):
            catalog.add(message, None, [(where, line)], auto_comments=comments, context=context)
    return catalog


def messages_of(path: Path) -> Iterator[tuple[Any, ...]]:
    """Babel's (line, message, comments, context) for each message of one file."""
    return extract("python", BytesIO(as_python(path)), KEYWORDS, comment_tags=["Translators:"])


def source_files() -> Iterator[Path]:
    for source in SOURCES:
        root = Path(settings.BASE_DIR) / source
        yield from sorted(p for p in root.rglob("*") if p.suffix in {".py", ".html", ".txt"})


def as_python(path: Path) -> bytes:
    """The source as Python: of a template only the calls that its tags stand for."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        # Indentation means something in Python and nothing in a template.
        text = re.sub(r"^[ \t]+", "", templatize(text, origin=str(path)), flags=re.MULTILINE)
    return text.encode()


def stored() -> Catalog:
    with po_path().open("rb") as po:
        return read_po(po, locale="en")


def update() -> Catalog:
    """Bring the stored catalogue in line with the sources; translations are kept."""
    catalog = stored() if po_path().exists() else Catalog("en", project="m2w", fuzzy=False)
    found = found_in_sources()
    # The day of a run is no change.
    found.creation_date = catalog.creation_date
    catalog.update(found, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = "# The interface of m2w in English; its messages are Dutch."
    with po_path().open("wb") as po:
        write_po(po, catalog, width=98, sort_output=True, include_lineno=False)
    return catalog


def compile_if_stale() -> bool:
    """Write the .mo when the .po is newer; whether it was written."""
    po, mo = po_path(), po_path().with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
        return False
    with mo.open("wb") as compiled:
        write_mo(compiled, stored())
    return True


def untranslated(catalog: Catalog) -> list[str]:
    """The messages that English lacks, or has only as a guess."""
    return [forms(m.id)[0] for m in catalog if m.id and (m.fuzzy or not all(forms(m.string or "")))]


def forms(text: str | list[str] | tuple[str, ...]) -> Sequence[str]:
    """A message in its singular and plural; most have one form."""
    return [text] if isinstance(text, str) else text

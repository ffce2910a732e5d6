"""Open data: what of the protected tables is there for everyone, and what everyone has already.

Tables of one day are protected together with all that was ever published of that day: taking it
down makes nobody forget (domain.md 8).
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from reporting import exports, facts
from reporting.cells import cells_of
from reporting.facts import Fact
from reporting.keeping import Kept, kept, table_of
from reporting.models import OpenDataSwitch, Publication
from reporting.release import Told
from reporting.selection import select
from reporting.series_facts import facts_behind
from reporting.table_files.csvw import NO_MOMENT, as_json, metadata
from reporting.tables import Count, Shown

# Chosen for its terms: everyone may use it for anything and names the source.
LICENCE = "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"
LICENCE_NAME = _("Modellicentie Gratis Hergebruik Vlaanderen v1.0")
METADATA = "csv-metadata.json"


def is_on() -> bool:
    """Whether open data was switched on; the last word counts."""
    last = OpenDataSwitch.objects.last()
    return last is not None and last.is_on


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table of a publication; `slug` names it in addresses and files."""

    slug: str
    table: Shown


def tables_of(publication: Publication) -> list[PublishedTable]:
    return [PublishedTable(one["slug"], table_of(one["table"])) for one in publication.tables]


def as_published(tables: Sequence[Shown]) -> list[Kept]:
    """The tables as they are kept, each with a name of its own."""
    return [
        {"slug": f"{number}-{table.code}", "table": kept(table)}
        for number, table in enumerate(tables, start=1)
    ]


def package(publication: Publication) -> bytes:
    """One CSVW package: a CSV per table, and what their columns mean (W3C, 2015)."""
    tables = tables_of(publication)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in tables:
            _add(archive, f"{one.slug}.csv", exports.as_csv(one.table))
        _add(archive, METADATA, as_json(_metadata(publication, tables)))
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, NO_MOMENT), content, zipfile.ZIP_DEFLATED)


def _metadata(publication: Publication, tables: Sequence[PublishedTable]) -> dict[str, Any]:
    described = [metadata(one.table, f"{one.slug}.csv") for one in tables]
    contexts = [one.pop("@context") for one in described]
    return {
        "@context": contexts[0],
        "@type": "TableGroup",
        "dc:title": publication.title,
        "dc:publisher": "Mentoring2Work",
        "dc:license": {"@id": LICENCE},
        "dc:issued": publication.published_on.isoformat(),
        "dc:temporal": publication.as_of.isoformat(),
        "tables": described,
    }


# What everyone has already ------------------------------------------------------------------------


def told_before(as_of: date) -> Told:
    """All that was ever published of a day, with the true counts of what is hidden in it."""
    tables = [
        one["table"]
        for publication in Publication.objects.filter(as_of=as_of)
        for one in publication.tables
    ]
    return told_in(tables, known_on(as_of, tables)) if tables else Told()


def known_on(as_of: date, tables: Iterable[Kept]) -> Iterable[Fact]:
    """The facts of a day behind kept tables, told by nobody's name."""
    return facts_behind(select(as_of), b"", map(table_of, tables))


def told_in(tables: Iterable[Kept], found: Iterable[Fact]) -> Told:
    """What a reader of these tables has; `found` are the facts of their day."""
    tables = list(tables)
    cells = [cell for table in map(table_of, tables) for cell in cells_of(table) if cell.is_count]
    hidden = {cell.count for cell in cells if cell.value is None}
    true: Mapping[Count, Any] = facts.recounts(found, hidden) if hidden else {}
    return Told(
        tables=[table_of(table, true) for table in tables],
        known=frozenset(cell.count for cell in cells if cell.value is not None),
        kept=frozenset(hidden),
    )


def both(one: Told, other: Told) -> Told:
    """What is hidden in one is known where the other shows it."""
    known = one.known | other.known
    return Told([*one.tables, *other.tables], known, (one.kept | other.kept) - known)

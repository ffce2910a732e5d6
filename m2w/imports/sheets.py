"""The workbooks that an import gives: a template to fill in, and the rows that are wrong."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from m2w.exports import Sheet, as_xlsx
from m2w.imports.choices import Verdict
from m2w.imports.judging import Judge
from m2w.imports.models import Import
from m2w.imports.targets import Target


def template(target: Target) -> bytes:
    """A sheet with headings only, and a second that explains each column with an example."""
    names = [capfirst(str(column.label)) for column in target.columns]
    explained = [[_("Kolom"), _("Nodig"), _("Wat u invult"), _("Voorbeeld")]]
    for column in target.columns:
        needed = _("ja") if column.needed else _("nee")
        label, allowed = (capfirst(str(said)) for said in (column.label, column.allowed))
        explained.append([label, needed, allowed, str(column.example)])
    return as_xlsx([Sheet(str(target.list_name), [names]), Sheet(_("Uitleg"), explained)])


def wrong_rows(upload: Import, target: Target) -> bytes:
    """The rows that are wrong as they came, each with its number and what is wrong with it."""
    return as_xlsx([Sheet(_("Foute rijen"), lines(upload, target))])


def lines(upload: Import, target: Target) -> Iterator[list[Any]]:
    source, sheet = upload.source, upload.sheet
    headings = source.row(sheet, upload.heading_row)
    yield [_("Rij"), _("Wat er mis is"), *headings]
    judge = Judge(upload, target, set())
    for number, twin in upload.rows(Verdict.WRONG):
        cells = source.row(sheet, number)
        faults = judge.again(number, cells, twin).faults
        yield [number, "; ".join(map(str, faults)), *cells]

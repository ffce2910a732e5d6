"""The steps of an import. Each is atomic and on the record with codes and counts only."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.documents import shelf
from m2w.documents.contents import LONGEST_NAME, shown_name
from m2w.imports import files, headings
from m2w.imports.cells import folded, text
from m2w.imports.choices import Stage, Verdict
from m2w.imports.models import ColumnMemory, Import
from m2w.imports.source import Source
from m2w.imports.targets import Target, targets
from m2w.outbox.services import start_job
from m2w.refusals import Refused
from m2w.workflow import locked


def upload(file: UploadedFile, target: Target, *, by: User) -> Import:
    """Keep the cells of a file for a week at most, with a first guess of what they mean.

    Raises PermissionDenied, and ValidationError (files.MESSAGES) for a file that is none.
    """
    if by.acting is None or not Import.objects.all().opens_to(by):
        raise PermissionDenied
    content = files.cells_of(file, file.size or 0)
    name, sha256 = shelf.put([content])
    made = Import(
        target=target.name,
        organisation=by.acting.organisation,
        made_by=by,
        original_name=shown_name(file.name or "")[-LONGEST_NAME:],
        stored_name=name,
        sha256=sha256,
    )
    made.sheet, made.heading_row = best_guess(Source(content), known_headings(made, target))
    with shelf.with_its_row(name):
        made.save()
        record("import.uploaded", by=by, about=made, details={"target": target.name})
    return made


def known_headings(upload: Import, target: Target) -> dict[str, str]:
    """What headings mean: those of everyone, and over them what this organisation chose."""
    memory = ColumnMemory.objects.filter(organisation=upload.organisation, target=target.name)
    remembered = memory.values_list("headings", flat=True).first() or {}
    return dict(target.named_headings()) | remembered


def best_guess(source: Source, known: Mapping[str, str]) -> tuple[int, int]:
    """The sheet and the row in it with the most known headings."""
    guesses = [
        headings.heading_row(first_rows(source, sheet), known)
        for sheet in range(len(source.sheets))
    ]
    sheet = max(range(len(guesses)), key=lambda place: guesses[place][1])
    return sheet, guesses[sheet][0]


def first_rows(source: Source, sheet: int) -> list[tuple[int, list[Any]]]:
    last = min(headings.LOOKED_AT, source.sheets[sheet].rows)
    rows = [(number, source.row(sheet, number)) for number in range(1, last + 1)]
    return [(number, cells) for number, cells in rows if cells]


@transaction.atomic
def check(
    upload: Import,
    *,
    sheet: int,
    heading_row: int,
    columns: Mapping[int, str],
    options: Mapping[str, Any],
    by: User,
) -> Import:
    """Read the columns like this, remember it for the next file, and have every row judged.

    Raises PermissionDenied, and Refused(not_now) once rows are being kept.
    """
    found = locked(Import.objects.editable_by(by), upload)
    if not found.is_fresh:
        raise Refused("not_now", _("Dit bestand wordt al ingelezen."))
    found.sheet, found.heading_row, found.options = sheet, heading_row, dict(options)
    found.columns = {str(place): name for place, name in columns.items()}
    found.stage, found.verdicts = Stage.CHECKING, []
    found.job = start_job("import.check", {"import": str(found.pk)}, by=by)
    found.save()
    remember(found)
    return found


def remember(upload: Import) -> None:
    """What headings of the file were said to mean, and which known ones mean nothing here.

    Others are not kept: where someone names no headings they are the values of a person.
    """
    guessed = dict(targets()[upload.target].named_headings())
    said = {}
    for place, cell in enumerate(upload.source.row(upload.sheet, upload.heading_row)):
        heading, name = folded(text(cell)), upload.columns.get(str(place), "")
        if heading and (name or heading in guessed):
            said[heading] = name
    memory, _made = ColumnMemory.objects.select_for_update().get_or_create(
        organisation=upload.organisation, target=upload.target
    )
    memory.headings |= said
    memory.save()


@transaction.atomic
def keep(upload: Import, *, only_good: bool, by: User) -> Import:
    """Have the good rows stored. `only_good` leaves the wrong ones out; otherwise there are none.

    Raises PermissionDenied, and Refused: not_now, wrong_rows, nothing_new.
    """
    found = locked(Import.objects.editable_by(by), upload)
    if found.stage != Stage.CHECKED and not (found.stage == Stage.KEEPING and found.has_failed):
        raise Refused("not_now", _("Dit bestand wordt al ingelezen."))
    if found.counts[Verdict.WRONG] and not only_good:
        raise Refused("wrong_rows", _("Er zijn rijen met fouten: bewaar alleen de goede."))
    if not found.counts[Verdict.GOOD]:
        raise Refused("nothing_new", _("Er is geen nieuwe rij om te bewaren."))
    found.stage = Stage.KEEPING
    found.job = start_job("import.keep", {"import": str(found.pk)}, by=by)
    found.save()
    return found


@transaction.atomic
def discard(upload: Import, *, by: User) -> None:
    """Delete what was uploaded; what was kept of it stays. Raises PermissionDenied, Refused."""
    found = locked(Import.objects.editable_by(by), upload)
    if found.is_busy:
        raise Refused("not_now", _("Dit bestand wordt nu ingelezen. Wacht tot dat klaar is."))
    record("import.discarded", by=by, about=found)
    found.delete()

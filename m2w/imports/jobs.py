"""The long work of an import: judging every row, and keeping the good ones."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import transaction

from m2w.accounts.models import Organisation
from m2w.audit.services import record
from m2w.documents import shelf
from m2w.imports.choices import Stage, Verdict
from m2w.imports.judging import Judge, Judged
from m2w.imports.models import Import
from m2w.imports.targets import targets
from m2w.outbox.doing import actor_of
from m2w.outbox.jobs import Kind, Progress, Result
from m2w.outbox.models import Job
from m2w.refusals import Refused
from m2w.workflow import locked

BETWEEN_SIGNS = 200


def upload_of(job: Job) -> Import:
    """The import, still in reach of whoever asked. Raises PermissionDenied, and
    Refused(import_gone) for one that was deleted or is being read again.
    """
    mine = Import.objects.editable_by(actor_of(job))
    found = mine.filter(pk=job.arguments["import"], job=job).first()
    if found is None:
        raise Refused("import_gone", "")
    return found


def judged(upload: Import, progress: Progress) -> Iterator[Judged]:
    """Every row of the chosen sheet below its headings."""
    target = targets()[upload.target].of(upload.organisation, upload.options)
    judge = Judge(upload, target, target.known(upload.organisation))
    total = max(0, upload.source.sheets[upload.sheet].rows - upload.heading_row)
    progress(0, total)
    for row in judge.all(upload.source.rows(upload.sheet, upload.heading_row)):
        yield row
        if row.number % BETWEEN_SIGNS == 0:
            progress(row.number - upload.heading_row, total)


def check(job: Job, progress: Progress) -> list[tuple[int, str, int]]:
    """The verdict on each row, with its twin."""
    rows = judged(upload_of(job), progress)
    return [(row.number, row.verdict.value, row.twin) for row in rows]


def keep_verdicts(job: Job, verdicts: list[tuple[int, str, int]]) -> Result:
    by = actor_of(job)
    upload = locked(Import.objects.editable_by(by), upload_of(job))
    upload.verdicts, upload.stage = verdicts, Stage.CHECKED
    upload.save()
    record("import.checked", by=by, about=upload, details=dict(upload.counts))
    return dict(upload.counts)


def read_good(job: Job, progress: Progress) -> list[Any]:
    """The values of the rows to keep: those that were shown as good, and still are."""
    upload = upload_of(job)
    shown = {number for number, _twin in upload.rows(Verdict.GOOD)}
    rows = judged(upload, progress)
    return [row.values for row in rows if row.number in shown and row.verdict == Verdict.GOOD]


def keep_rows(job: Job, rows: list[Any]) -> Result:
    """Store them, all or none; what another import stored meanwhile is not stored again."""
    by, target = actor_of(job), targets()[upload_of(job).target]
    upload = locked(Import.objects.editable_by(by), upload_of(job))
    # One import at a time for each organisation; whoever registers someone meanwhile goes on.
    held = Organisation.objects.select_for_update(no_key=True)
    organisation = held.get(pk=upload.organisation_id)
    known = target.of(organisation, upload.options).known(organisation)
    new = [row for row in rows if target.key(row) not in known]
    upload.kept = target.keep(new, organisation, upload.options, by)
    upload.stage = Stage.KEPT
    upload.save()
    details = {"target": target.name, "sha256": upload.sha256, **upload.kept}
    record("import.kept", by=by, about=upload, details=details)
    if not upload.has_file:
        transaction.on_commit(partial(shelf.remove, upload.stored_name))
    return upload.kept


JOBS = {
    "import.check": Kind(check, keep_verdicts),
    "import.keep": Kind(read_good, keep_rows),
}

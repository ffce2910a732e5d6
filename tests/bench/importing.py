"""An import of 10,000 rows, from upload to stored, against openpyxl and a ModelForm per row."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from tempfile import TemporaryDirectory
from time import perf_counter

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.forms import modelform_factory
from django.test import override_settings
from openpyxl import Workbook, load_workbook

from m2w.accounts.choices import Role
from m2w.accounts.models import Membership, User
from m2w.imports import services
from m2w.imports.headings import meanings
from m2w.imports.models import Import
from m2w.outbox.worker import work_off
from programmes.importing import MENTEES
from programmes.models import Mentee
from tests.bench.measure import Ratio

ROWS = 10_000
SAMPLE = 500
HEADINGS = {
    "Voornaam": "first_name",
    "Naam": "last_name",
    "Geboortedatum": "birth_date",
    "Geslacht": "gender",
    "Postcode": "postcode",
    "Nationaliteit": "nationality",
    "VDAB-nummer": "vdab_number",
    "Thuistaal": "home_language",
    "Niveau Nederlands": "dutch_level",
    "Attest Nederlands": "dutch_attested",
    "Hoogste diploma": "diploma_level",
    "Aan het werk": "employed",
    "Migratieachtergrond": "migration_background",
    "Uitkeringsgerechtigd": "benefit_entitled",
}


def workbook() -> bytes:
    """Rows in the words of the package, so that a plain form takes them as they are."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Mentees")
    sheet.append(list(HEADINGS))
    for number in range(ROWS):
        born = date(1975, 1, 1) + timedelta(days=number)
        who = ["Selam", f"Tesfay {number}", born, "f", str(2000 + number % 900), "ER"]
        rest = [f"BENCH{number}", "ti", "A1", "no", "bachelor", "no", "yes", "unknown"]
        sheet.append([*who, *rest])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ratios() -> Iterator[Ratio]:
    content = workbook()
    seconds = imported(content)
    yield Ratio(
        "import of 10,000 rows, against forms", seconds, by_forms(content), least=5, unit="s"
    )


def imported(content: bytes) -> float:
    """From upload to stored, with the work of the worker; then all of it is taken back."""
    by = coordinator()
    with TemporaryDirectory() as shelf, override_settings(MEDIA_ROOT=shelf), transaction.atomic():
        start = perf_counter()
        upload = services.upload(SimpleUploadedFile("bench.xlsx", content), MENTEES, by=by)
        columns = meanings(upload.source.row(0, 1), services.known_headings(upload, MENTEES))
        services.check(upload, sheet=0, heading_row=1, columns=columns, options={}, by=by)
        work_off()
        services.keep(Import.objects.get(pk=upload.pk), only_good=False, by=by)
        work_off()
        taken = perf_counter() - start
        kept = Import.objects.get(pk=upload.pk).kept
        if kept != {"files": ROWS}:
            raise RuntimeError(f"{kept} of {ROWS} rows were kept")
        transaction.set_rollback(True)
    return taken


def coordinator() -> User:
    membership = Membership.objects.filter(role=Role.COORDINATOR).first()
    if membership is None:
        raise RuntimeError("The example data have no coordinator.")
    user = membership.staff.user
    user.acting = membership
    return user


def by_forms(content: bytes) -> float:
    """openpyxl reads the file; a sample of its rows is validated and saved one by one."""
    form_class = modelform_factory(Mentee, exclude=["person", "code"])
    promoter = coordinator().acting.organisation
    start = perf_counter()
    rows = list(load_workbook(io.BytesIO(content), read_only=True).active.values)
    reading = perf_counter() - start
    blank = {"diploma_recognised": "unknown", "dutch_insufficient_for_job_target": "unknown"}
    with transaction.atomic():
        start = perf_counter()
        for values in rows[1 : SAMPLE + 1]:
            named = dict(zip(HEADINGS.values(), values, strict=True))
            form = form_class({**blank, **named, "promoter": promoter.pk})
            if not form.is_valid():
                raise RuntimeError(form.errors.as_text())
            form.save()
        saving = (perf_counter() - start) * ROWS / SAMPLE
        transaction.set_rollback(True)
    return reading + saving

"""`load_package` against validating and saving the same rows one by one through ModelForms."""

import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from time import perf_counter

from django.db import connection, transaction
from django.forms import modelform_factory

from m2w.accounts.models import Organisation
from m2w.demo.package import write_package
from programmes.models import Enrolment, Mentee, Project
from tests.bench.measure import Ratio, peak

DAY = date(2026, 11, 23)
SAMPLE = 1000


def ratios() -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        write_package(directory, seed=479, size="large", today=DAY)
        (only := directory / "only").mkdir()
        for file in (
            "organisations",
            "staff",
            "calls",
            "lots",
            "projects",
            "mentees",
            "enrolments",
        ):
            (only / f"{file}.csv").symlink_to(directory / f"{file}.csv")
        yield from _load(directory, only)


def _load(directory: Path, only: Path) -> Iterator[Ratio]:
    start = perf_counter()
    memory = load_in_a_process_of_its_own(directory)
    seconds = perf_counter() - start
    rows = Mentee.objects.count() + Enrolment.objects.count()
    yield Ratio("load_package, whole package: peak MiB", memory, 400, most=1, unit="MiB")
    forms = seconds_per_row_by_forms() * rows
    yield Ratio("load_package, all files, against forms", seconds, forms, least=8, unit="s")


def load_in_a_process_of_its_own(directory: Path) -> float:
    """Load in a fresh process; returns its peak memory in MiB."""
    connection.close()
    return peak(
        "from django.db import connection\n"
        f"connection.settings_dict['NAME'] = {connection.settings_dict['NAME']!r}\n"
        "from django.core.management import call_command\n"
        f"call_command('load_package', {str(directory)!r}, verbosity=0)"
    )


def seconds_per_row_by_forms() -> float:
    """Validate and save a sample of mentees and enrolments one by one; then take it all back."""
    mentee_form = modelform_factory(Mentee, exclude=["person", "code"])
    enrolment_form = modelform_factory(Enrolment, exclude=["person", "screening", "code"])
    promoter = Organisation.objects.filter(mentees__isnull=False)[:1].get()
    project = Project.objects.filter(promoter=promoter)[:1].get()
    examples = list(islice(Mentee.objects.filter(promoter=promoter).values(), SAMPLE))
    with transaction.atomic():
        start = perf_counter()
        for number, values in enumerate(examples):
            data = values | {"promoter": promoter.pk, "vdab_number": f"FORM{number}"}
            form = mentee_form(data)
            if not form.is_valid():
                raise RuntimeError(form.errors.as_text())
            enrolment = enrolment_form(
                {
                    "mentee": form.save().pk,
                    "project": project.pk,
                    "state": "draft",
                    "drafted_on": DAY,
                }
            )
            if not enrolment.is_valid():
                raise RuntimeError(enrolment.errors.as_text())
            enrolment.save()
        taken = perf_counter() - start
        transaction.set_rollback(True)
    return taken / (2 * len(examples))

"""The example package of one day, loaded once: for reports over rich, real data."""

from datetime import date

import pytest
from django.core.management import call_command

from m2w.demo.package import write_package

DAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def example_package(tmp_path_factory):
    """The directory of the example data as a package."""
    directory = tmp_path_factory.mktemp("package")
    write_package(directory, seed=479, size="small", today=DAY)
    return directory


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, example_package):
    """The example package in the database, for all tests of one module."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_package", example_package, verbosity=0)
        yield example_package
        transaction.set_rollback(True)

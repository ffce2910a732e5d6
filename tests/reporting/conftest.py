"""The example package of one day, loaded once: for reports over rich, real data."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import override_settings

from m2w.demo.package import write_package
from reporting.choices import QuestionState
from reporting.models import WrittenQuestion
from reporting.services import freeze
from tests.cast import play

DAY = date(2026, 11, 23)
SENT_ON = date(2022, 4, 1)


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


@pytest.fixture(scope="module")
def sent(loaded, django_db_blocker):
    """The answer to question 479 as it was sent, for all tests of one module."""
    with django_db_blocker.unblock(), override_settings(M2W_TODAY=SENT_ON):
        question = WrittenQuestion.objects.get(code="479")
        answer = freeze(question, as_of=SENT_ON, by=play("ann"))
        WrittenQuestion.objects.filter(pk=question.pk).update(
            state=QuestionState.SENT, sent_on=SENT_ON
        )
        return answer

"""Jobseekers behind the files, known by VDAB number only, for as long as someone needs them."""

from django.db.models import QuerySet

from programmes.models import Person


def forget_unused(persons: QuerySet[Person]) -> None:
    """Delete those to whom no file and no enrolment leads any more."""
    persons.filter(files=None, enrolments=None).delete()

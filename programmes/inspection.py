"""What is held of a mentee beside their file: the registrations that are under way."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import override

from m2w.exports import as_csv
from m2w.models import PersonalFile
from programmes import registering
from programmes.forms.registrations import FORMS
from programmes.models import Mentee, Registration
from programmes.services.registrations import Values, registrations_of

HEAD = ["registratie", "begonnen op", "vraag", "getypt", "tot"]


def registrations(file: PersonalFile) -> Iterator[tuple[str, bytes]]:
    """What was typed of someone before there is a file of it, as a table; nothing without any."""
    found = registrations_of(file, Registration.objects.all()) if isinstance(file, Mentee) else []
    with override("nl-be"):
        lines = [line for one in found for line in lines_of(one)]
        if lines:
            yield "registraties.csv", as_csv([HEAD, *lines])


def lines_of(registration: Registration) -> Iterator[list[Any]]:
    """A line per answer, and one per earlier answer with the day on which it was changed."""
    about = [registration.code, localdate(registration.created_at)]
    for label, text in in_words(registration.values):
        yield [*about, label, text, ""]
    for older, newer in pairwise(registration.history.order_by("version", "history_id")):
        changed = {
            name: texts for name, texts in older.values.items() if texts != newer.values.get(name)
        }
        for label, text in in_words(changed):
            yield [*about, label, text, localdate(newer.history_date)]


def in_words(values: Values) -> Iterator[tuple[str, str]]:
    """The questions to which something was typed, with the answers as their form shows them."""
    for form_class in FORMS.values():
        form = form_class()
        for column, label, names in registering.changed_fields(form, values):
            if any(any(values[name]) for name in names):
                yield label, registering.in_words(values, column, form)

"""Everything that happened in the file of a mentee, the last first."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from m2w.details import Step
from m2w.documents.models import Document
from m2w.marks import Mark
from matching.columns import contact_mark
from matching.models import Contact, Match
from programmes.facts import steps_of
from programmes.models import Enrolment, Outcome


def timeline_of(
    enrolments: list[Enrolment],
    user: Any,
    *,
    matches: Iterable[Match],
    contacts: Iterable[Contact],
    outcomes: Iterable[Outcome],
    documents: Iterable[Document],
) -> list[Step]:
    """Of the rows that this reader sees, what this reader may know."""
    steps = [
        *of_outcomes(outcomes),
        *of_contacts(contacts, user),
        *of_matches(matches),
        *of_documents(documents),
        *steps_of(enrolments),
    ]
    return sorted(steps, key=lambda step: step.on, reverse=True)


def of_matches(matches: Iterable[Match]) -> Iterator[Step]:
    for match in matches:
        who = _("met %s") % match.mentor
        if match.ended_on:
            yield Step(Mark(_("Duo beëindigd"), "stop"), match.ended_on, who)
        yield Step(Mark(_("Duo gestart"), "duo", "info"), match.started_on, who)


def of_contacts(contacts: Iterable[Contact], user: Any) -> Iterator[Step]:
    tells_more = Contact.objects.all().tells(user, ["kind", "channel", "reached"])
    for contact in contacts:
        mark = contact_mark(contact) if tells_more else Mark(_("Contact"), "talk")
        note = str(contact.get_kind_display()) if tells_more else ""
        yield Step(mark, contact.held_on, note)


def of_outcomes(outcomes: Iterable[Outcome]) -> Iterator[Step]:
    for outcome in outcomes:
        yield Step(
            Mark(outcome.get_kind_display(), "check-c", "ok"), outcome.started_on, _("uitstroom")
        )


def of_documents(documents: Iterable[Document]) -> Iterator[Step]:
    for document in documents:
        added = localdate(document.uploaded_at)
        yield Step(Mark(_("Document toegevoegd"), "doc"), added, document.title)

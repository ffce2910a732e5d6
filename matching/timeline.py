"""Everything that happened in the file of a mentee, the last first."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.details import Step
from m2w.documents.models import Document
from m2w.marks import Mark, Tone
from matching.choices import MatchAct
from matching.columns import contact_mark
from matching.models import Contact, Match, MatchChange
from programmes.facts import steps_of
from programmes.models import Enrolment, Outcome


def timeline_of(
    enrolments: list[Enrolment],
    user: Any,
    *,
    matches: Iterable[Match],
    changes: Iterable[MatchChange],
    contacts: Iterable[Contact],
    outcomes: Iterable[Outcome],
    documents: Iterable[Document],
) -> list[Step]:
    """Of the rows that this reader sees, what this reader may know."""
    steps = [
        *of_outcomes(outcomes),
        *of_contacts(contacts, user),
        *of_matches(matches),
        *of_agreements(matches, user),
        *of_changes(changes),
        *of_documents(documents),
        *steps_of(enrolments),
    ]
    return last_first(steps)


def timeline_of_duo(match: Match, user: Any, changes: Iterable[MatchChange]) -> list[Step]:
    """What was done with one duo; its contacts stand in a list of their own."""
    steps = [*of_changes(changes), *of_agreements([match], user), *of_matches([match])]
    return last_first(steps)


def last_first(steps: Iterable[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: step.on, reverse=True)


def of_agreements(matches: Iterable[Match], user: Any) -> Iterator[Step]:
    """For who may know more of a duo than its status."""
    if not Match.objects.all().tells(user, ["agreement_on", "first_meeting_on"]):
        return
    for match in matches:
        if match.agreement_on:
            yield Step(Mark(_("Afsprakennota getekend"), "doc", "ok"), match.agreement_on)
        if match.first_meeting_on and match.first_meeting_on <= periods.today():
            yield Step(Mark(_("Eerste gesprek"), "talk", "info"), match.first_meeting_on)


CHANGE_SIGNS: dict[str, tuple[str, Tone]] = {
    MatchAct.PAUSE: ("pause", "wait"),
    MatchAct.RESUME: ("duo", "info"),
    MatchAct.EXTEND: ("clock", "info"),
    MatchAct.CHANGE_COACH: ("user", "info"),
}


def of_changes(changes: Iterable[MatchChange]) -> Iterator[Step]:
    for change in sorted(changes, key=lambda one: (one.on, one.pk), reverse=True):
        yield Step(
            Mark(change.get_name_display(), *CHANGE_SIGNS[change.name]), change.on, note_of(change)
        )


def note_of(change: MatchChange) -> str:
    if change.coach:
        return str(change.coach)
    if change.until is None:
        return ""
    until = {"day": notation.day(change.until)}
    if change.name == MatchAct.PAUSE:
        return _("tot en met %(day)s") % until
    return _("tot %(day)s") % until


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

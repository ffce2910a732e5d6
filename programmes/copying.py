"""The paragraph that a counsellor copies into VDAB's own system.

Days and acts only: no reason, no motivation, nothing of the person (privacy by leaving out).
"""

from collections.abc import Iterator
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from m2w import notation
from m2w.reference.languages import DUTCH
from programmes.choices import Decision
from programmes.desks import ANSWER, QUESTION
from programmes.models import Enrolment


def paragraph(enrolment: Enrolment) -> str:
    """What happened to an enrolment, in one paragraph of Dutch, whatever the reader's language.

    Takes a row of `with_clock`.
    """
    with translation.override(DUTCH):
        return " ".join([head_of(enrolment), *happened(enrolment)])


def head_of(enrolment: Enrolment) -> str:
    project = enrolment.project
    names = {"project": project.name, "promoter": project.promoter.name, "code": enrolment.code}
    head = _("Mentoring naar werk, project %(project)s (%(promoter)s), aanmelding %(code)s.")
    return head % names


def happened(enrolment: Enrolment) -> Iterator[str]:
    """One sentence per day on which something happened, in order."""
    yield from told(_("Doorverwezen op %(day)s."), enrolment.referred_on)
    yield from told(_("Ingediend op %(day)s."), enrolment.submitted_on)
    for change in enrolment.questions:  # type: ignore[attr-defined]  # a row of `with_clock`
        if change.name == QUESTION:
            yield from told(_("Informatie gevraagd op %(day)s."), change.on)
        elif change.name == ANSWER:
            yield from told(_("Antwoord gekregen op %(day)s."), change.on)
    approved = enrolment.decision == Decision.APPROVED
    decided = _("Goedgekeurd op %(day)s.") if approved else _("Geweigerd op %(day)s.")
    yield from told(decided, enrolment.decided_on)
    yield from told(_("Opnieuw te screenen op %(day)s."), enrolment.screen_again_on)
    if enrolment.next_lot:
        yield _("Voorgesteld: perceel %(lot)s.") % {"lot": enrolment.next_lot}
    yield from told(_("Ingetrokken op %(day)s."), enrolment.withdrawn_on)
    yield from told(_("Begeleiding gestart op %(day)s."), enrolment.started_on)
    yield from told(_("Begeleiding geëindigd op %(day)s."), enrolment.ended_on)


def told(words: str, day: date | None) -> Iterator[str]:
    if day is not None:
        yield words % {"day": notation.day(day)}

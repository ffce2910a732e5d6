"""What the page of one mentor or duo says of it."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from m2w import notation, wording
from m2w.details import Fact, Text
from m2w.privacy.file_forms import moments_in_words, wishes_in_words
from m2w.reference import provinces
from matching.callouts import pause_in_words
from matching.columns import home_province, mentor_url
from matching.mentor_file import PAPERS
from matching.models import Interest, Match, Mentor
from programmes.columns import enrolment_url, project_url
from programmes.facts import day_of
from programmes.models import Mentee

Group = tuple[Text, list[Fact]]


def of_mentor(mentor: Mentor) -> list[Group]:
    """Under the headings of the form: what matching looks at, then what else is kept."""
    return [
        (_("Wie"), of_person(mentor)),
        (_("Aanbod en wensen"), of_offer(mentor)),
        (_("Loopbaan als mentor"), of_career(mentor)),
        (_("Papieren"), [day_fact(mentor, name) for name in PAPERS]),
        (_("Kennismaking"), of_interview(mentor)),
    ]


def of_person(mentor: Mentor) -> list[Fact]:
    return [
        Fact(_("E-mailadres"), mentor.email),
        Fact(_("Telefoon"), mentor.phone),
        Fact(_("Geboortejaar"), str(mentor.birth_year or "")),
        Fact(_("Gender"), mentor.get_gender_display()),
    ]


def of_offer(mentor: Mentor) -> list[Fact]:
    return [
        Fact(_("Talen"), wording.spoken(mentor.languages)),
        Fact(_("Sectoren"), wording.sector_names(mentor.sectors)),
        Fact(_("Postcode"), mentor.postcode, home_province(mentor)),
        Fact(_("Online"), online(mentor)),
        Fact(_("Beschikbaar"), moments_in_words(mentor.availability)),
        Fact(_("Interesses"), ", ".join(mentor.interests)),
        Fact(_("Voorwaarden"), wishes_in_words(mentor.hard_wishes), _("moeten vervuld zijn")),
        Fact(_("Wensen"), wishes_in_words(mentor.wishes), _("tellen mee")),
    ]


def online(mentor: Mentor) -> str:
    if mentor.online is None:
        return ""
    return _("ja") if mentor.online else _("nee")


def of_career(mentor: Mentor) -> list[Fact]:
    names = ("trained_on", "active_from", "active_until", "paused_from", "paused_until")
    return [day_fact(mentor, name) for name in names]


def of_interview(one: Mentor | Interest) -> list[Fact]:
    return [
        day_fact(one, "interviewed_on"),
        Fact(_("Uitkomst"), one.get_interview_outcome_display()),
        Fact(_("Nota"), one.interview_note),
    ]


def day_fact(row: Mentor | Interest, name: str) -> Fact:
    """A day of the file, under the name of its field."""
    day = getattr(row, name)
    return Fact(capfirst(field_name(row, name)), notation.day(day) if day else "")


def field_name(row: Any, name: str) -> str:
    return str(row._meta.get_field(name).verbose_name)


def of_interest(interest: Interest) -> list[Fact]:
    called = [wording.language(interest.called_language)]
    if interest.called_province:
        called.append(provinces.label(interest.called_province))
    return [
        Fact(_("E-mailadres"), interest.email),
        Fact(_("Telefoon"), interest.phone),
        Fact(_("Talen"), wording.spoken(interest.languages)),
        Fact(_("Postcode"), interest.postcode, home_province(interest)),
        Fact(_("Ervaring in"), wording.sector_names(filter(None, [interest.sector]))),
        Fact(_("Beschikbaar"), moments_in_words(interest.availability)),
        Fact(_("Ontvangen"), notation.day(interest.received_on)),
        Fact(_("Kwam van een oproep voor"), ", ".join(filter(None, called))),
    ]


def of_conditions(mentee: Mentee) -> list[Fact]:
    """What a mentee insists on, where they do."""
    insisted = wishes_in_words(mentee.hard_wishes)
    return [Fact(_("Voorwaarden"), insisted)] if insisted else []


def of_match(match: Match) -> list[Fact]:
    enrolment = match.enrolment
    return [
        Fact(_("Mentee"), str(enrolment.mentee), url=enrolment_url(enrolment), of=("enrolment",)),
        Fact(_("Mentor"), str(match.mentor), url=mentor_url(match.mentor), of=("mentor",)),
        Fact(_("Mentor-coach"), str(match.coach)),
        Fact(
            _("Project"),
            enrolment.project.name,
            url=project_url(enrolment.project),
            of=("enrolment",),
        ),
        Fact(_("Gedeelde talen"), wording.language_names(match.shared_languages)),
        Fact(_("Gestart op"), notation.day(match.started_on), of=("started_on",)),
        *([] if match.ended_on is None else ending(match)),
    ]


def ending(match: Match) -> list[Fact]:
    return [
        Fact(_("Beëindigd op"), day_of(match.ended_on), of=("ended_on",)),
        Fact(_("Reden van einde"), match.get_end_reason_display()),
    ]


def of_closing(match: Match) -> list[Fact]:
    """How it was closed, for who may know everything of a duo; nothing before the end."""
    if match.ended_on is None:
        return []
    return [Fact(_("Slotgesprek"), day_of(match.closing_interview_on), match.closing_note)]


def of_agreement(match: Match) -> list[Fact]:
    """What mentee, mentor and coach agreed on, for who may know everything of a duo."""
    own = match.contact_every_days is not None
    signed = _("getekend op %(day)s") % {"day": day_of(match.agreement_on)}
    return [
        Fact(_("Afsprakennota"), signed if match.agreement_on else _("nog niet getekend")),
        Fact(_("Eerste gesprek"), day_of(match.first_meeting_on)),
        Fact(
            _("Contactritme"),
            _("om de %(days)s dagen") % {"days": match.rhythm},
            _("van dit duo") if own else _("van het project"),
        ),
        Fact(_("Gepland einde"), day_of(match.planned_end_on)),
        *([Fact(_("Pauze"), pause_in_words(match))] if match.pause else []),
        *of_closing(match),
    ]

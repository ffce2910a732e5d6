"""What the page of one mentor or duo says of it."""

from django.utils.translation import gettext as _

from m2w import notation, wording
from m2w.details import Fact
from m2w.reference import sectors
from matching.columns import mentor_url
from matching.models import Match, Mentor
from programmes.columns import enrolment_url, project_url


def of_mentor(mentor: Mentor) -> list[Fact]:
    return [
        Fact(_("Talen"), wording.spoken(mentor.languages)),
        Fact(_("Sectoren"), ", ".join(str(sectors.LABELS[code]) for code in mentor.sectors)),
        Fact(_("Postcode"), mentor.postcode, _("ook online") if mentor.online else ""),
        Fact(_("Plaatsen"), notation.number(mentor.capacity)),
        Fact(_("Mentorvorming"), notation.day(mentor.trained_on) if mentor.trained_on else ""),
        Fact(_("Actief vanaf"), notation.day(mentor.active_from)),
        Fact(
            _("Actief tot en met"), notation.day(mentor.active_until) if mentor.active_until else ""
        ),
    ]


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
        Fact(
            _("Gepland einde"), notation.day(match.planned_end_on) if match.planned_end_on else ""
        ),
        Fact(
            _("Beëindigd op"),
            notation.day(match.ended_on) if match.ended_on else "",
            of=("ended_on",),
        ),
        Fact(_("Reden van einde"), match.get_end_reason_display() if match.end_reason else ""),
    ]

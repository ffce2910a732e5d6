"""The links by which mentor and mentee report a contact: signed, to be withdrawn, and gone some
time after the duo ended."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from m2w import periods
from matching.choices import Reporter
from matching.models import Match, MeetingLink

SALT = "matching.meeting"
BETWEEN = "~"
# So long after the end of a duo its last meeting can still be reported [choice].
GRACE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Opened:
    """Whose link it is: the mentor's or the mentee's of a duo."""

    match: Match
    who: str


def report_url(match: Match, who: str, *, language: str = "") -> str:
    """The whole address at which the mentor or the mentee of a duo reports a contact.

    It stays the same until it is withdrawn, so that it can stand on a card. `language` is that of
    the page, Dutch unless said. Raises ValueError for who is neither of the two.
    """
    parts = [match.pk.hex, Reporter(who).value, str(generation_of(match, who))]
    token = Signer(salt=SALT).sign(BETWEEN.join(parts))
    asked = f"?taal={language}" if language else ""
    return f"{settings.M2W_SITE_URL}{reverse('report_meeting', args=[token])}{asked}"


def open_urls(match: Match, on: date, *, language: str = "") -> dict[str, str]:
    """The addresses of the two links of a duo, by whose they are; none on a day that they do not
    work."""
    if not is_open(match, on):
        return {}
    return {who: report_url(match, who, language=language) for who in Reporter.values}


def opened_by(token: str) -> Opened | None:
    """What a link opens today; None for one that is not ours, that was withdrawn, or that came
    too early or too late."""
    try:
        key, who, generation = Signer(salt=SALT).unsign(token).split(BETWEEN)
    except (BadSignature, ValueError):
        return None
    related = ("enrolment__mentee", "enrolment__project__promoter", "mentor")
    match = Match.objects.filter(pk=key).select_related(*related).first()
    if match is None or not is_open(match, periods.today()):
        return None
    if generation != str(generation_of(match, who)):
        return None
    return Opened(match, who)


def is_open(match: Match, on: date) -> bool:
    """Whether the links of a duo work on a day: from its start until its end, and some days more.

    Never while one of the two has a closed file, or the promoter may keep no files.
    """
    files = (match.enrolment.mentee, match.mentor)
    if any(file.is_erased or file.restricted_on for file in files):
        return False
    if not match.enrolment.project.promoter.may_open_files or on < match.started_on:
        return False
    return match.ended_on is None or on <= match.ended_on + timedelta(days=GRACE_DAYS)


def generation_of(match: Match, who: str) -> int:
    links = MeetingLink.objects.filter(match=match, who=who)
    return links.values_list("generation", flat=True).first() or 0

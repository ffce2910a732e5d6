"""The links to questionnaires, without an account: signed, for a time, for one answer."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from m2w import periods
from matching.models import Survey

SALT = "matching.survey"
BETWEEN = "~"
LANGUAGE = "taal"


def survey_url(survey: Survey, language: str = "") -> str:
    """The whole address of a questionnaire that was asked, to mail, print or put in a QR code.

    It holds a random key and nothing of anyone. `language` opens it in another language than the
    one it was asked in.
    """
    text = f"{survey.pk.hex}{BETWEEN}{survey.generation}"
    address = reverse("survey", args=[Signer(salt=SALT).sign(text)])
    query = f"?{urlencode({LANGUAGE: language})}" if language else ""
    return f"{settings.M2W_SITE_URL}{address}{query}"


def survey_of(token: str) -> Survey | None:
    """The questionnaire that a link opens; None for one that is not ours, was replaced or is over,
    and of someone whose file is closed. An answered one is still there to say so."""
    try:
        key, generation = Signer(salt=SALT).unsign(token).split(BETWEEN)
        pk, number = UUID(hex=key), int(generation)
    except (BadSignature, ValueError):
        return None
    rows = Survey.objects.in_use().filter(pk=pk, generation=number, expires_on__gte=periods.today())
    survey = rows.select_related("match__enrolment__project__promoter").first()
    if survey is None or not survey.match.enrolment.project.promoter.may_open_files:
        return None
    return survey

"""The links to a promoter's form for volunteers: signed, without an end, to be withdrawn."""

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from m2w.accounts.models import Organisation
from m2w.reference import languages, provinces
from matching.models import InterestLinks

SALT = "matching.interest"
# It occurs in no code.
BETWEEN = "~"


@dataclass(frozen=True, slots=True)
class Opened:
    """Whose form a link opens, and what the call for volunteers asked for."""

    promoter: Organisation
    language: str = ""
    province: str = ""


def interest_url(promoter: Organisation, *, language: str = "", province: str = "") -> str:
    """The whole address of the form, to print or to put in a QR code.

    `language` (ISO 639) and `province` (NIS code) are those that a call for volunteers asks for.
    The same call always gives the same address, until the promoter withdraws its links.
    """
    if (language and not languages.is_language(language)) or (
        province and province not in provinces.PROVINCES
    ):
        raise ValueError((language, province))
    parts = [promoter.code, language, province, str(generation_of(promoter))]
    token = Signer(salt=SALT).sign(BETWEEN.join(parts))
    return f"{settings.M2W_SITE_URL}{reverse('show_interest', args=[token])}"


def opened_by(token: str) -> Opened | None:
    """What a link opens; None for one that is not ours, or that was withdrawn."""
    try:
        code, language, province, generation = Signer(salt=SALT).unsign(token).split(BETWEEN)
    except (BadSignature, ValueError):
        return None
    promoter = Organisation.objects.filter(code=code).first()
    if promoter is None or not promoter.may_open_files:
        return None
    if generation != str(generation_of(promoter)):
        return None
    return Opened(promoter, language, province)


def generation_of(promoter: Organisation) -> int:
    links = InterestLinks.objects.filter(promoter=promoter)
    return links.values_list("generation", flat=True).first() or 0

"""The values of a mentor's file: what the data package carries of it, and what it does not."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.data_package import kinds
from m2w.data_package.schema import Field, Row
from m2w.data_package.tables import Objection, Table
from matching.choices import InterviewOutcome
from matching.models import Interest
from matching.models.interests import LONGEST_WHY
from matching.models.mentors import LONGEST_NOTE
from matching.package.duos import MentorTable

INTERVIEW = (
    Field("interviewed_on", kinds.DATE),
    Field("interview_outcome", kinds.choice(InterviewOutcome.values)),
    Field("interview_note", kinds.text(LONGEST_NOTE)),
)
CONTACT = (Field("email", kinds.EMAIL), Field("phone", kinds.text(30)))
# What a volunteer gets and signs.
PAPERS = ("information_note_on", "insured_from", "agreement_on", "confidentiality_on")
# Days that nobody knows of beforehand.
KNOWN_AFTERWARDS = (
    "trained_on",
    "information_note_on",
    "agreement_on",
    "confidentiality_on",
    "interviewed_on",
)
OFFERED = ("first_name", "last_name", "languages", "postcode", "availability")


def interview_objections(row: Row) -> Iterator[Objection]:
    """An outcome belongs to a meeting that was held."""
    if row["interview_outcome"] and row["interviewed_on"] is None:
        text = _("noteer ook de dag van de kennismaking")
        yield Objection("interviewed_on", "outcome_without_interview", text)


class MentorFile(MentorTable):
    """The rules of mentors.csv, for a whole file."""

    fields = (
        *MentorTable.fields,
        *CONTACT,
        Field("wishes", kinds.WISHES),
        *(Field(name, kinds.DATE) for name in PAPERS),
        *INTERVIEW,
    )

    def objections(self, row: Row) -> Iterator[Objection]:
        yield from super().objections(row)
        yield from interview_objections(row)
        if row["birth_year"] and row["birth_year"] > periods.today().year:
            yield Objection("birth_year", "not_born", _("dit jaar moet nog komen"))


class InterestFile(Table):
    """What someone who may become a mentor fills in, by the same rules."""

    name = "interests"
    model = Interest
    fields = (
        *(field for field in MentorTable.fields if field.name in OFFERED),
        *CONTACT,
        Field("sector", kinds.SECTOR),
        Field("why", kinds.text(LONGEST_WHY)),
        *INTERVIEW,
    )

    def objections(self, row: Row) -> Iterator[Objection]:
        if not (row["email"] or row["phone"]):
            text = _("geef een e-mailadres of een telefoonnummer")
            yield Objection("email", "no_contact", text)
        yield from interview_objections(row)


def offered_by(interest: Interest) -> dict[str, Any]:
    """What someone who showed interest filled in already of the file of a mentor, who is active
    from today on unless said otherwise."""
    plain = [field.name for field in MentorFile.fields if not field.to and field.name != "code"]
    told = {name: getattr(interest, name) for name in plain if hasattr(interest, name)}
    sectors = [interest.sector] if interest.sector else []
    return {"active_from": periods.today()} | told | {"sectors": sectors}

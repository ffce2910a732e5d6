"""Many mentors or contacts at once, by the codes that a promoter's own system gives them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from m2w.accounts.acting import opens_files, require_role
from m2w.accounts.models import User
from m2w.audit.services import record_all
from m2w.corrections import whole_row
from m2w.upserts import Upsert, Values, broken, differs_from
from m2w.workflow import hold_all
from matching.access import CONTACT_EDITORS, MENTOR_EDITORS
from matching.mentor_file import KNOWN_AFTERWARDS, MentorFile
from matching.models import Contact, ContactReport, Match, Mentor
from matching.services.contacts import amend_contact, checked
from matching.services.mentors import correct_mentor
from matching.services.reports import settle
from programmes.services.importing import acts_of, with_history


class MentorUpsert(Upsert):
    """As `register_mentor` keeps one, and `correct_mentor` changes it. Whether a new one resembles
    another is not asked: the caller tells its rows apart by their code."""

    model = Mentor

    def __init__(self, by: User) -> None:
        require_role(by, MENTOR_EDITORS)
        if by.acting is None or not opens_files(by):
            raise PermissionDenied
        super().__init__(by)
        self.table = MentorFile()
        self.promoter = by.acting.organisation

    def differs(self, row: Mentor, values: Values) -> bool:
        return differs_from(row, self.table, values)

    def change(self, row: Mentor, values: Values) -> None:
        correct_mentor(row, values, by=self.by, version=row.version)

    def judge(self, code: str, values: Values) -> Mentor:
        row = whole_row(self.table, values, KNOWN_AFTERWARDS)
        return Mentor(code=code, promoter=self.promoter, **row)

    def make(self, judged: Sequence[Mentor]) -> Iterable[Mentor]:
        files: list[Mentor] = with_history(Mentor, judged, by=self.by)
        record_all(acts_of("mentor.created", files), by=self.by)
        return files


class ContactUpsert(Upsert):
    """As `note_contact` notes one, and `amend_contact` puts it right. A contact stays with its
    duo."""

    model = Contact

    def __init__(self, by: User) -> None:
        require_role(by, CONTACT_EDITORS)
        super().__init__(by)

    def prepare(self, items: Sequence[Mapping[str, Any]]) -> None:
        named = {item["match"].pk for item in items}
        duos = hold_all(Match.objects.editable_by(self.by).filter(pk__in=named))
        self.matches = {match.pk: match for match in duos}
        noted = Contact.objects.filter(match__in=self.matches.values())
        self.noted = set(noted.values_list("match", "held_on", "kind"))

    def differs(self, row: Contact, values: Values) -> bool:
        match = values.pop("match")
        if row.match_id != match.pk:
            raise ValidationError({"match": [_("Een contact blijft bij zijn duo.")]})
        right = checked(row.match, values)
        return any(getattr(row, name) != value for name, value in right.items())

    def change(self, row: Contact, values: Values) -> None:
        amend_contact(row, values, by=self.by)

    def judge(self, code: str, values: Values) -> Contact:
        match = self.matches.get(values.pop("match").pk)
        if match is None:
            raise ValidationError({"match": [_("Dit duo kunt u niet wijzigen.")]})
        right = checked(match, {"reached": True} | values)
        told = (match.pk, right["held_on"], right["kind"])
        if told in self.noted:
            raise broken(Contact, "contact_once_per_day")
        self.noted.add(told)
        return Contact(match=match, code=code, entered_by=self.by, **right)

    def make(self, judged: Sequence[Contact]) -> Iterable[Contact]:
        contacts: list[Contact] = with_history(Contact, judged, by=self.by)
        changed = {contact.match_id for contact in contacts}
        reported = ContactReport.objects.filter(handled_on=None, match__in=changed)
        for key in sorted(set(reported.values_list("match", flat=True))):
            settle(self.matches[key])
        record_all(acts_of("contact.noted", contacts), by=self.by)
        return contacts

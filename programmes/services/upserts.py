"""Many files of mentees at once, by the codes that a promoter's own system gives them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied

from m2w.accounts.acting import opens_files, require_role
from m2w.accounts.models import Organisation, User
from m2w.audit.services import record_all
from m2w.corrections import whole_row
from m2w.imports.targets import Row
from m2w.upserts import Upsert, Values, broken, differs_from
from programmes.models import Mentee
from programmes.package.people import MenteeTable
from programmes.services.importing import acts_of, keep_files
from programmes.services.people import KNOWN_AFTERWARDS, correct
from programmes.transitions import COORDINATOR


class MenteeUpsert(Upsert):
    """As `people.register` keeps one, and `people.correct` changes it."""

    model = Mentee

    def __init__(self, by: User) -> None:
        require_role(by, COORDINATOR)
        if by.acting is None or not opens_files(by):
            raise PermissionDenied
        super().__init__(by)
        self.table = MenteeTable()
        self.promoter = by.acting.organisation

    def prepare(self, items: Sequence[Mapping[str, Any]]) -> None:
        # One at a time for each promoter, as with imports.
        held = Organisation.objects.select_for_update(no_key=True)
        self.promoter = held.get(pk=self.promoter.pk)
        files = Mentee.objects.filter(promoter=self.promoter).exclude(vdab_number="")
        self.numbers = set(files.order_by().values_list("vdab_number", flat=True))

    def differs(self, row: Mentee, values: Values) -> bool:
        return differs_from(row, self.table, values)

    def change(self, row: Mentee, values: Values) -> None:
        self.numbers.add(correct(row, values, by=self.by, version=row.version).vdab_number)

    def judge(self, code: str, values: Values) -> Row:
        row = whole_row(self.table, values, KNOWN_AFTERWARDS)
        number = row["vdab_number"]
        if number and number in self.numbers:
            raise broken(Mentee, "mentee_vdab_number_once")
        self.numbers.add(number)
        return {"code": code, **row}

    def make(self, judged: Sequence[Row]) -> Iterable[Mentee]:
        files = keep_files(judged, self.promoter, by=self.by)
        record_all(acts_of("mentee.created", files), by=self.by)
        return files

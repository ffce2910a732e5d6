"""Many objects at once by the caller's own codes: made where new, changed where they differ.

Each is judged by itself, as when it comes alone; those that a rule refuses stay out, the others
are kept. New ones are written together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework import exceptions

from m2w.accounts.models import User
from m2w.afterwards import kept_for_afterwards
from m2w.corrections import check
from m2w.data_package.tables import Table
from m2w.refusals import Refused
from m2w.workflow import hold_all

CREATED, CHANGED, UNCHANGED, REFUSED = "created", "changed", "unchanged", "refused"

Values = dict[str, Any]
Problem = ValidationError | Refused | exceptions.ValidationError


@dataclass(slots=True)
class Result:
    """What became of one: `problem` tells why it was refused."""

    code: str | None
    result: str = REFUSED
    id: UUID | None = None
    problem: Problem | None = None

    def done(self, result: str, key: UUID) -> None:
        self.result, self.id = result, key


class Upsert:
    """How one kind of object is kept in numbers, by the services that keep one of it."""

    model: ClassVar[Any]

    def __init__(self, by: User) -> None:
        """Raises PermissionDenied for who keeps none."""
        self.by = by

    @transaction.atomic
    def keep_all(self, items: Sequence[Mapping[str, Any]]) -> list[Result]:
        """Each item with its `code`, and what became of it, in the same order.

        Raises PermissionDenied.
        """
        self.prepare(items)
        codes = [item["code"] for item in items]
        # Before the first of them is on the record, for which everybody waits.
        known = {row.code: row for row in hold_all(self.within_reach().filter(code__in=codes))}
        taken = set(self.model.objects.filter(code__in=codes).values_list("code", flat=True))
        new: list[tuple[Result, Any]] = []
        results: list[Result] = []
        seen: set[str] = set()
        for item in items:
            values = dict(item)
            result = Result(code := values.pop("code"))
            try:
                require_first(code, seen)
                if row := known.get(code):
                    result.done(self.bring_up_to_date(row, values), row.pk)
                else:
                    require_free(code, taken)
                    new.append((result, self.judge(code, values)))
            except (ValidationError, Refused) as problem:
                result.problem = problem
            seen.add(code)
            results.append(result)
        for (result, _judged), row in zip(new, self.make([row for _r, row in new]), strict=True):
            result.done(CREATED, row.pk)
        return results

    def bring_up_to_date(self, row: Any, values: Values) -> str:
        if not self.differs(row, values):
            return UNCHANGED
        with kept_for_afterwards(), transaction.atomic():
            self.change(row, values)
        return CHANGED

    def prepare(self, items: Sequence[Mapping[str, Any]]) -> None:
        """Fetch, and hold, what judging them takes."""

    def within_reach(self) -> QuerySet[Any]:
        """Those that the caller may change."""
        rows: QuerySet[Any] = self.model.objects.editable_by(self.by)
        return rows

    def differs(self, row: Any, values: Values) -> bool:
        raise NotImplementedError

    def change(self, row: Any, values: Values) -> None:
        """Raises ValidationError and Refused, as when it is changed alone."""
        raise NotImplementedError

    def judge(self, code: str, values: Values) -> Any:
        """What a new one is made of. Raises ValidationError and Refused."""
        raise NotImplementedError

    def make(self, judged: Sequence[Any]) -> Iterable[Any]:
        """The new rows, in the same order."""
        raise NotImplementedError


def differs_from(row: Any, table: Table, values: Values) -> bool:
    """Whether a row would change. Raises ValidationError at the fields."""
    return any(getattr(row, name) != value for name, value in check(table, values).items())


def require_first(code: str, seen: set[str]) -> None:
    if code in seen:
        raise Refused("code_twice", _("Deze code staat twee keer in de aanvraag."))


def require_free(code: str, taken: set[str]) -> None:
    if code in taken:
        raise Refused("code_in_use", _("Deze code is al in gebruik."))


def broken(model: Any, name: str) -> Refused:
    """The refusal of a constraint, in its own words: what it forbids was seen beforehand."""
    [constraint] = [one for one in model._meta.constraints if one.name == name]
    return Refused(constraint.violation_error_code, constraint.violation_error_message)

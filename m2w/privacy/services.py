"""Erasing by list: one person has it made, another approves, then item after item goes.

The acting user is `by`. Raises PermissionDenied, and `m2w.refusals.Refused` when a rule forbids
it now.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import Organisation, User
from m2w.audit.services import record
from m2w.models import PersonalFile
from m2w.privacy import erasure
from m2w.privacy.access import COORDINATOR, ERASURES
from m2w.privacy.choices import ItemState, ListReason, SkipReason
from m2w.privacy.due import declaration_of, months, obstacle, obstacle_of_row, overdue
from m2w.privacy.files import kind_of
from m2w.privacy.hanging import touches
from m2w.privacy.models import ErasureItem, ErasureList
from m2w.privacy.terms import Due
from m2w.refusals import Refused, save
from m2w.workflow import locked

# As many as a page can erase before its reader gives up; `manage.py erase` does the rest.
AT_ONCE = 50


@transaction.atomic
def list_overdue(*, by: User) -> ErasureList:
    """Put on a list whatever the own promoter may keep no longer. Nothing is erased yet.

    What stands on a list already stays there. Raises Refused(nothing_due).
    """
    promoter = held(require_promoter(by))
    listed = set(pending().values_list("kind", "object_id"))
    items = [
        item_of(one.row, one.code, one.due)
        for one in overdue(promoter)
        if (one.row._meta.label_lower, str(one.row.pk)) not in listed
    ]
    if not items:
        raise Refused("nothing_due", _("Er is niets waarvan de bewaartermijn verstreken is."))
    return make(promoter, ListReason.RETENTION, items, by=by)


@transaction.atomic
def request_erasure(file: PersonalFile, *, by: User) -> ErasureList:
    """Put one person on a list because they asked (GDPR art. 17).

    Raises Refused: open while something is open or its use restricted, already_listed.
    """
    promoter = held(require_promoter(by))
    kind = kind_of(file)
    found = locked(kind.model.objects.visible_to(by), file)
    if reason := obstacle(kind, found, requested=True):
        message = _("Wissen kan nu niet: %(reason)s.") % {"reason": SkipReason(reason).label}
        raise Refused(reason, message)
    if pending().filter(kind=kind.label, object_id=str(found.pk)).exists():
        raise Refused("already_listed", _("Dit dossier staat al op een wislijst."))
    item = item_of(found, found.code, kind.due(found, months()))
    return make(promoter, ListReason.REQUEST, [item], by=by)


def pending() -> QuerySet[ErasureItem]:
    return ErasureItem.objects.filter(state=ItemState.PENDING)


def require_promoter(by: User) -> Organisation:
    """The promoter that someone coordinates. Raises PermissionDenied for anyone else."""
    if by.acting is None or by.acting.role not in COORDINATOR:
        raise PermissionDenied
    return by.acting.organisation


def held(promoter: Organisation) -> Organisation:
    """One list of a promoter is made at a time: of two, the other sees what stands on the first."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=promoter.pk)


def item_of(row: Any, code: str, due: Due | None) -> ErasureItem:
    """A row as an item of a list, with what hangs on it."""
    return ErasureItem(
        kind=row._meta.label_lower,
        object_id=str(row.pk),
        code=code,
        category=due.category if due else "",
        due_on=due.on if due else None,
        touches=touches(row) if isinstance(row, PersonalFile) else {row._meta.label_lower: 1},
    )


@transaction.atomic
def make(
    promoter: Organisation, reason: str, items: Sequence[ErasureItem], *, by: User
) -> ErasureList:
    """A list of these items, on the record; nothing on it is erased before it is approved."""
    made = ErasureList(promoter=promoter, reason=reason, as_of=periods.today(), made_by=by)
    save(made)
    for item in items:
        item.list = made
    ErasureItem.objects.bulk_create(items)
    record("erasure.listed", by=by, about=made, details={"reason": reason})
    return made


@transaction.atomic
def approve(listed: ErasureList, *, by: User) -> ErasureList:
    """Have a list erased. Raises Refused: same_person, already_approved."""
    require_role(by, ERASURES)
    found = locked(ErasureList.objects.editable_by(by), listed)
    if found.approved_by_id:
        raise Refused("already_approved", _("Deze wislijst is al goedgekeurd."))
    found.approved_by = by
    found.approved_at = timezone.now()
    save(found)
    record("erasure.approved", by=by, about=found, details={"items": found.items.count()})
    return found


def approve_and_run(listed: ErasureList, *, by: User) -> ErasureList:
    """Approve a list; a short one is erased at once, `manage.py erase` does a long one.

    Raises Refused: same_person, already_approved.
    """
    approved = approve(listed, by=by)
    if approved.items.count() <= AT_ONCE:
        run(approved, by=by)
    return approved


@transaction.atomic
def discard(listed: ErasureList, *, by: User) -> None:
    """Throw away a list that nobody approved yet. Raises Refused(already_approved)."""
    require_role(by, ERASURES)
    found = locked(ErasureList.objects.editable_by(by), listed)
    if found.approved_by_id:
        raise Refused("already_approved", _("Deze wislijst is al goedgekeurd."))
    record("erasure.discarded", by=by, about=found, details={"items": found.items.count()})
    found.delete()


def run(listed: ErasureList, *, by: User | None = None) -> ErasureList:
    """Erase what is left on an approved list, each item in a transaction of its own.

    It can be stopped at any moment and called again. Raises Refused(not_approved).
    """
    if not listed.approved_by_id:
        raise Refused("not_approved", _("Iemand anders keurt de wislijst eerst goed."))
    for key in listed.items.filter(state=ItemState.PENDING).values_list("pk", flat=True):
        run_item(key, by=by)
    finish(listed, by=by)
    return listed


@transaction.atomic
def run_item(key: int, *, by: User | None) -> None:
    """Erase one item, unless somebody did or it may not be erased any more."""
    item = ErasureItem.objects.select_for_update(of=("self",)).get(pk=key)
    if item.state != ItemState.PENDING:
        return
    item.skipped_because = erase(item, by=by)
    item.state = ItemState.SKIPPED if item.skipped_because else ItemState.ERASED
    item.done_at = timezone.now()
    item.save()


def erase(item: ErasureItem, *, by: User | None) -> str:
    """Erase what an item names; why not, when it may not."""
    declaration = declaration_of(item.kind)
    # Without its key: whoever holds what points to it need not wait for this.
    rows = declaration.model._meta.base_manager.select_for_update(of=("self",), no_key=True)
    row: Any = rows.filter(pk=item.object_id).first()
    if row is None:
        return SkipReason.GONE
    if isinstance(row, PersonalFile):
        requested = item.list.reason == ListReason.REQUEST
        if reason := obstacle(kind_of(row), row, requested=requested):
            return reason
        erasure.erase_file(row)
    else:
        if reason := obstacle_of_row(declaration, row):
            return reason
        erasure.erase_row(declaration, row)
    action = "person.erased" if isinstance(row, PersonalFile) else "texts.erased"
    record(action, by=by, about=row, details={"category": item.category})
    return ""


@transaction.atomic
def finish(listed: ErasureList, *, by: User | None) -> None:
    """Close a list of which every item was handled."""
    found = ErasureList.objects.select_for_update(of=("self",)).get(pk=listed.pk)
    if found.finished_at or found.items.filter(state=ItemState.PENDING).exists():
        return
    found.finished_at = timezone.now()
    save(found)
    erased = found.items.filter(state=ItemState.ERASED).count()
    details = {"erased": erased, "skipped": found.items.count() - erased}
    record("erasure.finished", by=by, about=found, details=details)

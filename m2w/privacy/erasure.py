"""Erasing: what identifies someone is replaced, in the rows and in their history.

What is left counts in every figure and leads to nobody. Erasing twice changes nothing more.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F, Model, QuerySet
from django.utils import timezone

from m2w.models import PersonalFile
from m2w.privacy.classification import Declaration
from m2w.privacy.files import kind_of
from m2w.privacy.hanging import history_of, past_of, rows_of

Hook = Callable[[str, Any], None]
HOOKS: list[Hook] = []


def on_erase(hook: Hook) -> Hook:
    """Call this with the kind (`programmes.mentee`) and the key of whatever is erased.

    It is called in the transaction of the erasure, before the row itself is changed, and must
    stand being called again.
    """
    HOOKS.append(hook)
    return hook


@transaction.atomic
def erase_file(file: PersonalFile) -> None:
    """Erase a file and everything that hangs on it."""
    kind = kind_of(file)
    if kind.unlink:
        kind.unlink(file)
    for declaration, rows in rows_of(file):
        for row in rows:
            tell(row)
            scrub(declaration, row)
        past = past_of(declaration, file)
        if past is not None:
            scrub_history(declaration, past)
    kind.model._meta.base_manager.filter(pk=file.pk).update(is_erased=True)


@transaction.atomic
def erase_row(declaration: Declaration, row: Model) -> None:
    """Erase the texts of a row that has a term of its own."""
    tell(row)
    scrub(declaration, row)
    history = history_of(declaration.model)
    if history is not None:
        scrub_history(declaration, history.filter(id=row.pk))


def tell(row: Model) -> None:
    for hook in HOOKS:
        hook(row._meta.label_lower, row.pk)


def scrub(declaration: Declaration, row: Any) -> None:
    """Replace what a row says of someone. It gets a new version, and no new line of history."""
    changes = changes_of(declaration, row)
    if not changes:
        return
    if hasattr(row, "version"):
        changes |= {"version": F("version") + 1, "updated_at": timezone.now()}
    declaration.model._meta.base_manager.filter(pk=row.pk).update(**changes)


def scrub_history(declaration: Declaration, past: QuerySet[Any]) -> None:
    """The same in what the row was before; why it was changed may have been said in words."""
    for row in past:
        changes = changes_of(declaration, row)
        if row.history_change_reason:
            changes["history_change_reason"] = None
        if changes:
            past.model._meta.base_manager.filter(pk=row.pk).update(**changes)


def changes_of(declaration: Declaration, row: Any) -> dict[str, Any]:
    """The fields of a row that erasure changes, by column: a link need not be looked up."""
    found = {}
    for name, replace in declaration.replaced:
        column = row._meta.get_field(name).attname
        value = getattr(row, column)
        if (left := replace(value)) != value:
            found[column] = left
    return found

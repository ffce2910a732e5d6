"""Transition tables: which step leads from which state to which, and who may take it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from m2w.accounts.acting import acts_as
from m2w.accounts.models import User
from m2w.refusals import Refused

M = TypeVar("M", bound=Model)

NOTHING = ""  # the state of what is not there yet, or no longer
SAME = "same"  # the target of a step that leaves the state as it is


def always(obj: Any, user: User) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of a table: a step, where it leads from and to, and who may take it.

    `event` is its code on the record. `allows` is what more it takes, of this object and this
    user. A step that is not `offered` only follows from another act.
    """

    name: str
    label: str | Promise
    sources: tuple[str, ...]
    target: str
    roles: frozenset[str]
    event: str
    allows: Callable[[Any, User], bool] = always
    offered: bool = True

    def permits(self, obj: Any, user: User) -> bool:
        """Whether this user may ever take the step with this object."""
        return acts_as(user, self.roles) and self.allows(obj, user)


class Workflow:
    """The steps in the life of one kind of object, in the order in which they are offered."""

    def __init__(self, *transitions: Transition) -> None:
        self._by_name = {transition.name: transition for transition in transitions}

    def __getitem__(self, name: str) -> Transition:
        return self._by_name[name]

    def __iter__(self) -> Iterator[Transition]:
        return iter(self._by_name.values())

    def available(self, obj: Any, user: User) -> list[Transition]:
        """The steps that this user may take with this object now."""
        here = [step for step in self if step.offered and obj.state in step.sources]
        if not here or not in_reach(obj, user):
            return []
        return [step for step in here if step.permits(obj, user)]

    def check(self, obj: Any, name: str, user: User) -> Transition:
        """The step of that name, when this user may take it now with this object.

        Raises PermissionDenied when the user never may, Refused when the state is another.
        """
        step = self[name]
        if not step.permits(obj, user):
            raise PermissionDenied
        if obj.state not in step.sources:
            message = _("Dit kan nu niet: de stand is “%(state)s”.")
            raise Refused("not_now", message % {"state": obj.get_state_display()})
        return step


def in_reach(obj: Model, user: User) -> bool:
    """Whether the row is among those that this user may change."""
    rows: Any = obj._meta.default_manager
    return rows.editable_by(user).filter(pk=obj.pk).exists()


def locked(rows: QuerySet[M], obj: M) -> M:
    """The object as it is now, held until the end of the transaction.

    Asked again once it is held: while waiting, what it hangs on may have been erased or closed.
    Raises PermissionDenied when it is not among the rows.
    """
    mine = rows.filter(pk=obj.pk)
    # Its key stays: whoever only refers to the row need not wait, and so never in a circle.
    found = mine.select_for_update(no_key=True, of=("self",)).first()
    if found is None or not mine.exists():
        raise PermissionDenied
    return found


def hold_all(rows: QuerySet[M]) -> list[M]:
    """All these rows, held until the end of the transaction and in one order, whoever comes: so
    nobody waits in a circle."""
    return list(rows.order_by("pk").select_for_update(no_key=True, of=("self",)))

"""The one row gate: what someone may see or change of a kind of object.

Each model's QuerySet names two policies, a role → rule table. A rule turns the acting
membership into a `Q`. A role that is not in the table has no right on the kind at all.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
Policy = Mapping[str, Callable[[Any], Q]]


def everything(membership: Any) -> Q:
    return Q()


class GatedQuerySet(QuerySet[M]):
    readers: ClassVar[Policy] = {}
    editors: ClassVar[Policy] = {}

    def visible_to(self, user: Any) -> Self:
        """The rows that this user may read in the role they act in."""
        return self._through(self.readers, user)

    def editable_by(self, user: Any) -> Self:
        """The rows that this user may change in the role they act in."""
        return self._through(self.editors, user)

    def named(self, name: str) -> Self:
        """The row with this code or this id."""
        try:
            return self.filter(Q(code=name) | Q(pk=UUID(name)))
        except ValueError:
            return self.filter(code=name)

    @classmethod
    def opens_to(cls, user: Any) -> bool:
        """Whether the role has any right on this kind of object (403 when not)."""
        return user.acting is not None and user.acting.role in cls.readers

    def _through(self, policy: Policy, user: Any) -> Self:
        acting = getattr(user, "acting", None)
        rule = policy.get(acting.role) if acting else None
        return self.filter(rule(acting)) if rule else self.none()


class DatedQuerySet(QuerySet[M]):
    """Rules and texts with a validity: `valid_from` up to and including `valid_until`."""

    def in_force(self, on: date) -> Self:
        until = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return self.filter(until, valid_from__lte=on)

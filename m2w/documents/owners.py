"""The kinds of objects that may own documents. Whoever reads or changes one, does its documents.

An app registers its kinds when it is ready.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

if TYPE_CHECKING:
    from m2w.accounts.models import Membership

Right = Literal["readers", "editors"]
GATES = {"readers": "visible_to", "editors": "editable_by"}


@dataclass(frozen=True)
class Owner:
    """A kind that owns documents. `name` stands in addresses; `view` and `list_view` show it.

    Roles it is `withheld_from` read something of the object, but not its documents.
    `added_through` is the gate of who adds one, where more may be added than changed.
    """

    name: str
    model: Any
    view: str
    list_name: str | Promise
    list_view: str
    withheld_from: frozenset[str] = frozenset()
    added_through: str = "editable_by"

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def roles(self, right: Right) -> frozenset[str]:
        return frozenset(getattr(self.model.objects.all(), right)) - self.withheld_from

    def rows(self, right: Right, user: Any) -> QuerySet[Any]:
        """The objects whose documents someone reads or changes."""
        acting = getattr(user, "acting", None)
        if acting is None or acting.role not in self.roles(right):
            return self.model.objects.none()
        return getattr(self.model.objects, GATES[right])(user)

    def open_to(self, user: Any) -> QuerySet[Any]:
        """The objects that someone may add a document to."""
        acting = getattr(user, "acting", None)
        if acting is None or acting.role not in self.roles("editors"):
            return self.model.objects.none()
        return getattr(self.model.objects, self.added_through)(user)

    def url(self, owner: Model) -> str:
        return reverse(self.view, args=[owner.pk])


_registered: dict[str, Owner] = {}


def register(owner: Owner) -> None:
    _registered[owner.name] = owner


def registered() -> list[Owner]:
    return list(_registered.values())


def names() -> list[str]:
    return list(_registered)


def named(name: str) -> Owner | None:
    return _registered.get(name)


def kind_of(model: type[Model] | Model) -> Owner:
    """The kind of an object. Raises LookupError for one that owns no documents."""
    label = model._meta.label_lower
    return labelled(label)


def labelled(label: str) -> Owner:
    for owner in registered():
        if owner.label == label:
            return owner
    raise LookupError(label)


class OwnersPolicy(Mapping[str, Callable[[Any], Q]]):
    """What the roles may do with documents: what they may do with their owners."""

    def __init__(self, right: Right) -> None:
        self.right = right

    def __getitem__(self, role: str) -> Callable[["Membership"], Q]:
        if role not in set(self):
            raise KeyError(role)
        return self.condition

    def __iter__(self) -> Iterator[str]:
        return iter(frozenset[str]().union(*(o.roles(self.right) for o in registered())))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def condition(self, membership: "Membership") -> Q:
        """Documents of what passes the owners' own gates."""
        user = membership.staff.user
        user.acting = membership
        found = Q(pk__in=[])
        for owner in registered():
            ids = owner.rows(self.right, user).values("pk")
            found |= Q(owner_type=owner.label, owner_id__in=ids)
        return found

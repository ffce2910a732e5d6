"""The one row gate: what someone may see or change of a kind of object.

Each model's QuerySet names two policies, a role → rule table. A rule turns the acting
membership into a `Q`. A role that is not in the table has no right on the kind at all.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
Policy = Mapping[str, Callable[[Any], Q]]
Fields = Mapping[str, frozenset[str]]
# What names an object says nothing else of it.
KEYS = frozenset({"id", "pk", "code"})
NOBODY = Q(pk__in=[])


# The files that nobody uses; each model of files has an index on exactly these.
CLOSED = Q(is_erased=True) | Q(restricted_on__isnull=False)


def files_at(model: Any, way: str) -> QuerySet[Any]:
    """The files at the end of a path of foreign keys; without a path the model's own."""
    for name in filter(None, way.split("__")):
        model = model._meta.get_field(name).related_model
    rows: QuerySet[Any] = model.objects.all()
    return rows


def everything(membership: Any) -> Q:
    return Q()


class GatedQuerySet(QuerySet[M]):
    """`files` are the paths to the personal files that a row tells of; "" is the row itself.

    A `personal` row tells of someone of whom there is no file yet. `readable` names the fields
    that a role reads where it does not read them all.
    """

    readers: ClassVar[Policy] = {}
    editors: ClassVar[Policy] = {}
    files: ClassVar[tuple[str, ...]] = ()
    personal: ClassVar[bool] = False
    readable: ClassVar[Fields] = {}

    def visible_to(self, user: Any) -> Self:
        """The rows that this user may read in the role they act in."""
        acting = getattr(user, "acting", None)
        restricted = acting is not None and acting.reads_restricted
        files = self._open_files(user, restricted=restricted)
        return self.filter(self._rule(self.readers, user) & files)

    def editable_by(self, user: Any) -> Self:
        """The rows that this user may change in the role they act in."""
        files = self._open_files(user, restricted=False)
        return self.filter(self._rule(self.editors, user) & files)

    def counted_for(self, user: Any) -> Self:
        """The rows that count in this user's figures: erased and restricted ones still do."""
        return self.filter(self._rule(self.readers, user))

    def in_use(self) -> Self:
        """The rows whose files are neither erased nor restricted, for work that nobody asked for
        by hand."""
        return self.filter(self._files_without(CLOSED))

    def named(self, name: str) -> Self:
        """The row with this code or this id."""
        try:
            return self.filter(Q(code=name) | Q(pk=UUID(name)))
        except ValueError:
            return self.filter(code=name)

    @classmethod
    def tells(cls, user: Any, paths: Iterable[str]) -> bool:
        """Whether this user's role may know what stands at these fields, or paths from them.

        What names no field is known only to a role that reads them all.
        """
        acting = getattr(user, "acting", None)
        allowed = cls.readable.get(acting.role) if acting else None
        if allowed is None:
            return True
        roots = {path.partition("__")[0] for path in paths}
        return bool(roots) and roots <= allowed | KEYS

    @classmethod
    def opens_to(cls, user: Any) -> bool:
        """Whether the role has any right on this kind of object (403 when not).

        Personal files open only to an organisation whose agreement is in force.
        """
        acting = user.acting
        if acting is None or acting.role not in cls.readers:
            return False
        return not cls._tells_of_people() or acting.organisation.may_open_files

    @classmethod
    def _tells_of_people(cls) -> bool:
        return cls.personal or bool(cls.files)

    def _rule(self, policy: Policy, user: Any) -> Q:
        acting = getattr(user, "acting", None)
        rule = policy.get(acting.role) if acting else None
        return rule(acting) if rule else NOBODY

    def _open_files(self, user: Any, *, restricted: bool) -> Q:
        """Only files that are there to be opened; `restricted`: those too whose use is."""
        acting = getattr(user, "acting", None)
        if self._tells_of_people() and not (acting and acting.organisation.may_open_files):
            return NOBODY
        return self._files_without(Q(is_erased=True) if restricted else CLOSED)

    def _files_without(self, closed: Q) -> Q:
        condition = Q()
        for path in self.files:
            way = path.removesuffix("__")
            # Few files are closed: looking them up once is cheaper than joining every row's.
            shut = files_at(self.model, way).filter(closed).values("pk")
            condition &= ~Q(**{f"{way}__in": shut}) if way else ~closed
        return condition


class DatedQuerySet(QuerySet[M]):
    """Rules and texts with a validity: `valid_from` up to and including `valid_until`."""

    def in_force(self, on: date) -> Self:
        until = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return self.filter(until, valid_from__lte=on)

"""What a file of the package looks like, and the `datapackage.json` that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from m2w.data_package.kinds import CODE, Kind

Row = dict[str, Any]
Key = Any


@dataclass(frozen=True)
class Field:
    """One column.

    A `required` column stands in the file with a value in every row; `may_be_empty` lifts the
    second. An empty cell, or an absent column, stands for `default`, else for the kind's own
    empty value. `to` names the file whose code this column holds; `source` is where the value
    stands in the database, seen from the table's model.
    """

    name: str
    kind: Kind
    required: bool = False
    may_be_empty: bool = False
    default: Any = None
    to: str = ""
    source: str = ""

    @property
    def path(self) -> str:
        return self.source or (f"{self.name}__code" if self.to else self.name)

    @property
    def empty(self) -> Any:
        return self.kind.empty if self.default is None else self.default

    @property
    def needs_value(self) -> bool:
        return self.required and not self.may_be_empty

    def write(self, value: Any) -> str:
        return "" if value is None or value == "" else self.kind.write(value)

    def descriptor(self) -> dict[str, Any]:
        """The field descriptor of Table Schema."""
        constraints = dict(self.kind.constraints)
        if self.needs_value:
            constraints["required"] = True
        described = {"name": self.name, "type": self.kind.type}
        return {**described, "constraints": constraints} if constraints else described


def reference(name: str, to: str, *, required: bool = True) -> Field:
    """A column that holds the code of a row in another file."""
    return Field(name, _OPTIONAL_CODE if not required else CODE, required=required, to=to)


_OPTIONAL_CODE = Kind(
    CODE.rule,
    CODE.expected,
    CODE.read,
    empty=None,
    repeating=False,
    constraints=CODE.constraints,
)


def schema(fields: Sequence[Field], key: Sequence[str]) -> dict[str, Any]:
    """The Table Schema of one file."""
    described: dict[str, Any] = {
        "fields": [field.descriptor() for field in fields],
        "missingValues": [""],
        "primaryKey": list(key),
    }
    foreign = [
        {"fields": field.name, "reference": {"resource": field.to, "fields": "code"}}
        for field in fields
        if field.to
    ]
    return {**described, "foreignKeys": foreign} if foreign else described

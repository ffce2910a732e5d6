"""Correcting a file: checked as the data package is, and never over what someone else saved."""

from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.models import User
from m2w.data_package.schema import Field
from m2w.data_package.tables import Table
from m2w.refusals import Refused

EMPTY: tuple[Any, ...] = (None, "", (), [], {})


class Outdated(Refused):
    """Someone else saved in between. `before` is what was read, `now` what they made of it."""

    def __init__(self, version: int, before: dict[str, Any], now: dict[str, Any]) -> None:
        message = _("Iemand anders heeft dit dossier intussen gewijzigd.")
        super().__init__("changed_meanwhile", message)
        self.version = version
        self.before = before
        self.now = now


def remember(row: Any, by: User | None) -> None:
    """Let the history tell who changes the row, also outside a request."""
    row._history_user = by


def change(row: Any, table: Table, values: Mapping[str, Any], version: int) -> list[str]:
    """Give a row, held by its lock, other values; the names of those that differ, in order.

    Raises ValidationError at the fields, and Outdated unless `version` is the row's own.
    """
    checked = check(table, values)
    if row.version != version:
        raise outdated(row, checked, version)
    changed = sorted(name for name, value in checked.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, checked[name])
    objections = [one for one in table.objections(as_row(row, table)) if one.column in changed]
    if objections:
        raise ValidationError({one.column: [sentence(one.text)] for one in objections})
    return changed


def check(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as a package would give them, normalised. Raises ValidationError."""
    fields = {field.name: field for field in table.fields if not field.to}
    checked, faults = {}, {}
    for name, value in values.items():
        try:
            checked[name] = read(fields[name], value)
        except ValueError:
            faults[name] = sentence(fields[name].kind.expected)
    if faults:
        raise ValidationError({name: [text] for name, text in faults.items()})
    return checked


def whole_row(table: Table, values: Mapping[str, Any], past: Sequence[str] = ()) -> dict[str, Any]:
    """The row that these values make, of someone new, by the rules that hold for a correction.

    Raises ValidationError at the columns.
    """
    row = table.blank | check(table, values)
    if objections := list(table.objections(row)):
        raise ValidationError({one.column: [sentence(one.text)] for one in objections})
    require_past(SimpleNamespace(**row), *past)
    return row


def reviewed(table: Table, values: Mapping[str, Any], past: Sequence[str] = ()) -> Any:
    """The new row that these values make, checked as a package is; `past` are days that nobody
    knows of beforehand. Raises ValidationError.
    """
    given = dict(values)
    code = {"code": given.pop("code")} if "code" in given else {}
    asked = [one.name for one in table.fields if one.required and one.name != "code" and not one.to]
    row = table.model(**code, **check(table, dict.fromkeys(asked) | given))
    if faults := broken_rules(row, table, past):
        raise ValidationError(faults)
    return row


def broken_rules(row: Any, table: Table, past: Sequence[str] = ()) -> dict[str, list[str]]:
    """The rules that a row breaks by itself, by column."""
    objections = table.objections(as_row(row, table))
    faults = {one.column: [sentence(one.text)] for one in objections}
    try:
        require_past(row, *past)
    except ValidationError as error:
        faults |= error.message_dict
    return faults


def read(field: Field, value: Any) -> Any:
    """One value by the rule of its column. Raises ValueError."""
    if value in EMPTY:
        if field.needs_value and field.default is None:
            raise ValueError(field.name)
        return field.empty
    return field.kind.read(field.kind.write(value))


def require_past(row: Any, *names: str) -> None:
    """Days that nobody knows of beforehand. Raises ValidationError at the field."""
    for name in names:
        day = getattr(row, name)
        if day is not None and day > periods.today():
            raise ValidationError({name: [_("Deze dag ligt in de toekomst.")]})


def sentence(text: object) -> str:
    return f"{str(text)[:1].upper()}{str(text)[1:]}."


def as_row(row: Model, table: Table) -> dict[str, Any]:
    """A row of the database as the row of the file that it stands for."""
    return {field.name: getattr(row, field.name) for field in table.fields if not field.to}


def outdated(row: Any, checked: Mapping[str, Any], version: int) -> Outdated:
    """What became of the row since the version that someone read.

    Without a history of that version: whatever differs from what they want to save.
    """
    now = {name: getattr(row, name) for name in checked}
    read_then = row.history.filter(version=version).order_by("-history_date").first()
    before = {name: getattr(read_then, name) for name in checked} if read_then else {}
    changed = dict(differing(before or checked, now))
    return Outdated(row.version, before, changed)


def differing(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in now.items():
        if value != before[name]:
            yield name, value

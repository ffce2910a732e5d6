"""How the columns of a file are to be read, as a program says it; by the forms of the pages."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from m2w.accounts.models import User
from m2w.imports.forms import ColumnsForm, PlaceForm
from m2w.imports.models import Import
from m2w.imports.targets import Target

Faults = dict[str, list[str]]


def asked_of(
    upload: Import, target: Target, sent: Mapping[str, Any], *, by: User
) -> dict[str, Any]:
    """What `services.check` is to be told. Raises ValidationError at the fields of the body."""
    place = place_asked(upload, sent)
    blank = ColumnsForm(upload=upload, target=target, by=by, place=place)
    columns, options = sent.get("columns"), sent.get("options", {})
    require_known(columns or {}, len(blank.cells), options, blank.optional)
    if columns is None:
        fields = blank.fields
        columns = {n: fields[f"column_{n}"].initial for n in range(len(blank.cells))}
    data = {**place, **options, **{f"column_{n}": name for n, name in columns.items()}}
    form = ColumnsForm(data, upload=upload, target=target, by=by, place=place)
    if not form.is_valid():
        raise ValidationError(by_field(form))
    return {**place, "columns": form.columns(), "options": form.options()}


def place_asked(upload: Import, sent: Mapping[str, Any]) -> dict[str, int]:
    """The sheet and the row of its headings. Raises ValidationError at them."""
    now = {"sheet": upload.sheet, "heading_row": upload.heading_row}
    form = PlaceForm(
        {name: sent.get(name, value) for name, value in now.items()}, source=upload.source
    )
    if not form.is_valid():
        raise ValidationError({name: list(texts) for name, texts in form.errors.items()})
    return dict(form.cleaned_data)


def require_known(
    columns: Mapping[str, str], width: int, options: Mapping[str, Any], known: Mapping[str, Any]
) -> None:
    """Raises ValidationError for a place or an option that is not there."""
    places = {str(number) for number in range(width)}
    faults: Faults = {}
    if strange := sorted(set(columns) - places):
        faults["columns"] = [said_of(name, _("Deze kolom bestaat niet.")) for name in strange]
    if strange := sorted(set(options) - set(known)):
        faults["options"] = [said_of(name, _("Dit veld bestaat niet.")) for name in strange]
    if faults:
        raise ValidationError(faults)


def said_of(name: str, text: object) -> str:
    return f"{name}: {text}"


def by_field(form: ColumnsForm) -> Faults:
    """What the form objects to, at the fields of the body."""
    faults: Faults = {}
    for name, texts in form.errors.items():
        _column, _sign, place = name.partition("column_")
        if name == NON_FIELD_ERRORS:
            faults.setdefault("columns", []).extend(map(str, texts))
        elif place:
            faults.setdefault("columns", []).extend(said_of(place, text) for text in texts)
        else:
            faults.setdefault("options", []).extend(said_of(name, text) for text in texts)
    return faults

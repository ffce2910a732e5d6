"""What is chosen on the way of an import."""

from itertools import islice
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w.accounts.models import User
from m2w.forms import Form
from m2w.imports import headings
from m2w.imports.cells import text
from m2w.imports.models import Import
from m2w.imports.services import known_headings
from m2w.imports.source import Source
from m2w.imports.targets import Target

SAMPLES = 3
LOOKED_AT = 200
SHOWN_OF_A_CELL = 60


class UploadForm(Form):
    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
    )


class PlaceForm(Form):
    """Which sheet, and in which row of it the headings stand."""

    sheet = forms.TypedChoiceField(label=gettext_lazy("Blad"), coerce=int)
    heading_row = forms.IntegerField(
        label=gettext_lazy("Rij met de titels van de kolommen"), min_value=1
    )

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        names = [(n, sheet.name or _("het bestand")) for n, sheet in enumerate(source.sheets)]
        self.fields["sheet"].choices = names  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "sheet" in cleaned and "heading_row" in cleaned:
            sheet = self.source.sheets[cleaned["sheet"]]
            if not self.source.row(cleaned["sheet"], cleaned["heading_row"]):
                message = _("Deze rij is leeg. Kies een rij van 1 tot en met %(last)s.")
                raise ValidationError({"heading_row": message % {"last": sheet.rows}})
        return cleaned


class ColumnsForm(Form):
    """For each column of the sheet which value it holds, if any; and the target's own options."""

    sheet = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    heading_row = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, data: Any = None, *, upload: Import, target: Target, by: User, place: dict[str, int]
    ) -> None:
        super().__init__(data, initial=place)
        self.target = target
        self.cells = upload.source.row(place["sheet"], place["heading_row"])
        guessed = headings.meanings(self.cells, known_headings(upload, target))
        choices = [("", _("niet gebruiken"))]
        choices += [(column.name, capfirst(str(column.label))) for column in target.columns]
        for number, cell in enumerate(self.cells):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=text(cell) or _("kolom %(number)s") % {"number": number + 1},
                choices=choices,
                required=False,
                initial=guessed.get(number, ""),
            )
        self.optional = target.options(by)
        self.fields.update(self.optional)
        self.samples = samples_of(upload.source, place, len(self.cells))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = self.columns()
        for number, name in chosen.items():
            if name in [other for place, other in chosen.items() if place < number]:
                self.add_error(f"column_{number}", _("Een andere kolom heeft deze betekenis al."))
        missing = [
            capfirst(str(column.label))
            for column in self.target.columns
            if column.needed and column.name not in chosen.values()
        ]
        if missing:
            message = _("Kies ook de kolom met: %(names)s. Zonder kan een rij niet bewaard worden.")
            raise ValidationError(message % {"names": ", ".join(missing)})
        self.target.clean_options(self.options())
        return cleaned

    def columns(self) -> dict[int, str]:
        """Place of each column that is used → its value."""
        chosen = {n: self.cleaned_data.get(f"column_{n}", "") for n in range(len(self.cells))}
        return {number: name for number, name in chosen.items() if name}

    def options(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in self.optional}

    def lines(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Each column of the file with some of its values."""
        return [(self[f"column_{n}"], self.samples[n]) for n in range(len(self.cells))]

    def option_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.optional]


def samples_of(source: Source, place: dict[str, int], width: int) -> list[list[str]]:
    """The first values of each column below the headings that differ."""
    found: list[list[str]] = [[] for _number in range(width)]
    for _row, cells in islice(source.rows(place["sheet"], place["heading_row"]), LOOKED_AT):
        for samples, cell in zip(found, cells, strict=False):
            said = text(cell)[:SHOWN_OF_A_CELL]
            if said and len(samples) < SAMPLES and said not in samples:
                samples.append(said)
        if all(len(samples) == SAMPLES for samples in found):
            break
    return found

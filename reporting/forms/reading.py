"""What a reader chooses on the page of a written question, and to make a sheet final."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.models import User
from m2w.details import Text
from m2w.form_fields import Boxes, DayField, EuroField, PickedDayField
from m2w.forms import ActForm, Form
from programmes.models import Call, Evaluation
from reporting.answers import Answer, Part
from reporting.filters import UNKNOWN_CODE
from reporting.lots import CannotMove, LotRow, moved
from reporting.models import WrittenQuestion
from reporting.sheets import finalise_sheet


class AnswerForm(forms.Form):
    """The day of all figures, and the call they are about (none: those open by that day)."""

    as_of = PickedDayField(required=False, label=_("Peildatum"))
    call = forms.ModelChoiceField(
        Call.objects.none(),
        required=False,
        to_field_name="code",
        label=_("Oproep"),
        empty_label=_("Oproepen die toen open waren"),
        error_messages=UNKNOWN_CODE,
    )

    def __init__(self, data: QueryDict, *, question: WrittenQuestion, reader: User) -> None:
        asked = data.copy()
        asked.setdefault("as_of", str(question.figures_on or periods.today()))
        if question.call:
            asked.setdefault("call", question.call.code)
        super().__init__(asked)
        self.fields["call"].queryset = Call.objects.visible_to(reader).order_by("code")  # type: ignore[attr-defined]


class PartsForm(forms.Form):
    """The parts of an answer to show, each named by its first sub-question; all unless said."""

    part = forms.TypedMultipleChoiceField(
        required=False, label=_("Delen van het antwoord"), coerce=int, widget=Boxes
    )

    def __init__(self, data: QueryDict, *, answer: Answer) -> None:
        super().__init__(data)
        self.answer = answer
        field: Any = self.fields["part"]
        field.choices = [(_first(part), part.heading) for part in answer.parts]

    @property
    def chosen(self) -> list[Part]:
        """Read it only when `is_valid()`."""
        asked = self.cleaned_data["part"]
        return [part for part in self.answer.parts if not asked or _first(part) in asked]

    @property
    def names(self) -> str:
        """Those that are shown, such as `2, 4 en 5`."""
        return get_text_list([part.heading.rstrip(".") for part in self.chosen], gettext("en"))

    @property
    def left_out(self) -> int:
        return len(self.answer.parts) - len(self.chosen)


def _first(part: Part) -> int:
    return part.answers[0].number


class MoveForm(Form):
    """An amount to move in thought from the budget of one lot to that of another."""

    giving = forms.ChoiceField(label=_("Van perceel"))
    taking = forms.ChoiceField(label=_("Naar perceel"))
    amount = EuroField(label=_("Bedrag in euro"))
    refusals: ClassVar[dict[str, tuple[str, Text]]] = {
        "same_lot": ("taking", _("Kies een ander perceel.")),
        "no_budget": ("giving", _("Een van deze percelen heeft geen eigen budget.")),
        "not_positive": ("amount", _("Geef een bedrag boven nul.")),
        "more_than_left": ("amount", _("Zoveel is er in dat perceel niet meer over.")),
    }

    def __init__(
        self, *args: Any, lots: Sequence[LotRow], others: frozenset[str], **kwargs: Any
    ) -> None:
        self.others = others  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self.lots = {lot.code: lot for lot in lots}
        for name in ("giving", "taking"):
            field: Any = self.fields[name]
            field.choices = [(lot.code, lot.name) for lot in lots]

    def after(self) -> tuple[LotRow, LotRow] | None:
        """Both lots afterwards; None, with the reason at its field, when it cannot be."""
        asked = self.cleaned_data
        try:
            return moved(self.lots[asked["giving"]], self.lots[asked["taking"]], asked["amount"])
        except CannotMove as refused:
            field, text = self.refusals[str(refused)]
            self.add_error(field, str(text))
            return None


class FinaliseForm(ActForm):
    service = finalise_sheet
    done = _("Het blad is definitief.")
    about = _("De cijfers van de periode blijven dan zoals ze nu zijn.")
    held_on = DayField(label=_("Gehouden op"))

    def __init__(self, *args: Any, obj: Evaluation, **kwargs: Any) -> None:
        meeting = obj.meeting
        known = (meeting.held_on or meeting.planned_on) if meeting else None
        past = known if known and known <= periods.today() else None
        super().__init__(*args, obj=obj, initial={"held_on": past}, **kwargs)

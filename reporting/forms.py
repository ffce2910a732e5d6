"""What a reader chooses on the page of a written question."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.models import User
from m2w.form_fields import PickedDayField
from programmes.models import Call
from reporting.filters import UNKNOWN_CODE
from reporting.models import WrittenQuestion


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

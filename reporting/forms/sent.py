"""What is filled in about answers that were sent, and to publish tables."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.models import User
from m2w.form_fields import PickedDayField
from m2w.forms import ActForm
from reporting import frozen, services
from reporting.models import FrozenAnswer, SavedTable, WrittenQuestion
from reporting.services.freezing import LONGEST_REASON
from reporting.services.publishing import LONGEST_TITLE


class LaterTextForm(ActForm):
    service = services.add_later_text
    done = _("De tekst staat naast het verzonden antwoord.")
    about = _("Het verzonden antwoord zelf verandert niet.")
    heading = forms.ChoiceField(label=_("Deel van het antwoord"))
    text = forms.CharField(label=_("Tekst zoals het kabinet ze verzond"), widget=forms.Textarea)
    reason = forms.CharField(label=_("Toelichting"), max_length=LONGEST_REASON, required=False)
    on = PickedDayField(label=_("Op"))

    def __init__(self, *args: Any, obj: FrozenAnswer, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        headings = frozen.headings_of(obj.document)
        self.fields["heading"].choices = [(one, one) for one in headings]  # type: ignore[attr-defined]
        self.initial["on"] = periods.today()


class PublishAnswerForm(ActForm):
    service = services.publish_answer
    done = _("De tabellen zijn gepubliceerd.")
    about = _(
        "Kleine aantallen blijven verborgen, samen met alles wat van deze peildatum al "
        "gepubliceerd is."
    )
    title = forms.CharField(label=_("Titel"), max_length=LONGEST_TITLE)
    names = forms.MultipleChoiceField(label=_("Tabellen"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, obj: WrittenQuestion, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        answer = FrozenAnswer.objects.filter(question=obj).first()
        tables = frozen.tables_of(answer.document) if answer else ()
        self.fields["names"].choices = [(one.name, one.view.caption) for one in tables]  # type: ignore[attr-defined]
        self.initial["title"] = obj.subject[:LONGEST_TITLE]


class PublishTablesForm(ActForm):
    """`obj` is whoever publishes."""

    done = _("De tabellen zijn gepubliceerd.")
    about = PublishAnswerForm.about
    title = forms.CharField(label=_("Titel"), max_length=LONGEST_TITLE)
    as_of = PickedDayField(label=_("Peildatum"))
    saved = forms.ModelMultipleChoiceField(
        SavedTable.objects.none(),
        label=_("Bewaarde tabellen"),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, obj: User, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        self.fields["saved"].queryset = SavedTable.objects.visible_to(obj)  # type: ignore[attr-defined]

    def act(self, *, by: User) -> Any:
        chosen = self.cleaned_data | {"saved": list(self.cleaned_data["saved"])}
        return services.publish_tables(by=by, **chosen)

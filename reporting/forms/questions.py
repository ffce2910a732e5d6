"""What is filled in to take a written question one step further, and to compose its answer."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.accounts.models import User
from m2w.form_fields import Boxes, DayField, PickedDayField, Radios
from m2w.forms import ActForm, Form
from reporting import deadlines, services
from reporting.choices import AnswerKind
from reporting.desk import analysts
from reporting.forms.registering import QuestionHead, area
from reporting.models import RuleText, SavedTable, SubQuestion, WrittenQuestion
from reporting.reports import REPORTS
from reporting.services.composing import NEEDED, seen
from reporting.table_choice import of_saved, read_address

# The fields that belong to one kind of answer only.
KINDS = {kind: names for kind, names in NEEDED.items() if names}


class PersonField(forms.ModelChoiceField):
    """Who composes answers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(analysts(), **kwargs)

    def label_from_instance(self, obj: User) -> str:
        return obj.name


class NoteForm(ActForm):
    note = forms.CharField(label=_("Toelichting"), required=False, max_length=2000, widget=area(3))


class AssignForm(NoteForm):
    service = services.assign
    done = _("De vraag is toegewezen.")
    assigned_to = PersonField(label=_("Toewijzen aan"), empty_label=None)
    field_order = ("assigned_to", "note")


class HandInForm(NoteForm):
    service = services.hand_in
    done = _("Het antwoord ligt ter nalezing bij een tweede persoon.")
    about = _("Daarna kan niets van het antwoord nog wijzigen, tot het terugkomt.")


class SignOffForm(NoteForm):
    service = services.sign_off
    done = _("Het antwoord is nagelezen.")
    about = _("U bevestigt dat u het antwoord hebt nagelezen zoals het verzonden wordt.")


class DeliverForm(NoteForm):
    service = services.deliver
    done = _("Het antwoord is geleverd aan het kabinet.")


class SendForm(NoteForm):
    service = services.send
    done = _("Het antwoord is verzonden en bewaard zoals het is.")
    about = _(
        "Het antwoord wordt bewaard met zijn tabellen en cijfers, en wijzigt daarna niet meer."
    )


class PublishForm(NoteForm):
    service = services.publish
    done = _("Het antwoord is gepubliceerd.")

    @property
    def about(self) -> str:  # type: ignore[override]
        until = deadlines.embargo_ends(self.obj.sent_on) if self.obj.sent_on else None
        if until is None:
            return ""
        said = _("Tot en met %(day)s heeft alleen de vraagsteller het antwoord.")
        return str(said) % {"day": notation.day(until)}


class SendBackForm(ActForm):
    service = services.send_back
    done = _("Het antwoord ligt weer bij wie het opstelt.")
    note = forms.CharField(label=_("Waarom het terugkomt"), max_length=2000, widget=area(4))


STEP_FORMS: dict[str, type[ActForm]] = {
    "assign": AssignForm,
    "hand_in": HandInForm,
    "sign_off": SignOffForm,
    "deliver": DeliverForm,
    "send": SendForm,
    "publish": PublishForm,
    "send_back": SendBackForm,
}


class CorrectForm(QuestionHead, ActForm):
    """The header of a question, once it is registered."""

    done = _("De vraag is gewijzigd.")

    def __init__(self, *args: Any, obj: WrittenQuestion, **kwargs: Any) -> None:
        initial = {name: getattr(obj, name) for name in self.base_fields}
        super().__init__(*args, obj=obj, initial=initial, **kwargs)

    def act(self, *, by: Any) -> WrittenQuestion:
        return services.correct(self.obj, self.cleaned_data, by=by)


class DayForm(Form):
    """The day of all figures, kept with the question."""

    day = PickedDayField(label=_("Peildatum van alle cijfers"))


class SubAnswerForm(ActForm):
    """How one sub-question is answered."""

    done = _("Bewaard.")
    groups = tuple((kind.label, names) for kind, names in KINDS.items())
    taken: ClassVar[dict[str, str]] = {}
    title = forms.CharField(label=_("Korte titel"), max_length=120)
    kind = forms.ChoiceField(label=_("Soort antwoord"), choices=AnswerKind.choices, widget=Radios)
    answer = forms.CharField(
        label=_("Tekst"),
        required=False,
        max_length=50_000,
        widget=area(12, "m2w-input m2w-input--long"),
        help_text=_("Een cijfer tussen accolades volgt de peildatum: {as_of}."),
    )
    rule_text = forms.ChoiceField(label=_("Regeltekst"), required=False)
    refers_to = forms.ModelChoiceField(
        WrittenQuestion.objects.none(),
        to_field_name="code",
        label=_("Eerdere vraag in dit systeem"),
        required=False,
    )
    reference = forms.CharField(
        label=_("Eerder antwoord, in woorden"),
        required=False,
        max_length=300,
        help_text=_("Bijvoorbeeld: schriftelijke vraag nr. 321 van 7 februari 2022."),
    )
    why_unavailable = forms.CharField(
        label=_("Waarom de gegevens niet beschikbaar zijn"),
        required=False,
        max_length=2000,
        widget=area(3),
    )
    other_minister = forms.CharField(label=_("Andere minister"), required=False, max_length=200)
    assigned_to = PersonField(
        label=_("Toegewezen aan"), required=False, empty_label=_("Niemand in het bijzonder")
    )
    is_ready = forms.BooleanField(label=_("Deze deelvraag is klaar"), required=False)
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, obj: SubQuestion, reader: User, **kwargs: Any) -> None:
        names = [name for name in self.base_fields if name != "read"]
        initial = {name: getattr(obj, name) for name in names} | {"read": seen(obj)}
        initial["refers_to"] = obj.refers_to.code if obj.refers_to else ""
        super().__init__(*args, obj=obj, initial=initial, **kwargs)
        rules = RuleText.objects.order_by("title_nl").values_list("code", "title_nl").distinct()
        fields: Any = self.fields
        fields["rule_text"].choices = [("", _("Geen regeltekst")), *rules]
        others = WrittenQuestion.objects.visible_to(reader).exclude(pk=obj.question_id)
        fields["refers_to"].queryset = others
        fields["refers_to"].empty_label = _("Geen")
        fields["refers_to"].label_from_instance = named

    def folded(self) -> Iterator[tuple[str | Promise, list[forms.BoundField], bool]]:
        """The fields of one kind of answer each, and whether they are in sight: those of the
        chosen kind are, and those with something to mend."""
        chosen = self["kind"].value()
        for kind, names in KINDS.items():
            fields = [self[name] for name in names]
            is_open = kind == chosen or any(field.errors for field in fields)
            yield kind.label, fields, is_open

    def act(self, *, by: Any) -> SubQuestion:
        values = dict(self.cleaned_data)
        return services.write_sub_answer(self.obj, values, by=by, read=values.pop("read"))


def named(question: WrittenQuestion) -> str:
    """`479 van 25 maart 2022: onderwerp`."""
    said = _("%(number)s van %(day)s: %(subject)s")
    day = notation.day(question.asked_on)
    return str(said) % {"number": question.number, "day": day, "subject": question.subject}


class TableForm(Form):
    """A table to put under a sub-question: a report, a saved table, or the address of any."""

    report = forms.ChoiceField(label=_("Rapport"), required=False)
    saved = forms.ModelChoiceField(
        SavedTable.objects.none(),
        to_field_name="code",
        label=_("Of een bewaarde tabel"),
        empty_label=_("Kies een bewaarde tabel"),
        required=False,
        help_text=_("Een tabel bewaart u bij Kruistabellen. De peildatum is die van het antwoord."),
    )
    address = forms.CharField(
        label=_("Of het adres van een tabel"),
        required=False,
        max_length=2000,
        help_text=_(
            "Kopieer het adres van een rapport, kruistabel of bewaarde tabel uit uw browser."
        ),
    )
    title = forms.CharField(label=_("Titel"), required=False, max_length=200)

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        self.reader = reader
        super().__init__(*args, **kwargs)
        reports: Any = self.fields["report"]
        saved: Any = self.fields["saved"]
        saved.queryset = SavedTable.objects.visible_to(reader)
        listed = [(code, one.title) for code, one in REPORTS.items() if not one.options]
        reports.choices = [("", _("Kies een rapport")), *listed]

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        given = [name for name in ("report", "saved", "address") if asked.get(name)]
        if len(given) != 1 and not self.errors:
            message = _(
                "Kies een rapport of een bewaarde tabel, of geef een adres: één van de drie."
            )
            self.add_error("report", str(message))
        return asked

    def chosen(self) -> tuple[str, dict[str, str]]:
        """The report and the choices of it. Raises ValidationError at `address` for none."""
        asked = self.cleaned_data
        if asked["saved"]:
            return of_saved(asked["saved"])
        if asked["address"]:
            return read_address(asked["address"], self.reader)
        return asked["report"], {}


class GroupForm(ActForm):
    """Sub-questions to answer together."""

    done = _("De deelvragen worden samen beantwoord.")
    about = _("Zij krijgen samen één kop, zoals 1+3+6-7., en een gemeenschappelijke tekst.")
    numbers = forms.TypedMultipleChoiceField(label=_("Deelvragen"), coerce=int, widget=Boxes)
    text = forms.CharField(
        label=_("Gemeenschappelijke tekst"),
        required=False,
        max_length=20_000,
        widget=area(5),
        help_text=_("De peildatum schrijft u als {as_of}."),
    )

    def __init__(self, *args: Any, obj: WrittenQuestion, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        numbers: Any = self.fields["numbers"]
        subs = obj.sub_questions.all()
        numbers.choices = [(sub.number, f"{sub.name}. {sub.title}") for sub in subs]

    def act(self, *, by: Any) -> WrittenQuestion:
        asked = self.cleaned_data
        services.group(self.obj, asked["numbers"], by=by, text=asked["text"])
        return self.obj


class PartForm(ActForm):
    """The text with which a part begins."""

    done = _("Bewaard.")
    text = forms.CharField(
        label=_("Gemeenschappelijke tekst"),
        required=False,
        max_length=20_000,
        widget=area(6),
        help_text=_("De peildatum schrijft u als {as_of}."),
    )

    def __init__(self, *args: Any, obj: Any, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, initial={"text": obj.text}, **kwargs)

    service = services.write_part


class ReasonForm(ActForm):
    """Why a typed figure stays, although another one is computed."""

    done = _("Het getypte cijfer blijft staan, met uw reden.")
    figure = forms.CharField(widget=forms.HiddenInput, max_length=60)
    reason = forms.CharField(label=_("Reden"), max_length=300, widget=area(3))

    def act(self, *, by: Any) -> Any:
        asked = self.cleaned_data
        return services.explain_figure(
            self.obj, by=by, typed=asked["figure"], reason=asked["reason"]
        )


class AskForm(ActForm):
    """What VDAB is asked to say, and by when."""

    service = services.ask_contribution
    done = _("De bijdrage is gevraagd. VDAB krijgt er bericht van.")
    asked = forms.CharField(label=_("Wat u van VDAB vraagt"), max_length=2000, widget=area(4))
    due_on = DayField(label=_("Verwacht op"))


class GiveForm(ActForm):
    """What VDAB says."""

    service = services.give_contribution
    done = _("Uw bijdrage is doorgegeven aan het departement.")
    about = _("Schrijf geen namen van mentees of mentoren: het antwoord wordt openbaar.")
    text = forms.CharField(label=_("Uw bijdrage"), max_length=20_000, widget=area(9))

    def __init__(self, *args: Any, obj: Any, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, initial={"text": obj.text}, **kwargs)

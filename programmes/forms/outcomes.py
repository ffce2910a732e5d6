"""What someone fills in about what became of an enrolment."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.accounts.models import User
from m2w.form_fields import DayField, Radios
from m2w.forms import ActForm
from m2w.privacy.file_forms import FileForm, one_sector
from programmes import services
from programmes.choices import (
    Evidence,
    MeasurementResult,
    OutcomeKind,
    RemovalReason,
    Verification,
)
from programmes.models import Enrolment, Measurement, Outcome
from programmes.models.outcomes import LONGEST_NOTE
from programmes.services.outcomes import ALONG

# A measurement that found nothing is noted as a measurement.
KINDS = [
    ("", _("Kies een soort")),
    *(choice for choice in OutcomeKind.choices if choice[0] != OutcomeKind.NONE),
]
EVIDENCE = [("", _("nog niet bekend")), *Evidence.choices]
ALONG_NAMES = tuple(
    f"{ALONG}{name}" for name in ("kind", "employer", "sector", "started_on", "evidence")
)


def note_field(label: Any, help_text: Any, longest: int = LONGEST_NOTE) -> forms.CharField:
    area = forms.Textarea({"rows": 3, "maxlength": longest})
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=longest, widget=area
    )


def version_field() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, required=False)


class OutcomeForm(FileForm, ActForm):
    """A new outcome of an enrolment."""

    model = Outcome
    sections = [
        (
            _("Uitstroom"),
            ("kind", "employer", "sector", "started_on", "ended_on", "evidence", "note"),
        )
    ]
    others = frozenset()
    done = _("De uitstroom is genoteerd.")
    about = _(
        "Noteer werk, stage of opleiding zodra het begint, ook tijdens de begeleiding. VDAB kijkt"
        " het na."
    )
    taken = {"outcome_exists": "started_on"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = KINDS
        fields["employer"].label = _("Werkgever of school")
        fields["evidence"].choices = EVIDENCE
        fields["ended_on"].help_text = _("dd/mm/jjjj. Leeg: het loopt nog.")
        fields["note"].widget = forms.Textarea({"rows": 3, "maxlength": LONGEST_NOTE})
        fields["note"].help_text = _(
            "Hoogstens 300 tekens, geen gezondheidsgegevens. VDAB leest deze nota."
        )

    def act(self, *, by: User) -> Any:
        values = {name: self.cleaned_data[name] for name in self.columns()}
        return services.record_outcome(self.obj, by=by, **values)


class CorrectOutcomeForm(OutcomeForm):
    done = _("De verbetering is bewaard.")
    about = _("De vorige waarden blijven in de geschiedenis. Noteer hier ook wanneer het eindigde.")
    version = version_field()

    def __init__(self, *args: Any, obj: Outcome, **kwargs: Any) -> None:
        initial = {name: getattr(obj, name) for name in (*self.columns(), "version")}
        super().__init__(*args, obj=obj, initial=initial, **kwargs)
        if obj.kind == OutcomeKind.NONE:
            field: Any = self.fields["kind"]
            field.choices = OutcomeKind.choices

    def act(self, *, by: User) -> Outcome:
        values = {name: self.cleaned_data[name] for name in self.columns()}
        version = self.cleaned_data["version"] or self.obj.version
        return services.correct_outcome(self.obj, values, by=by, version=version)


class RemoveOutcomeForm(ActForm):
    service = services.remove_outcome
    done = _("De uitstroom is verwijderd.")
    about = _("Alleen voor wat nooit uitstroom was. Is het voorbij, noteer dan de laatste dag.")
    danger = True
    reason = forms.ChoiceField(
        label=_("Reden"), choices=[("", _("Kies een reden")), *RemovalReason.choices]
    )


class VerifyForm(ActForm):
    """What VDAB found when it looked an outcome up."""

    service = services.verify_outcome
    done: ClassVar[str | Promise] = _("Genoteerd.")
    about = _(
        "Kijk na in de gegevens van VDAB. Uw antwoord verandert geen enkele telling; alleen andere"
        " datums tellen voortaan."
    )
    taken = {"outcome_exists": "started_on"}
    version = version_field()
    result = forms.ChoiceField(label=_("Wat vond u?"), choices=Verification.choices, widget=Radios)
    started_on = DayField(label=_("Begonnen op, volgens VDAB"), required=False)
    ended_on = DayField(
        label=_("Geëindigd op, volgens VDAB"),
        required=False,
        help_text=_("dd/mm/jjjj. Leeg: het loopt nog."),
    )
    note = note_field(_("Nota"), _("De promotor leest deze nota. Geen gezondheidsgegevens."))

    def act(self, *, by: User) -> Outcome:
        found: Outcome = super().act(by=by)
        told = {"who": found.enrolment.mentee, "what": found.get_verification_display()}
        self.done = str(_("%(who)s: %(what)s.") % told)  # type: ignore[misc]  # of this form alone
        return found


def along() -> dict[str, forms.Field]:
    """The fields of an outcome that is noted along with something else."""
    kind, employer, sector, started_on, evidence = ALONG_NAMES
    return {
        kind: forms.ChoiceField(label=_("Soort"), choices=KINDS, required=False),
        employer: forms.CharField(label=_("Werkgever of school"), max_length=200, required=False),
        sector: forms.ChoiceField(label=_("Sector"), choices=one_sector, required=False),
        started_on: DayField(label=_("Begonnen op"), required=False),
        evidence: forms.ChoiceField(
            label=_("Waaruit blijkt het?"), choices=EVIDENCE, required=False
        ),
    }


def told_along(values: dict[str, Any]) -> dict[str, Any] | None:
    """What was filled in of an outcome; None when nothing was. Takes it out of the values."""
    told = {name.removeprefix(ALONG): values.pop(name) for name in ALONG_NAMES}
    return told if any(told.values()) else None


STILL, NEW = "still", "new"


class MeasureForm(ActForm):
    """What somebody hears when they ask, so many months later, how it goes."""

    done = _("De meting is genoteerd.")
    groups = [(_("Nieuw werk, opleiding of stage"), ALONG_NAMES)]
    taken = {"outcome_exists": f"{ALONG}started_on"}
    month = forms.IntegerField(widget=forms.HiddenInput)
    result = forms.ChoiceField(
        label=_("Hoe gaat het nu?"),
        widget=Radios,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies wat u hoorde.")),
    )
    stopped_on = DayField(label=_("Laatste dag"), required=False)

    def __init__(
        self, *args: Any, obj: Enrolment, going_on: Outcome | None, month: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, obj=obj, initial={"month": month}, **kwargs)
        self.going_on = going_on
        self.fields |= along()
        field: Any = self.fields["result"]
        field.choices = list(self.results())
        if going_on is None and "stopped_on" not in self.data:
            del self.fields["stopped_on"]
        elif going_on is not None:
            self.fields["stopped_on"].help_text = _(
                "dd/mm/jjjj. Alleen als dit voorbij is: %(what)s."
            ) % {"what": in_words(going_on)}

    def results(self) -> Iterable[tuple[str, Any]]:
        if self.going_on:
            yield STILL, _("Nog altijd: %(what)s") % {"what": in_words(self.going_on)}
        yield NEW, _("Iets nieuws: werk, opleiding of stage")
        yield MeasurementResult.NONE, _("Niets gevonden")
        yield MeasurementResult.NOT_REACHED, _("Niet bereikt")

    def clean(self) -> dict[str, Any]:
        """What was typed is kept or refused: of no answer is any of it left aside."""
        values: dict[str, Any] = super().clean() or {}
        said = values.get("result")
        if said and said != NEW and any(values.get(name) for name in ALONG_NAMES):
            self.add_error("result", _("Kies “Iets nieuws”, of maak leeg wat u daar invulde."))
        if said in {STILL, MeasurementResult.NOT_REACHED} and values.get("stopped_on"):
            self.add_error("stopped_on", _("Maak dit leeg, of kies hierboven wat er daarna kwam."))
        return values

    def act(self, *, by: User) -> Measurement:
        values = dict(self.cleaned_data)
        told, said = told_along(values), values["result"]
        known = said in {STILL, NEW}
        return services.measure(
            self.obj,
            by=by,
            month=values["month"],
            result=MeasurementResult.KNOWN if known else said,
            outcome=told or {} if said == NEW else None,
            stopped_on=values.get("stopped_on"),
        )


def in_words(outcome: Outcome) -> str:
    """`contract van onbepaalde duur bij Bakkerij Mulu, sinds 1 maart 2022`"""
    told = {
        "kind": outcome.get_kind_display(),
        "employer": outcome.employer,
        "day": notation.day(outcome.started_on),
    }
    if outcome.employer:
        return str(_("%(kind)s bij %(employer)s, sinds %(day)s") % told)
    return str(_("%(kind)s, sinds %(day)s") % told)

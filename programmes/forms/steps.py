"""What someone fills in to take a step in the life of an enrolment: one form per step.

A form holds no rule: it gives its values to the service of that name, as the API does.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.models import User
from m2w.form_fields import DayField
from m2w.forms import ActForm
from programmes import services
from programmes.choices import DeclineReason, EndReason, RejectionReason, State
from programmes.eligibility_texts import question_about
from programmes.forms.outcomes import ALONG_NAMES, along, note_field, told_along
from programmes.models import Enrolment, Lot
from programmes.models.enrolments import LONGEST_CLOSING_NOTE
from programmes.services.screenings import lots_that_fit


def text(label: Any, help_text: Any = "", **options: Any) -> forms.CharField:
    area = forms.Textarea({"rows": 4})
    return forms.CharField(label=label, help_text=help_text, widget=area, **options)


def reasons(choices: Any) -> Any:
    return [("", _("Kies een reden")), *choices]


class StepForm(ActForm):
    """The form of one step."""

    def __init__(self, *args: Any, enrolment: Enrolment, **kwargs: Any) -> None:
        super().__init__(*args, obj=enrolment, **kwargs)
        self.enrolment = enrolment


class Submit(StepForm):
    service = services.submit
    done = _("De aanmelding is ingediend. VDAB beslist.")
    about = _(
        "VDAB krijgt het dossier en beslist. De screening en het profiel worden vandaag vastgelegd."
    )


class Answer(StepForm):
    service = services.answer
    done = _("Uw antwoord is verstuurd. VDAB beslist nu.")
    about = _(
        "Verbeter eerst de gegevens waar VDAB naar vraagt: bij uw antwoord wordt opnieuw gescreend."
    )
    comment = text(_("Uw antwoord"), _("VDAB leest deze tekst. Schrijf geen gezondheidsgegevens."))


class Withdraw(StepForm):
    service = services.withdraw
    done = _("De aanmelding is ingetrokken.")
    about = _("De begeleiding gaat dan niet door. Het dossier van de mentee blijft bewaard.")
    danger = True
    reason = text(_("Reden"), _("Hoogstens 500 tekens, geen gezondheidsgegevens."), max_length=500)


class End(StepForm):
    service = services.end
    done = _("De begeleiding is beëindigd. Na 1, 3, 6 en 12 maanden vragen wij hoe het gaat.")
    about = _("Is er al werk of een opleiding? Noteer het meteen, of later in het dossier.")
    danger = True
    taken = {"outcome_exists": "outcome_started_on"}
    groups = [
        (_("Slotgesprek"), ("interview_on", "note")),
        (_("Werk, opleiding of stage"), ALONG_NAMES),
    ]
    reason = forms.ChoiceField(label=_("Reden"), choices=reasons(EndReason.choices))
    ended_on = DayField(label=_("Laatste dag"), required=False, initial=periods.today)
    interview_on = DayField(label=_("Gehouden op"), required=False)
    note = note_field(
        _("Nota"),
        _("Hoogstens 500 tekens, geen gezondheidsgegevens. VDAB leest deze nota niet."),
        LONGEST_CLOSING_NOTE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= along()

    def act(self, *, by: User) -> Enrolment:
        values = dict(self.cleaned_data)
        told = told_along(values)
        return services.end(self.obj, by=by, outcome=told, **values)


class AcceptReferral(StepForm):
    service = services.accept_referral
    done = _("De doorverwijzing is aanvaard.")
    about = _(
        "Komt de klant vandaag in aanmerking, dan is dit meteen de indiening en de goedkeuring door"
        " VDAB. Anders wordt het een concept dat u aanvult."
    )

    def act(self, *, by: User) -> Enrolment:
        accepted: Enrolment = super().act(by=by)
        if accepted.state == State.DRAFT:
            self.done = _(  # type: ignore[misc]  # of this form alone
                "De doorverwijzing is aanvaard als concept: vul het aan en dien het in."
            )
        return accepted


class DeclineReferral(StepForm):
    service = services.decline_referral
    done = _("De doorverwijzing is afgewezen. VDAB krijgt bericht.")
    danger = True
    reason = forms.ChoiceField(label=_("Reden"), choices=reasons(DeclineReason.choices))
    comment = text(_("Toelichting"), _("VDAB leest deze tekst."), required=False)


class Approve(StepForm):
    service = services.approve
    done = _("De aanmelding is goedgekeurd.")
    taken = dict.fromkeys(["derogation_required", "derogation_superfluous"], "derogation_reason")
    derogation_reason = text(
        _("Motivering van de afwijking"),
        _("De promotor leest deze tekst. Schrijf geen gezondheidsgegevens."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.enrolment.needs_derogation:
            self.fields["derogation_reason"].required = True
        else:
            del self.fields["derogation_reason"]


class RequestInfo(StepForm):
    service = services.request_info
    done = _("Uw vraag is verstuurd. De klok staat stil tot het antwoord.")
    comment = text(
        _("Uw vraag"), _("De promotor leest deze tekst. Schrijf geen gezondheidsgegevens.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        screening = self.enrolment.screening
        self.fields["comment"].initial = question_about(screening.missing if screening else [])


class Reject(StepForm):
    service = services.reject
    done = _("De aanmelding is geweigerd.")
    danger = True
    taken = {"lot_does_not_fit": "next_lot"}
    reason = forms.ChoiceField(label=_("Reden"), choices=reasons(RejectionReason.choices))
    comment = text(
        _("Toelichting"),
        _(
            "Verplicht bij “geen baat te verwachten” en bij “andere reden”. De promotor leest deze"
            " tekst. Schrijf geen gezondheidsgegevens."
        ),
        required=False,
    )
    next_lot = forms.ModelChoiceField(
        queryset=Lot.objects.none(),
        label=_("Volgende stap: een ander perceel"),
        help_text=_("Alleen percelen waarvoor deze mentee vandaag in aanmerking komt."),
        empty_label=_("Geen ander perceel"),
        required=False,
    )
    screen_again_on = DayField(label=_("Of: opnieuw screenen op"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = lots_that_fit(self.enrolment.mentee, periods.today())
        others = [lot.pk for lot in fitting if lot.pk != self.enrolment.project.lot_id]
        lots: Any = self.fields["next_lot"]
        lots.queryset = Lot.objects.filter(pk__in=others)
        if not others:
            del self.fields["next_lot"]


class Delete(StepForm):
    service = services.delete_draft
    done = _("Het concept is verwijderd. Het dossier van de mentee blijft.")
    about = _("Alleen deze aanmelding verdwijnt. Dat is niet ongedaan te maken.")
    danger = True


STEP_FORMS: dict[str, type[StepForm]] = {
    "submit": Submit,
    "answer": Answer,
    "withdraw": Withdraw,
    "end": End,
    "accept_referral": AcceptReferral,
    "decline_referral": DeclineReferral,
    "approve": Approve,
    "request_info": RequestInfo,
    "reject": Reject,
    "delete": Delete,
}

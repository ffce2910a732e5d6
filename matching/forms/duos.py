"""What someone fills in to start a duo, and to do something with one: a form per act.

A form holds no rule: it gives its values to the service of that name, as the API does.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from m2w import notation, periods
from m2w.accounts.models import Staff, User
from m2w.form_fields import DayField
from m2w.forms import ActForm
from m2w.wording import spoken
from matching import services
from matching.choices import MatchEndReason
from matching.coaches import suggested
from matching.models import Match, Mentor
from matching.querysets import OPEN_MATCHES
from programmes.forms.outcomes import note_field
from programmes.models import Enrolment
from programmes.models.enrolments import LONGEST_CLOSING_NOTE

# The field that each refusal of a rule is about, where it is about one.
ABOUT_MENTOR = ["not_active", "not_trained", "full", "no_shared_language", "misfit", "vetoed"]
ABOUT_COACH = ["not_a_coach", "no_coach_language", "same_coach"]
TAKEN = dict.fromkeys(ABOUT_MENTOR, "mentor") | dict.fromkeys(ABOUT_COACH, "coach")


def agreement_field() -> DayField:
    return DayField(label=_("Afsprakennota getekend op"), required=False)


def meeting_field() -> DayField:
    return DayField(label=_("Eerste gesprek op"), required=False)


def rhythm_field() -> forms.IntegerField:
    number = forms.NumberInput({"class": "m2w-input m2w-input--short", "inputmode": "numeric"})
    return forms.IntegerField(label=_("Contact om de … dagen"), required=False, widget=number)


def name_rhythm(field: forms.Field, days: int) -> None:
    """Say what an empty field stands for."""
    field.help_text = _("Leeg: om de %(days)s dagen, het ritme van het project.") % {"days": days}


def coach_choices(coaches: list[Any]) -> list[tuple[Any, Any]]:
    """The coaches in the order in which they are suggested, with how many duos each follows."""
    return [("", _("Kies een mentor-coach")), *((one.pk, coach_label(one)) for one in coaches)]


def coach_label(coach: Any) -> str:
    text = ngettext("%(who)s (%(n)s duo)", "%(who)s (%(n)s duo’s)", coach.open_duos)
    return text % {"who": coach, "n": notation.number(coach.open_duos)}


class MentorField(forms.ModelChoiceField):
    """A mentor, with what decides whether they can be asked."""

    def label_from_instance(self, obj: Any) -> str:
        told = {
            "who": obj,
            "languages": spoken(obj.languages),
            "taken": notation.number(obj.open_matches),
            "places": notation.number(obj.capacity),
        }
        return _("%(who)s (%(taken)s van %(places)s bezet) – %(languages)s") % told


class StartForm(ActForm):
    """For one enrolment: with whom, who frames it, and what is agreed."""

    service = services.start_match
    done = _("Het duo is gestart.")
    taken = TAKEN | dict.fromkeys(["before_approval", "outside_term"], "started_on")
    mentor = MentorField(Mentor.objects.none(), label=_("Mentor"), empty_label=_("Kies een mentor"))
    coach = forms.ModelChoiceField(
        Staff.objects.none(),
        label=_("Mentor-coach"),
        help_text=_("Bovenaan: wie een taal deelt met de mentor en de minste duo’s volgt."),
    )
    started_on = DayField(label=_("Eerste dag"))
    agreement_on = agreement_field()
    first_meeting_on = meeting_field()
    contact_every_days = rhythm_field()
    planned_end_on = DayField(label=_("Gepland einde"), required=False)

    def __init__(self, *args: Any, obj: Enrolment, by: User, mentor: str = "", **kw: Any) -> None:
        self.mentors = mentors_for(obj, by)
        chosen = self.mentors.named(mentor).first() if mentor else None
        project = obj.project
        coaches = suggested(
            project.promoter,
            chosen.languages if chosen else {},
            project.lot.call.min_shared_language_level,
        )
        initial = {
            "started_on": periods.today(),
            "mentor": chosen,
            "coach": coaches[0] if coaches else None,
        }
        super().__init__(*args, obj=obj, initial=initial, **kw)
        fields: dict[str, Any] = self.fields
        fields["mentor"].queryset = self.mentors
        fields["coach"].queryset = Staff.objects.filter(pk__in=[one.pk for one in coaches])
        fields["coach"].choices = coach_choices(coaches)
        name_rhythm(fields["contact_every_days"], project.contact_every_days)
        duration = {"months": project.expected_duration_months}
        fields["planned_end_on"].help_text = (
            _("dd/mm/jjjj. Leeg: na %(months)s maanden, de verwachte duur.") % duration
        )

    def act(self, *, by: User) -> Match:
        values = dict(self.cleaned_data)
        mentor, coach = values.pop("mentor"), values.pop("coach")
        return services.start_match(self.obj, mentor, coach, by=by, **values)


def mentors_for(enrolment: Enrolment, by: User) -> Any:
    """The mentors of the promoter whom someone sees and who take part, by name."""
    rows = Mentor.objects.visible_to(by).filter(
        promoter=enrolment.project.promoter_id, restricted_on=None
    )
    by_name = rows.order_by("last_name", "first_name", "code")
    return by_name.annotate(open_matches=OPEN_MATCHES)


class Arrange(ActForm):
    service = services.arrange_match
    done = _("De afspraken zijn bewaard.")
    agreement_on = agreement_field()
    first_meeting_on = meeting_field()
    contact_every_days = rhythm_field()

    def __init__(self, *args: Any, obj: Match, **kw: Any) -> None:
        names = ("agreement_on", "first_meeting_on", "contact_every_days")
        super().__init__(*args, obj=obj, initial={n: getattr(obj, n) for n in names}, **kw)
        project = obj.enrolment.project
        name_rhythm(self.fields["contact_every_days"], project.contact_every_days)


class Pause(ActForm):
    service = services.pause_match
    done = _("Het duo is gepauzeerd.")
    about = _(
        "Tijdens een pauze is geen contact of gesprek te laat. De plaats van de mentor blijft"
        " bezet."
    )
    paused_from = DayField(label=_("Eerste dag"))
    paused_until = DayField(
        label=_("Laatste dag"),
        help_text=_("dd/mm/jjjj. Leeg: tot u het duo hervat."),
        required=False,
    )

    def __init__(self, *args: Any, obj: Match, **kw: Any) -> None:
        super().__init__(*args, obj=obj, initial={"paused_from": periods.today()}, **kw)


class Resume(ActForm):
    service = services.resume_match
    done = _("Het duo is hervat.")
    about = _("Vanaf vandaag telt de opvolging weer. De dagen van de pauze tellen niet mee.")


class Extend(ActForm):
    service = services.extend_match
    done = _("Het duo is verlengd.")
    planned_end_on = DayField(label=_("Nieuw gepland einde"))


class ChangeCoach(ActForm):
    service = services.change_coach
    done = _("Het duo heeft een andere mentor-coach.")
    about = _("De nieuwe mentor-coach ziet daarna dit duo en het dossier van de mentee.")
    taken = TAKEN
    coach = forms.ModelChoiceField(
        Staff.objects.none(),
        label=_("Mentor-coach"),
        help_text=_("Bovenaan: wie een taal deelt met de mentor en de minste duo’s volgt."),
    )

    def __init__(self, *args: Any, obj: Match, **kw: Any) -> None:
        super().__init__(*args, obj=obj, **kw)
        project = obj.enrolment.project
        level = project.lot.call.min_shared_language_level
        found = suggested(project.promoter, obj.mentor.languages, level)
        others = [coach for coach in found if coach.pk != obj.coach_id]
        field: Any = self.fields["coach"]
        field.queryset = Staff.objects.filter(pk__in=[one.pk for one in others])
        field.choices = coach_choices(others)


class End(ActForm):
    service = services.end_match
    done = _("Het duo is beëindigd.")
    about = _(
        "De plaats van de mentor komt vrij. De begeleiding loopt verder: u kunt een nieuw duo"
        " starten."
    )
    danger = True
    reason = forms.ChoiceField(
        label=_("Reden"),
        choices=[("", _("Kies een reden")), *MatchEndReason.choices],
        help_text=_("Bij “het klikte niet” stellen we deze twee niet opnieuw aan elkaar voor."),
    )
    ended_on = DayField(label=_("Beëindigd op"))
    interview_on = DayField(label=_("Gehouden op"), required=False)
    note = note_field(
        _("Nota"),
        _("Hoogstens 500 tekens, geen gezondheidsgegevens. VDAB leest deze nota niet."),
        LONGEST_CLOSING_NOTE,
    )
    groups = [(_("Slotgesprek"), ("interview_on", "note"))]

    def __init__(self, *args: Any, obj: Match, **kw: Any) -> None:
        super().__init__(*args, obj=obj, initial={"ended_on": periods.today()}, **kw)


ACT_FORMS: dict[str, type[ActForm]] = {
    "arrange": Arrange,
    "extend": Extend,
    "pause": Pause,
    "resume": Resume,
    "change_coach": ChangeCoach,
    "end": End,
}

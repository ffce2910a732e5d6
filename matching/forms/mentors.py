"""The forms over a mentor: the file, a pause, a session of the mentorvorming."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.form_fields import DayField
from m2w.forms import ActForm
from m2w.privacy.file_forms import FileForm
from matching import services
from matching.choices import InterviewOutcome
from matching.mentor_file import PAPERS
from matching.models import Mentor
from matching.models.mentors import LONGEST_NOTE, LONGEST_TITLE
from matching.services.trainings import LEAST_HOURS, MOST_HOURS

OUTCOMES = [("", _("nog niet beslist")), *InterviewOutcome.choices]
INTERVIEW = ("interviewed_on", "interview_outcome", "interview_note")


class MentorForm(FileForm):
    model = Mentor
    sections = [
        (_("Wie"), ("first_name", "last_name", "birth_year", "gender", "email", "phone")),
        (_("Talen"), ("languages",)),
        (
            _("Aanbod"),
            ("postcode", "online", "capacity", "interests", "availability", "sectors"),
        ),
        (_("Wensen over de mentee"), ("wishes", "hard_wishes")),
        (
            _("Loopbaan als mentor"),
            ("active_from", "active_until", "paused_from", "paused_until"),
        ),
        (_("Papieren"), PAPERS),
        (_("Kennismaking"), INTERVIEW),
        (_("Mentorvorming"), ("trained_on",)),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_interview(self)
        self.fields["wishes"].help_text = _("Tellen mee in de score.")
        self.fields["hard_wishes"].help_text = _("Is er één niet vervuld, dan komt er geen duo.")
        self.fields["capacity"].help_text = _("Hoeveel mentees tegelijk.")
        self.fields["trained_on"].help_text = _(
            "De dag waarop de hele vorming gevolgd was, als dd/mm/jjjj. Sessies noteert u in het"
            " dossier."
        )


def as_interview(form: forms.BaseForm) -> None:
    """The fields of a meeting as people fill them in."""
    outcome: Any = form.fields["interview_outcome"]
    outcome.choices = OUTCOMES
    form.fields["interview_note"].widget = forms.Textarea({"maxlength": LONGEST_NOTE, "rows": 4})
    form.fields["interview_note"].help_text = _("Hoogstens 500 tekens, geen gezondheidsgegevens.")


class NewMentorForm(MentorForm):
    """For someone new. Whether they are someone else is asked once they seem to be there."""

    someone_else = forms.BooleanField(label=_("Dit is iemand anders: bewaar toch"), required=False)

    @property
    def asks_who(self) -> bool:
        field = self["someone_else"]
        return bool(field.errors or field.value())


class PauseForm(ActForm):
    service = services.pause_mentor
    done = _("De pauze is genoteerd.")
    about = _(
        "Tijdens een pauze stellen wij voor deze mentor geen nieuw duo voor. Duo’s die lopen,"
        " lopen door."
    )
    paused_from = DayField(label=_("Van"), initial=periods.today)
    paused_until = DayField(label=_("Tot en met"), required=False)


class TrainingForm(ActForm):
    service = services.add_training
    done = _("De sessie is genoteerd.")
    held_on = DayField(label=_("Datum"))
    title = forms.CharField(label=_("Onderwerp"), max_length=LONGEST_TITLE)
    hours = forms.DecimalField(
        label=_("Uren"),
        required=False,
        localize=True,
        min_value=LEAST_HOURS,
        max_value=MOST_HOURS,
        decimal_places=1,
        widget=forms.TextInput({"inputmode": "decimal", "class": "m2w-input m2w-input--short"}),
    )
    completes = forms.BooleanField(
        label=_("Hiermee is de hele mentorvorming gevolgd"), required=False
    )

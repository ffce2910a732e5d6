"""What someone fills in about a meeting: when, what was said, and what was agreed.

The object of each form is the round; of `DoneForm` it is the action.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import periods
from m2w.accounts.models import Staff, User
from m2w.corrections import Outdated
from m2w.form_fields import DayField
from m2w.forms import ActForm
from programmes import services
from programmes.choices import Party
from programmes.evaluation_rounds import Round
from programmes.forms.evaluations import area
from programmes.forms.versioned import VersionedForm
from programmes.models import AgreedAction, Meeting

PARTY = "party:"


class PlanForm(ActForm):
    service = services.plan_meeting
    done = gettext_lazy("Het overleg is gepland.")
    about = gettext_lazy(
        "Wie deze evaluatie leest, vindt het moment in zijn agenda. Leeg: het overleg is niet meer"
        " gepland."
    )
    planned_on = DayField(label=gettext_lazy("Dag"), required=False)
    planned_at = forms.TimeField(
        label=gettext_lazy("Uur"),
        help_text=gettext_lazy("Bijvoorbeeld 14:30."),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%Hu%M"],
        widget=forms.TimeInput({"class": "m2w-input m2w-input--short"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Schrijf een uur als 14:30.")},
    )
    place = forms.CharField(label=gettext_lazy("Plaats"), required=False, max_length=200)

    def __init__(self, *args: Any, obj: Round, meeting: Meeting | None, **kwargs: Any) -> None:
        names = ("planned_on", "planned_at", "place")
        initial = {name: getattr(meeting, name) for name in names} if meeting else {}
        super().__init__(*args, obj=obj, initial=initial, **kwargs)


class HoldForm(ActForm):
    service = services.hold_meeting
    done = gettext_lazy("De dag van het overleg is bewaard.")
    about = gettext_lazy("Elk blad dat u hierna definitief maakt, krijgt deze dag.")
    held_on = DayField(label=gettext_lazy("Gehouden op"))

    def __init__(self, *args: Any, obj: Round, meeting: Meeting | None, **kwargs: Any) -> None:
        known = (meeting.held_on or meeting.planned_on) if meeting else None
        super().__init__(*args, obj=obj, initial={"held_on": known}, **kwargs)


class MinutesForm(VersionedForm):
    done = gettext_lazy("Het verslag is bewaard.")
    about = gettext_lazy("Eén verslag voor alle bladen van deze ronde. Noem geen mentees bij naam.")
    minutes = forms.CharField(label=gettext_lazy("Verslag"), required=False, widget=area(14))

    def __init__(self, *args: Any, obj: Round, meeting: Meeting | None, **kwargs: Any) -> None:
        said = {"minutes": meeting.minutes} if meeting else {}
        super().__init__(*args, obj=obj, initial=said, **kwargs)

    def act(self, *, by: User) -> Meeting:
        said = self.cleaned_data["minutes"]
        return services.write_minutes(self.obj, by=by, minutes=said, version=self.version)

    def theirs(self, outdated: Outdated) -> Iterator[tuple[str, str]]:
        """What someone else made of it meanwhile."""
        yield str(self.fields["minutes"].label), str(outdated.now["minutes"] or "–")


class ActionForm(ActForm):
    done = gettext_lazy("De actie is toegevoegd.")
    about = gettext_lazy("Ze komt terug in elke volgende ronde, tot ze gedaan is.")
    text = forms.CharField(
        label=gettext_lazy("Wat"), max_length=services.meetings.LONGEST_ACTION, widget=area(2)
    )
    owner = forms.ChoiceField(label=gettext_lazy("Wie"))
    due_on = DayField(label=gettext_lazy("Tegen"))

    def __init__(self, *args: Any, obj: Round, by: User, **kw: Any) -> None:
        super().__init__(*args, obj=obj, **kw)
        self.colleagues = {str(one.pk): one for one in colleagues(by)}
        owner: Any = self.fields["owner"]
        owner.choices = [
            ("", _("Kies wie het doet")),
            *((f"{PARTY}{code}", label) for code, label in Party.choices),
            *((key, str(one)) for key, one in self.colleagues.items()),
        ]

    def act(self, *, by: User) -> AgreedAction:
        said = dict(self.cleaned_data)
        chosen = said.pop("owner")
        if chosen.startswith(PARTY):
            return services.agree_action(self.obj, by=by, party=chosen.removeprefix(PARTY), **said)
        return services.agree_action(self.obj, by=by, owner=self.colleagues[chosen], **said)


def colleagues(by: User) -> Any:
    """Who works where someone works, by name: an action of the other side is that side's."""
    acting = by.acting
    rows = Staff.objects.filter(organisation=acting.organisation if acting else None)
    return rows.filter(user__is_active=True).select_related("user")


class DoneForm(ActForm):
    service = services.finish_action
    done = gettext_lazy("De actie is gedaan.")
    done_on = DayField(label=gettext_lazy("Gedaan op"))
    note = forms.CharField(
        label=gettext_lazy("Wat ervan kwam"),
        required=False,
        max_length=services.meetings.LONGEST_ACTION,
        widget=area(2),
    )

    def __init__(self, *args: Any, obj: AgreedAction, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, initial={"done_on": periods.today()}, **kwargs)


class CommentForm(ActForm):
    done = gettext_lazy("Uw reactie is bewaard.")
    about = gettext_lazy(
        "Wie het blad schrijft, leest uw reactie ernaast. U kunt reageren tot het blad definitief"
        " is."
    )
    text = forms.CharField(label=gettext_lazy("Reactie"), widget=area(6))

    def __init__(self, *args: Any, obj: Round, track: str, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        self.track = track

    def act(self, *, by: User) -> Any:
        said = self.cleaned_data["text"]
        return services.comment_sheet(self.obj, self.track, by=by, text=said)

"""What mentor or mentee fills in of a meeting, without an account, on any phone."""

from datetime import date
from typing import Any

from django import forms

from m2w import periods
from m2w.form_fields import PickedDayField, Radios
from m2w.forms import Form
from matching.choices import Channel
from matching.meeting_links import Opened
from matching.meeting_texts import texts
from matching.services.reports import LONGEST, SHORTEST, last_day_of

YES, NO = "yes", "no"


class MeetingForm(Form):
    """In the words of a language of the target group. Who did not meet need say no more."""

    seen = forms.ChoiceField(widget=Radios)
    held_on = PickedDayField()
    minutes = forms.IntegerField(required=False)
    channel = forms.ChoiceField(required=False, widget=Radios)
    call_me = forms.BooleanField(required=False)

    def __init__(self, sent: Any = None, *, opened: Opened, language: str) -> None:
        super().__init__(sent, initial={"held_on": last_day_of(opened.match)})
        self.text = texts()[language]
        self.days = {
            "first": short(opened.match.started_on),
            "last": short(last_day_of(opened.match)),
        }
        fields: dict[str, Any] = self.fields
        choices = self.text["choices"]
        fields["seen"].choices = [(YES, choices[YES]), (NO, choices[NO])]
        fields["channel"].choices = [(one, choices[one]) for one in Channel.values]
        for name, field in fields.items():
            field.label = self.text["labels"][f"seen_{opened.who}" if name == "seen" else name]
            fault = self.fault(name)
            field.error_messages = dict.fromkeys(field.error_messages, fault)
            field.error_messages |= {"required": fault}
        fields["minutes"].widget.attrs |= {
            "min": SHORTEST,
            "max": LONGEST,
            "inputmode": "numeric",
        }
        fields["held_on"].widget.attrs |= {
            "min": opened.match.started_on.isoformat(),
            "max": periods.today().isoformat(),
        }

    def fault(self, name: str) -> str:
        """What is said of a field that does not take its value."""
        return str(self.text["errors"].get(name, "")).format_map(self.days)

    def refuse(self, name: str) -> None:
        self.add_error(name, self.fault(name))

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"seen": self.cleaned_data["seen"] == YES}


def short(day: date) -> str:
    return f"{day:%d/%m/%Y}"

"""What someone notes of a contact: one on its own, or a line for each of several duos."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.models import User
from m2w.form_fields import Boxes, CodesField, DayField, Radios
from m2w.forms import ActForm, Form
from matching import services
from matching.choices import Channel, ContactKind, Topic
from matching.models import Contact, Match
from matching.models.contacts import LONGEST_NOTE

YES, NO = "yes", "no"
NOT_SAID = _("Niet gekend")
# The field that each refusal is about.
ABOUT_DAY = dict.fromkeys(["contact_exists", "not_started"], "held_on")


def is_yes(value: str) -> bool:
    return value == YES


class ContactFields(Form):
    """The fields of a contact, in the order in which one thinks of them."""

    held_on = DayField(label=_("Datum"))
    kind = forms.ChoiceField(label=_("Wie sprak wie?"), choices=ContactKind.choices)
    reached = forms.TypedChoiceField(
        label=_("Bereikt?"),
        choices=[(YES, _("ja")), (NO, _("nee"))],
        coerce=is_yes,
        empty_value=None,
        error_messages={"required": _("Zeg of het contact er kwam.")},
    )
    minutes = forms.IntegerField(
        label=_("Minuten"),
        required=False,
        widget=forms.NumberInput({"class": "m2w-input m2w-input--short", "inputmode": "numeric"}),
    )
    channel = forms.ChoiceField(
        label=_("Kanaal"), choices=[("", NOT_SAID), *Channel.choices], required=False
    )
    topics = CodesField(label=_("Onderwerpen"), choices=Topic.choices, required=False, widget=Boxes)
    note = forms.CharField(
        label=_("Korte nota"),
        required=False,
        help_text=_("Zonder namen van anderen of gegevens over gezondheid."),
        widget=forms.Textarea({"maxlength": LONGEST_NOTE, "rows": 3}),
    )


class NoteContact(ContactFields, ActForm):
    service = services.note_contact
    done = _("Het contact is genoteerd.")
    taken = ABOUT_DAY

    def __init__(self, *args: Any, obj: Match, **kwargs: Any) -> None:
        first = {"held_on": periods.today(), "kind": ContactKind.CONTACT, "reached": YES}
        super().__init__(*args, obj=obj, initial=first, **kwargs)
        self.fields["reached"].widget = Radios(choices=[(YES, _("ja")), (NO, _("nee"))])


class AmendContact(ContactFields, ActForm):
    done = _("Het contact is verbeterd.")
    taken = ABOUT_DAY
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, obj: Contact, **kwargs: Any) -> None:
        first = {name: getattr(obj, name) for name in [*ContactFields.base_fields, "version"]}
        first["reached"] = YES if obj.reached else NO
        super().__init__(*args, obj=obj, initial=first, **kwargs)
        self.fields["reached"].widget = Radios(choices=[(YES, _("ja")), (NO, _("nee"))])

    def act(self, *, by: User) -> Contact:
        values = dict(self.cleaned_data)
        version = values.pop("version")
        return services.amend_contact(self.obj, values, by=by, version=version)


class DeleteContact(ActForm):
    service = services.delete_contact
    done = _("Het contact is verwijderd.")
    about = _(
        "Verwijder een contact alleen wanneer het er niet was. Ook wat mentor of mentee erover"
        " meldde, telt dan niet meer mee."
    )
    danger = True


class ContactLine(ContactFields):
    """The line of one duo among others: one that was left as it is says nothing."""

    def __init__(self, sent: Any = None, *, match: Match) -> None:
        first = {"held_on": periods.today(), "kind": ContactKind.CONTACT}
        super().__init__(sent, prefix=match.pk.hex, initial=first)
        self.empty_permitted, self.use_required_attribute = True, False
        self.match = match
        fields: dict[str, Any] = self.fields
        fields["held_on"].help_text = fields["note"].help_text = ""
        # A page that was opened before midnight still knows a line that was left as it was.
        fields["held_on"].show_hidden_initial = True
        fields["reached"].choices = [("", _("geen contact te noteren")), *fields["reached"].choices]

    def is_filled_in(self) -> bool:
        return self.has_changed()

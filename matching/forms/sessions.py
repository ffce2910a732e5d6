"""What someone fills in of a group session and of who was there."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.models import Organisation, Staff, User
from m2w.choices import YesNoUnknown
from m2w.form_fields import Boxes, DayField, Radios
from m2w.forms import ActForm, Form
from matching.choices import SessionKind
from matching.models import Attendance, GroupSession, Mentor
from matching.models.sessions import LONGEST_TITLE
from matching.services import sessions as services
from programmes.models import Claim, Enrolment, Project

TIMES = ["%H:%M", "%H.%M", "%Hu%M"]


class SessionFields(Form):
    kind = forms.ChoiceField(
        label=_("Soort"), choices=[("", _("Kies een soort")), *SessionKind.choices]
    )
    title = forms.CharField(label=_("Titel"), max_length=LONGEST_TITLE)
    held_on = DayField(label=_("Datum"))
    starts_at = forms.TimeField(
        label=_("Beginuur"),
        required=False,
        input_formats=TIMES,
        help_text=_("Bijvoorbeeld 13:30."),
        error_messages={"invalid": _("Geef een uur als 13:30.")},
        widget=forms.TimeInput({"class": "m2w-input m2w-input--short"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(label=_("Minuten"), required=False)
    place = forms.CharField(label=_("Plaats"), required=False, max_length=LONGEST_TITLE)
    led_by = forms.ModelChoiceField(
        Staff.objects.none(), label=_("Begeleider"), required=False, empty_label=_("Niet gekend")
    )

    def offer_colleagues(self, by: User) -> None:
        field: Any = self.fields["led_by"]
        field.queryset = Staff.objects.visible_to(by).select_related("user")


class NewSession(SessionFields, ActForm):
    done = _("De sessie is gemaakt.")
    taken = {"session_exists": "title", "not_a_colleague": "led_by"}
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Project"), empty_label=_("Kies een project")
    )
    field_order = ("project",)

    def __init__(self, *args: Any, obj: Organisation, by: User, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, initial={"held_on": periods.today()}, **kwargs)
        self.offer_colleagues(by)
        field: Any = self.fields["project"]
        field.queryset = Project.objects.visible_to(by).order_by("-starts_on", "code")

    def act(self, *, by: User) -> GroupSession:
        values = dict(self.cleaned_data)
        return services.make_session(values.pop("project"), by=by, **values)


class AmendSession(SessionFields, ActForm):
    service = services.amend_session
    done = _("De sessie is verbeterd.")
    taken = NewSession.taken

    def __init__(self, *args: Any, obj: GroupSession, by: User, **kwargs: Any) -> None:
        first = {name: getattr(obj, name) for name in SessionFields.base_fields}
        super().__init__(*args, obj=obj, initial=first, **kwargs)
        self.offer_colleagues(by)


class DeleteSession(ActForm):
    service = services.delete_session
    done = _("De sessie is verwijderd.")
    about = _("U verwijdert ook de aanwezigheidslijst.")
    danger = True

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class AddPeople(ActForm):
    """Several at once: the mentees of the project and the mentors of the promoter."""

    service = services.add_people
    done = _("De lijst is aangevuld.")
    enrolments = forms.ModelMultipleChoiceField(
        Enrolment.objects.none(), label=_("Mentees"), required=False, widget=Boxes
    )
    mentors = forms.ModelMultipleChoiceField(
        Mentor.objects.none(), label=_("Mentoren"), required=False, widget=Boxes
    )

    def __init__(self, *args: Any, obj: GroupSession, by: User, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        mentees = services.mentees_for(obj, by).select_related("mentee")
        by_name = ("mentee__last_name", "mentee__first_name", "code")
        listed = {*obj.attendances.values_list("enrolment", flat=True)}
        self.offer("enrolments", mentees.order_by(*by_name), listed)
        mentors = services.mentors_for(obj, by).order_by("last_name", "first_name", "code")
        self.offer("mentors", mentors, {*obj.attendances.values_list("mentor", flat=True)})

    def offer(self, name: str, rows: Any, listed: set[Any]) -> None:
        """Those who are not on the list; who came on it meanwhile may be chosen again."""
        field: Any = self.fields[name]
        field.queryset = rows
        offered = [row for row in rows if row.pk not in listed]
        field.choices = [(row.pk, str(getattr(row, "mentee", row))) for row in offered]

    @property
    def offers_anyone(self) -> bool:
        fields: dict[str, Any] = self.fields
        return any(field.choices for field in fields.values())


class TickList(Form):
    """Who was there, a line each.

    Several people may tick at once: only what someone changed is said by them. `gone` are lines
    that were taken off the list, perhaps while it was filled in.
    """

    def __init__(
        self, *args: Any, lines: Iterable[Attendance], gone: Iterable[UUID] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.gone = gone
        for line in lines:
            self.fields[line.pk.hex] = forms.ChoiceField(
                label=str(line),
                choices=[
                    (YesNoUnknown.YES, _("ja")),
                    (YesNoUnknown.NO, _("nee")),
                    (YesNoUnknown.UNKNOWN, _("niet gekend")),
                ],
                initial=line.present,
                required=False,
                show_hidden_initial=True,
                widget=Radios,
            )

    def known(self) -> Iterator[str]:
        yield from super().known()
        for key in self.gone:
            yield from (key.hex, self.add_initial_prefix(key.hex))

    def ticked(self) -> dict[UUID, str]:
        """What was changed, by line."""
        said = {name: self.cleaned_data[name] for name in self.changed_data}
        return {UUID(name): value for name, value in said.items() if value}

    def of(self, line: Attendance) -> forms.BoundField | None:
        """The field of a line; None for one that nobody changes now."""
        return self[line.pk.hex] if line.pk.hex in self.fields else None


class AttachList(ActForm):
    service = services.attach_to_claim
    done = _("De lijst is bij de kostendeclaratie gevoegd.")
    taken = dict.fromkeys(["other_claim", "already_attached"], "claim")
    about = _(
        "De lijst wordt als PDF bewaard zoals ze nu is, met codes in plaats van namen: VDAB kent de"
        " mensen op de lijst niet. Wat u later wijzigt, staat er niet in."
    )
    claim = forms.ModelChoiceField(
        Claim.objects.none(),
        label=_("Kostendeclaratie"),
        empty_label=_("Kies een kostendeclaratie"),
        help_text=_("Van het project en het jaar van de sessie, nog niet ingediend."),
    )

    def __init__(self, *args: Any, obj: GroupSession, by: User, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        field: Any = self.fields["claim"]
        keys = [claim.pk for claim in services.claims_for(obj, by)]
        field.queryset = Claim.objects.filter(pk__in=keys).select_related("project")

"""What a promoter fills in of the costs of a project."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.accounts.models import Organisation, Staff, User
from m2w.form_fields import DayField, EuroField
from m2w.forms import ActForm
from programmes import services
from programmes.choices import CostCategory
from programmes.claim_texts import hours
from programmes.forms.outcomes import version_field
from programmes.models import Claim, ClaimLine, Project
from programmes.services.claim_lines import LONGEST

OF_STAFF = ("staff", "hours", "yearly_cost")


class HoursField(EuroField):
    """Hours as people write them: 37,5 or 1.720."""

    default_error_messages = {
        "invalid": _("Schrijf uren als 37,5, met hoogstens twee cijfers na de komma."),
    }

    def prepare_value(self, value: Any) -> Any:
        return hours(value) if isinstance(value, Decimal) else value


class OpenForm(ActForm):
    done = _("De declaratie is begonnen. Voeg de kosten toe en dien ze dan in.")
    taken = {"claim_exists": "category", "year_closed": "year"}
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Project"), empty_label=_("Kies een project")
    )
    year = forms.IntegerField(
        label=_("Jaar van de kosten"),
        widget=forms.TextInput({"inputmode": "numeric", "class": "m2w-input m2w-input--short"}),
    )
    category = forms.ChoiceField(
        label=_("Categorie"), choices=[("", _("Kies een categorie")), *CostCategory.choices]
    )

    def __init__(self, *args: Any, obj: Organisation, by: User, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        field: Any = self.fields["project"]
        field.queryset = Project.objects.visible_to(by).order_by("-starts_on", "code")

    def act(self, *, by: User) -> Claim:
        values = dict(self.cleaned_data)
        return services.open_claim(values.pop("project"), by=by, **values)


class LineForm(ActForm):
    """A new line. Hours and yearly cost are asked in the category of staff only, and why an
    invoice stands there again once it does."""

    done = _("De kost is toegevoegd.")
    staff = forms.ModelChoiceField(
        Staff.objects.none(),
        label=_("Medewerker"),
        required=False,
        empty_label=_("Geen: een factuur of andere kost"),
    )
    hours = HoursField(label=_("Uren in dit jaar"), required=False)
    yearly_cost = EuroField(
        label=_("Loonkost per jaar in euro"),
        required=False,
        help_text=_("Van een voltijdse, alles inbegrepen. Bijvoorbeeld 58.000,00."),
    )
    description = forms.CharField(
        label=_("Omschrijving"), required=False, max_length=LONGEST["description"]
    )
    supplier = forms.CharField(
        label=_("Leverancier"), required=False, max_length=LONGEST["supplier"]
    )
    invoice_number = forms.CharField(
        label=_("Factuurnummer"), required=False, max_length=LONGEST["invoice_number"]
    )
    repeated_reason = forms.CharField(
        label=_("Waarom staat deze factuur er nog eens?"),
        required=False,
        max_length=LONGEST["repeated_reason"],
        help_text=_("Bijvoorbeeld: de factuur is over twee categorieën verdeeld."),
    )
    spent_on = DayField(label=_("Datum van de kost"), required=False)
    amount_declared = EuroField(label=_("Bedrag in euro"), required=False)

    def __init__(self, *args: Any, obj: Any, claim: Claim, by: User, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        fields: dict[str, Any] = self.fields
        if claim.category == CostCategory.STAFF:
            colleagues = Staff.objects.visible_to(by).filter(organisation=claim.project.promoter_id)
            fields["staff"].queryset = colleagues.select_related("user")
            self.explain_hours(claim)
        else:
            for name in OF_STAFF:
                del fields[name]
            fields["description"].required = fields["spent_on"].required = True
            fields["amount_declared"].required = True

    def explain_hours(self, claim: Claim) -> None:
        """With a norm the amount follows from the hours."""
        if norm := claim.project.lot.call.yearly_hours_norm:
            told = {"norm": notation.number(norm)}
            self.fields["hours"].help_text = _("Hoogstens %(norm)s, over alle lijnen.") % told
            self.fields["amount_declared"].help_text = (
                _("Laat leeg bij een medewerker: loonkost ÷ %(norm)s × uren.") % told
            )

    def ungrouped(self) -> list[forms.BoundField]:
        """Why an invoice stands there again is asked only when it does."""
        fields = super().ungrouped()
        if self.asks_again():
            self.fields["repeated_reason"].required = True
            return fields
        return [field for field in fields if field.name != "repeated_reason"]

    def asks_again(self) -> bool:
        said = self["repeated_reason"].value()
        return bool(said) or self.has_error("invoice_number", "repeated_invoice")

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "version"}

    def act(self, *, by: User) -> ClaimLine:
        return services.add_line(self.obj, by=by, **self.values())


class ChangeLineForm(LineForm):
    done = _("De kost is gewijzigd.")
    version = version_field()

    def __init__(self, *args: Any, obj: ClaimLine, claim: Claim, by: User, **kwargs: Any) -> None:
        first = {name: getattr(obj, name) for name in (*self.base_fields, "version")}
        first["staff"] = obj.staff_id
        if obj.staff_id and claim.project.lot.call.yearly_hours_norm:
            first["amount_declared"] = None
        super().__init__(*args, obj=obj, claim=claim, by=by, initial=first, **kwargs)

    def act(self, *, by: User) -> ClaimLine:
        version = self.cleaned_data["version"] or self.obj.version
        return services.change_line(self.obj, self.values(), by=by, version=version)


class RemoveLineForm(ActForm):
    service = services.remove_line
    done = _("De kost is verwijderd.")
    about = _("Ook de documenten bij deze kost verdwijnen.")
    danger = True


class RemoveClaimForm(ActForm):
    service = services.remove_claim
    done = _("Het concept is verwijderd.")
    about = _("Alle kosten en documenten van dit concept verdwijnen.")
    danger = True


class SubmitForm(ActForm):
    service = services.submit_claim
    done = _("De declaratie is ingediend. VDAB controleert ze.")
    about = _("Na het indienen verandert u niets meer aan deze declaratie.")


CLAIM_FORMS: dict[str, type[ActForm]] = {"remove": RemoveClaimForm, "submit": SubmitForm}

"""A page of all components, with invented content; only on a development site."""

from datetime import date
from decimal import Decimal

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from m2w.choices import YesNoUnknown
from m2w.details import Fact, Step
from m2w.marks import Mark
from m2w.menu import Line
from m2w.tables import Column, Table

MARKS = [
    Mark("doorverwezen", "in", "info"),
    Mark("concept", "pen"),
    Mark("ingediend", "clock", "info"),
    Mark("vraag van VDAB", "ask", "wait"),
    Mark("goedgekeurd", "check-c", "ok"),
    Mark("geweigerd", "cross-c", "stop"),
]
PROJECTS = [
    {"name": "Samen Vooruit Gent", "started": 62, "granted": Decimal("214500"), "share": 45.16},
    {
        "name": "Talent in Tandem",
        "started": None,
        "granted": Decimal("98250"),
        "hidden": ["started"],
        "share": None,
    },
]
TABLE = Table(
    caption="Gestarte mentees",
    note="Tot en met 31 maart 2026, in euro.",
    columns=[
        Column("Project", "name", url=lambda row: "#tabel"),
        Column("Gestart", "started", "count"),
        Column("Toegekend", "granted", "amount"),
        Column("Aandeel", "share", "percent"),
    ],
    rows=PROJECTS,
    total={"name": "Totaal", "started": 71, "granted": Decimal("312750"), "share": Decimal("40.9")},
    layout="tiles",
)


class ExampleForm(forms.Form):
    birth_date = forms.DateField(
        label="Geboortedatum",
        help_text="Bijvoorbeeld 3 juni 2001.",
        widget=forms.DateInput({"type": "date"}),
    )
    postcode = forms.RegexField(
        r"^\d{4}$",
        label="Postcode",
        error_messages={"invalid": "Een postcode heeft vier cijfers, bijvoorbeeld 9000."},
    )
    employed = forms.ChoiceField(
        label="Heeft de mentee werk?", choices=YesNoUnknown.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)
    told = forms.BooleanField(label="De privacyverklaring is gegeven")


def components(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": "Componenten",
        "lead": "Elke bouwsteen met de regel die hem maakt.",
        "marks": MARKS,
        "table": TABLE,
        "form": ExampleForm(
            {"postcode": "90", "employed": "no", "told": "on", "birth_date": "2001-06-03"}
        ),
        "page": Paginator(range(148), 50).page(2),
        "tasks": [
            Line("Goedgekeurd, nog zonder mentor", "#werklijst", 14, "Langst wachtend: 41 dagen.")
        ],
        "facts": [
            Fact("Leeftijd", "23 jaar", note="22 bij indiening"),
            Fact("Woont in", "9040 Gent", note="Oost-Vlaanderen"),
            Fact("Jobdoel", "Lasser"),
            Fact("Uitkering", ""),
        ],
        "steps": [
            Step(MARKS[4], date(2026, 1, 20), "door VDAB"),
            Step(MARKS[2], date(2026, 1, 12)),
        ],
        "as_of": date(2026, 3, 31),
        "amount": Decimal("1626796.40"),
        "share": Decimal("55.71"),
    }
    return render(request, "styleguide.html", context)

"""Forms and serializers refuse what they do not know: nobody slips in a promoter or a status."""

import ast
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict
from rest_framework import serializers as rest

from m2w.forms import Form, ModelForm
from m2w.serializers import ModelSerializer, Serializer
from programmes.models import Mentee

ROOT = Path(__file__).parents[2]
SLIPPED_IN = ["promoter", "status", "amount", "is_superuser", "id"]
# Filters and choices that come with a GET, the sign-in of allauth, and the page of components.
NO_CHANGES = {
    "m2w/accounts/forms.py",
    "m2w/forms.py",
    "m2w/styleguide.py",
    "reporting/cross_filters.py",
    "reporting/filters.py",
    "reporting/forms/reading.py",
}


class Renaming(Form):
    others = frozenset({"save"})
    name = forms.CharField()
    moment = forms.SplitDateTimeField(required=False)


class OfMentee(ModelForm):
    class Meta:
        model = Mentee
        fields = ["first_name"]


def test_it_works():
    sent = "name=Amina&save=1&csrfmiddlewaretoken=x&next=/&moment_0=2022-04-01&moment_1=10:00"
    assert Renaming(QueryDict(sent)).is_valid()


@pytest.mark.parametrize("name", SLIPPED_IN)
@pytest.mark.parametrize("form", [Renaming, OfMentee])
def test_a_form_refuses_an_unknown_name(form, name):
    with pytest.raises(BadRequest, match=name):
        form(QueryDict(f"name=Amina&{name}=1")).is_valid()


def test_a_form_refuses_an_unknown_file():
    with pytest.raises(BadRequest, match="photo"):
        Renaming(QueryDict("name=Amina"), {"photo": object()}).is_valid()


def test_a_form_with_a_prefix_knows_its_names():
    assert Renaming(QueryDict("a-name=Amina"), prefix="a").is_valid()
    with pytest.raises(BadRequest):
        Renaming(QueryDict("name=Amina"), prefix="a").is_valid()


def test_a_form_without_data_says_nothing():
    assert not Renaming().is_valid()


class Renamed(Serializer):
    ignored = frozenset({"comment"})
    name = rest.CharField()
    code = rest.CharField(read_only=True)


class OfMenteeInApi(ModelSerializer):
    class Meta:
        model = Mentee
        fields = ["first_name"]


def errors(**sent):
    asked = Renamed(data=sent)
    return {} if asked.is_valid() else asked.errors


def test_a_serializer_takes_what_it_knows():
    assert errors(name="Amina", comment="x") == {}


@pytest.mark.parametrize("name", SLIPPED_IN)
def test_a_serializer_refuses_an_unknown_name(name):
    assert errors(name="Amina", **{name: 1}) == {name: ["Dit veld bestaat niet."]}
    asked = OfMenteeInApi(data={"first_name": "Amina", name: 1})
    assert not asked.is_valid()
    assert set(asked.errors) == {name}


def test_a_serializer_refuses_what_only_we_fill_in():
    assert errors(name="Amina", code="x") == {"code": ["Dit veld kunt u niet zelf invullen."]}


def bases_in(source: str) -> set[str]:
    """What the classes of a module are built on, written as `forms.Form`."""
    return {
        ast.unparse(base)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
        for base in node.bases
    }


def test_every_form_that_changes_something_is_built_on_ours():
    found = {
        path.relative_to(ROOT).as_posix()
        for app in ["m2w", "programmes", "matching", "reporting"]
        for path in (ROOT / app).rglob("*.py")
        if bases_in(path.read_text()) & {"forms.Form", "forms.ModelForm"}
    }
    assert found <= NO_CHANGES

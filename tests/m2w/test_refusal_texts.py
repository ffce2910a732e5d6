"""Whatever the framework of the API refuses, it says so in our words."""

import inspect

import pytest
from django.http import HttpRequest
from django.test import Client
from django.utils import translation
from django.utils.functional import Promise
from rest_framework import exceptions, fields, relations, serializers
from rest_framework.request import Request

from m2w import refusal_texts
from m2w.accounts.models import User
from m2w.problems import handle
from m2w.serializers import IdField, Serializer
from tests.cast import play

URL = "/api/v1/grants/"
OURS = {
    str(text)
    for texts in [*refusal_texts.OF_FIELDS.values(), refusal_texts.OF_REQUESTS]
    for text in texts.values()
}
# Nobody uses them: they belong to forms of another framework.
UNUSED = {"DjangoImageField", "DjangoModelField", "DjangoFilePathField"}


def kinds_of_fields():
    for module in (fields, relations, serializers):
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, fields.Field) and name not in UNUSED:
                yield kind


@pytest.mark.parametrize("kind", sorted(set(kinds_of_fields()), key=lambda kind: kind.__name__))
def test_every_text_of_every_field_is_ours(kind):
    texts = {}
    for base in reversed(kind.__mro__):
        texts |= getattr(base, "default_error_messages", {})
    with translation.override("nl-be"):
        assert {code: str(text) for code, text in texts.items() if str(text) not in OURS} == {}
    assert all(isinstance(text, Promise) for text in texts.values())


class Everything(Serializer):
    needed = serializers.CharField()
    nulled = serializers.CharField()
    blank = serializers.CharField()
    text = serializers.CharField()
    long = serializers.CharField(max_length=3)
    short = serializers.CharField(min_length=3)
    flag = serializers.BooleanField()
    whole = serializers.IntegerField()
    most = serializers.IntegerField(max_value=9)
    least = serializers.IntegerField(min_value=9)
    amount = serializers.DecimalField(max_digits=4, decimal_places=2)
    day = serializers.DateField()
    moment = serializers.DateTimeField()
    hour = serializers.TimeField()
    choice = serializers.ChoiceField(["a"])
    mail = serializers.EmailField()
    key = serializers.UUIDField()
    ref = IdField(User)
    refs = IdField(User, many=True)
    listed = serializers.ListField()
    least_one = serializers.ListField(allow_empty=False)
    many = serializers.ListField(child=serializers.CharField(), max_length=1)
    inner = serializers.ListField(child=serializers.IntegerField())
    mapped = serializers.DictField()
    file = serializers.FileField()


SENT = {
    "nulled": (None, "Vul dit in."),
    "blank": (" ", "Vul dit in."),
    "text": ([], "Verwacht een tekst."),
    "long": ("abcd", "Gebruik hoogstens 3 tekens."),
    "short": ("a", "Gebruik minstens 3 tekens."),
    "flag": ("misschien", "Verwacht true of false."),
    "whole": ("1,5", "Verwacht een geheel getal."),
    "most": (10, "Geef hoogstens 9."),
    "least": (8, "Geef minstens 9."),
    "amount": ("1.234", "Gebruik hoogstens 2 cijfers na de komma."),
    "day": ("gisteren", "Verwacht een datum, zoals 2022-04-01."),
    "moment": ("nu", "Verwacht een tijdstip, zoals 2022-04-01T14:30:00+02:00."),
    "hour": ("laat", "Verwacht een uur, zoals 14:30."),
    "choice": ("b", "Kies uit de lijst."),
    "mail": ("a@", "Verwacht een e-mailadres."),
    "key": ("x", "Dit is geen id."),
    "ref": ("x", "Dit is geen id."),
    "refs": ("x", "Verwacht een lijst."),
    "listed": ("x", "Verwacht een lijst."),
    "least_one": ([], "Geef er minstens één."),
    "many": (["a", "b"], "Geef er hoogstens 1."),
    "mapped": ("x", "Verwacht een JSON-object."),
    "file": ("x", "Stuur een bestand mee."),
}


NOT_IN_JSON = [
    *("application/json;q=0", "*/*;q=0", "application/*;q=0, */*"),
    *("application/json; q=0.000, */*", "application/json;q=0, application/*"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    ["application/json, */*;q=0", "application/*;q=0, application/json", "x/y;q*=z''0, */*"],
)
def test_what_weighs_nothing_takes_nothing_else_away(api, asked):
    assert api("max").get(URL, headers={"Accept": asked}).status_code == 200


@pytest.mark.django_db
def test_what_a_field_refuses():
    sent = {name: value for name, (value, _text) in SENT.items()} | {"inner": ["x"]}
    context = {"request": type("Request", (), {"user": play("alice")})}
    asked = Everything(data=sent, context=context)
    assert not asked.is_valid()
    found = {name: str(texts[0]) for name, texts in asked.errors.items() if name != "inner"}
    assert found == {name: text for name, (_value, text) in SENT.items()} | {
        "needed": "Vul dit in."
    }
    assert str(asked.errors["inner"][0][0]) == "Verwacht een geheel getal."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "headers", "more", "told"),
    [
        ("PUT", {}, {}, (405, "Deze methode bestaat hier niet.")),
        ("GET", {"Accept": "text/csv"}, {}, (406, "In de vorm die u vraagt, bestaat dit niet.")),
        *(
            ("GET", {"Accept": asked}, {}, (406, "In de vorm die u vraagt, bestaat dit niet."))
            for asked in NOT_IN_JSON
        ),
        (
            "POST",
            {},
            {"data": b"x", "content_type": "text/csv"},
            (415, "De inhoud heeft een vorm die hier niet past."),
        ),
        (
            "POST",
            {},
            {"data": b"{", "content_type": "application/json"},
            (400, "De inhoud is geen geldige JSON."),
        ),
        ("GET", {"Authorization": ""}, {}, (401, "Meld u aan, of stuur een geldige sleutel mee.")),
        ("GET", {"Authorization": "Token"}, {}, (401, "Deze sleutel is niet geldig.")),
        ("GET", {"Authorization": "Token a b"}, {}, (401, "Deze sleutel is niet geldig.")),
        ("GET", {"Authorization": "Token x"}, {}, (401, "Deze sleutel is niet geldig.")),
    ],
)
def test_what_is_refused_of_a_request(api, method, headers, more, told):
    key = {"Authorization": api("max")._credentials["HTTP_AUTHORIZATION"]}
    answer = Client().generic(method, URL, headers=key | headers, **more)
    found = answer.json()
    assert (answer.status_code, found["detail"]) == told


@pytest.mark.django_db
def test_a_page_that_is_not_there(api):
    answer = api("max").get(URL, {"page": "9"})
    assert (answer.status_code, answer.json()["detail"]) == (404, "Ongeldige pagina.")


@pytest.mark.django_db
def test_a_session_without_its_token():
    client = Client(enforce_csrf_checks=True)
    client.force_login(play("max"))
    answer = client.post(URL, {}, content_type="application/json")
    found = (answer.status_code, answer.json()["detail"])
    assert found == (403, "Stuur bij uw sessie ook haar X-CSRFToken mee.")


@pytest.mark.django_db
def test_a_form_with_files_that_is_not_readable(api):
    answer = api("alice").generic(
        "POST", "/api/v1/documents/", "x", content_type="multipart/form-data"
    )
    assert answer.status_code == 400
    assert answer.json()["detail"] == "De aanvraag is niet te lezen."


def test_too_much_in_a_short_time():
    answer = handle(exceptions.Throttled(9), {"request": Request(HttpRequest())})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "9")
    assert (
        answer.data["detail"]
        == "U vroeg te veel in korte tijd. Wacht even, en probeer dan opnieuw."
    )


def test_nothing_is_said_informally():
    words = {word.strip(".,?").lower() for text in OURS for word in text.split()}
    assert not words & {"je", "jij", "jouw", "jullie"}


def test_every_text_has_its_english():
    texts = [*refusal_texts.OF_FIELDS.values(), refusal_texts.OF_REQUESTS, refusal_texts.BEGINNING]
    same = []
    for text in (text for one in texts for text in one.values()):
        with translation.override("nl-be"):
            dutch = str(text)
        with translation.override("en"):
            same += [dutch] if str(text) == dutch else []
    assert same == []

"""What the framework of the API says when it refuses something, in our words.

Its own Dutch is half of it missing and the other half informal or clumsy. Fields take their texts
from their classes, wherever they are declared, so that is where ours are put.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, relations, serializers

Texts = Mapping[str, Promise]

EMPTY = _("Vul dit in.")
TOO_LONG = _("Gebruik hoogstens {max_length} tekens.")
AN_ID = _("Dit is geen id.")
A_LIST, AN_OBJECT = _("Verwacht een lijst."), _("Verwacht een JSON-object.")
AT_LEAST_ONE = _("Geef er minstens één.")
ANOTHER_FORM = _("Deze waarde heeft een andere vorm.")
NO_SUCH = _("Deze waarde bestaat niet.")
FROM_LIST = _("Kies uit de lijst.")
NUMBER = {
    "max_value": _("Geef hoogstens {max_value}."),
    "min_value": _("Geef minstens {min_value}."),
    "max_string_length": _("Dit getal is te lang."),
    "overflow": _("Dit getal is te groot."),
}
WHOLE_NUMBER = NUMBER | {"invalid": _("Verwacht een geheel getal.")}
A_DAY = _("Verwacht een datum, zoals 2022-04-01.")
A_MOMENT = _("Verwacht een tijdstip, zoals 2022-04-01T14:30:00+02:00.")
COUNTED = {
    "not_a_list": A_LIST,
    "empty": AT_LEAST_ONE,
    "min_length": _("Geef er minstens {min_length}."),
    "max_length": _("Geef er hoogstens {max_length}."),
}

OF_FIELDS: Mapping[type[Any], Texts] = {
    serializers.Field: {"required": EMPTY, "null": EMPTY},
    serializers.BooleanField: {"invalid": _("Verwacht true of false.")},
    serializers.CharField: {
        "invalid": _("Verwacht een tekst."),
        "blank": EMPTY,
        "max_length": TOO_LONG,
        "min_length": _("Gebruik minstens {min_length} tekens."),
    },
    serializers.EmailField: {"invalid": _("Verwacht een e-mailadres.")},
    serializers.RegexField: {"invalid": ANOTHER_FORM},
    serializers.SlugField: {"invalid": ANOTHER_FORM, "invalid_unicode": ANOTHER_FORM},
    serializers.URLField: {"invalid": ANOTHER_FORM},
    serializers.IPAddressField: {"invalid": ANOTHER_FORM},
    serializers.UUIDField: {"invalid": AN_ID},
    serializers.IntegerField: WHOLE_NUMBER,
    serializers.BigIntegerField: WHOLE_NUMBER,
    serializers.FloatField: NUMBER | {"invalid": _("Verwacht een getal.")},
    serializers.DecimalField: NUMBER
    | {
        "invalid": _("Verwacht een getal."),
        "max_digits": _("Gebruik hoogstens {max_digits} cijfers."),
        "max_decimal_places": _("Gebruik hoogstens {max_decimal_places} cijfers na de komma."),
        "max_whole_digits": _("Gebruik hoogstens {max_whole_digits} cijfers voor de komma."),
    },
    serializers.DateField: {"invalid": A_DAY, "datetime": A_DAY},
    serializers.DateTimeField: dict.fromkeys(
        ["invalid", "date", "make_aware", "overflow"], A_MOMENT
    ),
    serializers.TimeField: {"invalid": _("Verwacht een uur, zoals 14:30.")},
    serializers.DurationField: NUMBER | {"invalid": ANOTHER_FORM, "overflow": ANOTHER_FORM},
    serializers.ChoiceField: {"invalid_choice": FROM_LIST},
    serializers.MultipleChoiceField: {
        "invalid_choice": FROM_LIST,
        "not_a_list": A_LIST,
        "empty": AT_LEAST_ONE,
    },
    serializers.FilePathField: {"invalid_choice": FROM_LIST},
    serializers.FileField: {
        "required": _("Stuur een bestand mee."),
        "invalid": _("Stuur een bestand mee."),
        "no_name": _("Het bestand heeft geen naam."),
        "empty": _("Dit bestand is leeg."),
        "max_length": _("Geef het bestand een naam van hoogstens {max_length} tekens."),
    },
    serializers.ImageField: {"invalid_image": ANOTHER_FORM},
    serializers.ListField: COUNTED,
    serializers.DictField: {"not_a_dict": AN_OBJECT, "empty": AT_LEAST_ONE},
    serializers.JSONField: {"invalid": _("Dit is geen geldige JSON.")},
    serializers.ModelField: {"max_length": TOO_LONG},
    serializers.Serializer: {"invalid": AN_OBJECT},
    serializers.ListSerializer: COUNTED,
    serializers.PrimaryKeyRelatedField: {
        "required": EMPTY,
        "does_not_exist": _("Dit id bestaat niet."),
        "incorrect_type": AN_ID,
    },
    serializers.SlugRelatedField: {"does_not_exist": NO_SUCH, "invalid": NO_SUCH},
    serializers.HyperlinkedRelatedField: {
        "required": EMPTY,
        **dict.fromkeys(
            ["no_match", "incorrect_match", "does_not_exist", "incorrect_type"], NO_SUCH
        ),
    },
    relations.ManyRelatedField: COUNTED,
}
OF_REQUESTS: Mapping[type[exceptions.APIException], Promise] = {
    exceptions.NotAuthenticated: _("Meld u aan, of stuur een geldige sleutel mee."),
    exceptions.MethodNotAllowed: _("Deze methode bestaat hier niet."),
    exceptions.NotAcceptable: _("In de vorm die u vraagt, bestaat dit niet."),
    exceptions.UnsupportedMediaType: _("De inhoud heeft een vorm die hier niet past."),
    exceptions.Throttled: _("U vroeg te veel in korte tijd. Wacht even, en probeer dan opnieuw."),
}
NO_KEY = _("Deze sleutel is niet geldig.")
# What the framework says of a header with a key, before anyone looks the key up.
OF_A_KEY = (
    "Invalid token header. No credentials provided.",
    "Invalid token header. Token string should not contain spaces.",
    "Invalid token header. Token string should not contain invalid characters.",
)
# What it says in English only, by how that begins.
BEGINNING = {
    "CSRF Failed": _("Stuur bij uw sessie ook haar X-CSRFToken mee."),
    "Multipart form parse error": _("De aanvraag is niet te lezen."),
}


def in_our_words(refusal: exceptions.APIException) -> str:
    """What a refusal of a request as a whole says."""
    if text := OF_REQUESTS.get(type(refusal)):
        return str(text)
    said = str(refusal.detail)
    if said in {gettext(text) for text in OF_A_KEY}:
        return str(NO_KEY)
    ours = (text for start, text in BEGINNING.items() if said.startswith(start))
    return str(next(ours, said))


def install() -> None:
    """Have every field say it like this."""
    for kind, texts in OF_FIELDS.items():
        kind.default_error_messages = {**vars(kind).get("default_error_messages", {}), **texts}

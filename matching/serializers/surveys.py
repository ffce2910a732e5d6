"""What is asked about a duo, as the API gives it: how it stands, never what someone answered."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w import periods
from m2w.serializers import KeyField, LanguageCode, Serializer
from matching.choices import AnswerChannel, Moment, QuestionnaireCode, Respondent, Standing
from matching.survey_links import survey_url
from matching.surveying import Question, standing


class AskedSerializer(Serializer):
    """One questionnaire at one moment of a duo. `link` works until `expires_on`, for one answer;
    `language` is the one it was asked in, or is best asked in. `outcome` is the work about which
    an employer answers."""

    slot = serializers.CharField(read_only=True)
    questionnaire = serializers.ChoiceField(QuestionnaireCode.choices, read_only=True)
    moment = serializers.ChoiceField(Moment.choices, read_only=True)
    respondent = serializers.ChoiceField(Respondent.choices, read_only=True)
    outcome = KeyField(source="outcome.pk", default=None, allow_null=True, read_only=True)
    due_on = serializers.DateField(read_only=True)
    standing = serializers.SerializerMethodField()
    language = serializers.SerializerMethodField()
    link = serializers.SerializerMethodField()
    expires_on = serializers.DateField(
        source="survey.expires_on", default=None, allow_null=True, read_only=True
    )
    answered_on = serializers.DateField(
        source="survey.answered_on", default=None, allow_null=True, read_only=True
    )
    channel = serializers.ChoiceField(
        AnswerChannel.choices,
        allow_blank=True,
        source="survey.channel",
        default="",
        read_only=True,
    )

    @extend_schema_field(serializers.ChoiceField(Standing.choices))
    def get_standing(self, question: Question) -> str:
        return standing(question, periods.today()).value

    @extend_schema_field(LanguageCode())
    def get_language(self, question: Question) -> str:
        return question.survey.language if question.survey else question.language

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_link(self, question: Question) -> str | None:
        survey = question.survey
        return survey_url(survey) if survey and survey.is_open(periods.today()) else None


class InviteBody(Serializer):
    """`language` is the one they know best, unless said."""

    language = LanguageCode(required=False, max_length=3)


class KeyInBody(Serializer):
    """The answer to each question of the paper, by its code: a key of its scale."""

    answers = serializers.DictField(child=serializers.IntegerField())


class PaperItem(Serializer):
    code = serializers.CharField(read_only=True)
    text = serializers.CharField(read_only=True)
    scale = serializers.DictField(child=serializers.CharField(), read_only=True)


class PaperSerializer(Serializer):
    """The questions in one language, with the answers that each may get."""

    title = serializers.CharField(read_only=True)
    intro = serializers.CharField(read_only=True)
    language = LanguageCode(read_only=True)
    languages = serializers.ListField(child=LanguageCode(), read_only=True)
    items = PaperItem(many=True, read_only=True)


# Of a project -----------------------------------------------------------------------------------


class OpinionSerializer(Serializer):
    """What is said at one moment: the mean on the scale, with one decimal; null while fewer than
    four answered."""

    moment = serializers.ChoiceField(Moment.choices, read_only=True)
    answers = serializers.IntegerField(allow_null=True, read_only=True)
    mean = serializers.DecimalField(max_digits=3, decimal_places=1, allow_null=True, read_only=True)


class OpinionsSerializer(Serializer):
    item = serializers.CharField(read_only=True)
    text = serializers.CharField(read_only=True, help_text="In Dutch.")
    said = OpinionSerializer(many=True, read_only=True)


class SatisfactionSerializer(Serializer):
    """How many were asked something about a project and answered, and what they say together."""

    questionnaire = serializers.ChoiceField(QuestionnaireCode.choices, read_only=True)
    asked = serializers.IntegerField(read_only=True)
    answered = serializers.IntegerField(read_only=True)
    items = OpinionsSerializer(many=True, read_only=True)


def paper(question: Question, language: str) -> dict[str, Any]:
    """What stands on the sheet of a question in a language that it is in."""
    texts = question.texts
    items = [
        {
            "code": item.code,
            "text": item.text[language],
            "scale": {str(value): said[language] for value, said in item.scale.items()},
        }
        for item in texts.items
    ]
    return {
        "title": texts.title[language],
        "intro": texts.intro[language],
        "language": language,
        "languages": list(texts.languages),
        "items": items,
    }

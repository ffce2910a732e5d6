"""Proposals as the API takes and gives them: the file of proposals.md, with ids beside codes."""

from typing import Any

from rest_framework import serializers

from m2w.data_package.kinds import CODE_PATTERN
from m2w.reference import levels
from m2w.reference.provinces import PROVINCES
from m2w.serializers import DayField, IdField, KeyField, LanguageCode, Serializer
from matching.choices import ProposalState
from matching.document import FORMAT
from matching.hard_rules import HARD_RULES
from matching.models import Mentor
from matching.scoring import PARTS
from programmes.models import Enrolment, Project

Described = serializers.Serializer[Any]
RULES = [(rule.code, rule.code) for rule in HARD_RULES]


class PointsByPart(Described):
    """Whole points by part of the score."""

    def get_fields(self) -> dict[str, Any]:
        return {part: serializers.IntegerField() for part in PARTS}


class ProposalParameters(Described):
    min_shared_language_level = serializers.ChoiceField(levels.CEFR)
    weights = PointsByPart()


def code_field(**options: Any) -> serializers.RegexField:
    return serializers.RegexField(f"^{CODE_PATTERN}$", **options)


class ProposedPairInFile(Described):
    id = serializers.UUIDField()
    enrolment = code_field()
    enrolment_id = serializers.UUIDField()
    mentor = code_field()
    mentor_id = serializers.UUIDField()
    coach = code_field()
    coach_id = serializers.UUIDField()
    score = serializers.IntegerField()
    parts = PointsByPart()
    shared_languages = serializers.ListField(child=LanguageCode())
    waiting_days = serializers.IntegerField()
    why = serializers.ListField(child=serializers.CharField())
    is_locked = serializers.BooleanField()
    match = serializers.UUIDField(allow_null=True)


class SmallestChange(Described):
    """One change that places more; which fields there are depends on its kind."""

    kind = serializers.CharField()
    mentor = code_field(required=False)
    by = serializers.IntegerField(required=False)
    language = LanguageCode(required=False)
    level = serializers.ChoiceField(levels.CEFR, required=False)
    gender = serializers.CharField(required=False)
    online = serializers.CharField(required=False)
    province = serializers.ChoiceField(list(PROVINCES), required=False)
    capacity = serializers.IntegerField(required=False)
    enrolment = code_field(required=False)
    places = serializers.ListField(child=serializers.CharField(), required=False)
    text = serializers.CharField()


class UnplacedInFile(Described):
    enrolment = code_field()
    enrolment_id = serializers.UUIDField()
    waiting_days = serializers.IntegerField()
    candidates = serializers.IntegerField()
    removed = serializers.DictField(child=serializers.IntegerField())
    smallest_change = SmallestChange(allow_null=True)


class DroppedPair(Described):
    """A pair that was locked before this proposal, and the rule that forbids it by now."""

    enrolment = serializers.CharField(source="enrolment.code")
    enrolment_id = serializers.UUIDField(source="enrolment.pk")
    mentor = serializers.CharField(source="mentor.code")
    mentor_id = serializers.UUIDField(source="mentor.pk")
    rule = serializers.ChoiceField(RULES)
    why = serializers.CharField()


class ProofInFile(Described):
    placed = serializers.IntegerField()
    max_placed = serializers.IntegerField()
    score = serializers.IntegerField()
    max_score = serializers.IntegerField()
    waiting_days = serializers.IntegerField()
    optimal = serializers.BooleanField()
    method = serializers.CharField()


class ProposalDocument(Described):
    id = serializers.UUIDField()
    code = serializers.CharField()
    version = serializers.IntegerField()
    state = serializers.ChoiceField(ProposalState.choices)
    project_id = serializers.UUIDField()
    format = serializers.ChoiceField([FORMAT])
    project = code_field()
    on = serializers.DateField()
    parameters = ProposalParameters()
    pairs = ProposedPairInFile(many=True)
    unplaced = UnplacedInFile(many=True)
    dropped = DroppedPair(many=True)
    proof = ProofInFile()
    candidates = serializers.ListField(
        child=serializers.ListField(), help_text="[enrolment, mentor, score] by their codes."
    )


class ProposalSerializer(Serializer):
    """A proposal in a list: how many it places, and nobody by name."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    state = serializers.ChoiceField(ProposalState.choices, read_only=True)
    project = IdField(read_only=True)
    on = serializers.DateField(read_only=True)
    waiting = serializers.IntegerField(read_only=True)
    placed = serializers.IntegerField(read_only=True)
    max_placed = serializers.IntegerField(read_only=True)


class NewProposal(Serializer):
    project = IdField(Project)
    on = DayField(required=False, allow_null=True)


class AcceptBody(Serializer):
    pairs = serializers.ListField(
        child=KeyField(),
        required=False,
        allow_null=True,
        help_text="Ids of pairs, or of their enrolments; every pair that is left unless said.",
    )


class EnrolmentBody(Serializer):
    enrolment = IdField(Enrolment)


class MentorBody(EnrolmentBody):
    mentor = IdField(Mentor)


class VetoBody(MentorBody):
    reason = serializers.CharField(max_length=500)

"""Figures that matching reads: free places, whom a project looks for, and where there is room."""

from typing import Any

from rest_framework import serializers

from m2w.reference import levels
from m2w.serializers import LanguageCode, Serializer, ValueField
from matching.serializers.proposals import ProofInFile, SmallestChange, UnplacedInFile
from programmes.choices import ScreeningResult
from programmes.package.people import MenteeTable

Described = serializers.Serializer[Any]


class PlacesOfLanguage(Described):
    """The places free for one language: by province (NIS code) and together."""

    language = LanguageCode(allow_blank=True)
    by_province = serializers.DictField(child=serializers.IntegerField())
    together = serializers.IntegerField()


class FreePlaces(Described):
    """A mentor who speaks more languages counts under each; `everyone` counts each mentor once,
    and has no language. Languages count from `minimum_level` on."""

    minimum_level = serializers.ChoiceField(levels.CEFR)
    languages = PlacesOfLanguage(many=True)
    everyone = PlacesOfLanguage()


class DemandOf(Described):
    """Of a language (ISO 639) or a province (NIS code): how many mentees wait, how many mentors
    have places free, and how many places those are."""

    code = serializers.CharField()
    waiting = serializers.IntegerField()
    mentors = serializers.IntegerField()
    places = serializers.IntegerField()


class GapOfProject(Described):
    """Whom a project looks for today: what is asked and offered, what mentors could place, the new
    mentors that would place most first, and who is left over with what would help. `placed_more`:
    what the candidates that were named would add; null without any."""

    on = serializers.DateField()
    waiting = serializers.IntegerField()
    languages = DemandOf(many=True)
    provinces = DemandOf(many=True)
    proof = ProofInFile()
    wanted = SmallestChange(many=True)
    unplaced = UnplacedInFile(many=True)
    placed_more = serializers.IntegerField(allow_null=True)


# Where there is room ----------------------------------------------------------------------------

NEEDED = ("birth_date", "postcode")
ASKED = (
    *NEEDED,
    *("migration_background", "home_language", "languages", "dutch_level", "dutch_attested"),
    *("dutch_insufficient_for_job_target", "employed", "vdab_guidance_since", "diploma_level"),
    "diploma_language",
)


class ClientBody(Serializer):
    """What the rules look at, of someone whose name is not asked: columns of mentees.csv. What is
    left out is not known."""

    def get_fields(self) -> dict[str, Any]:
        columns = {column.name: column for column in MenteeTable.fields}
        asked = {name: ValueField(columns[name], required=name in NEEDED) for name in ASKED}
        return {**super().get_fields(), **asked}


class SpokenThere(Described):
    language = LanguageCode()
    mentors = serializers.IntegerField()
    is_shared = serializers.BooleanField()


class PlaceThere(Described):
    """A project of one's provinces: what its rules say of the client, how many places it has left
    (fewer than none when more were approved), and what its free mentors speak. `days_to_match` is
    the median of the last year; `is_dry`: nobody was submitted for 60 days."""

    project = serializers.UUIDField()
    result = serializers.ChoiceField(ScreeningResult.choices)
    text = serializers.CharField()
    places = serializers.IntegerField()
    days_to_match = serializers.FloatField(allow_null=True)
    is_dry = serializers.BooleanField()
    languages = SpokenThere(many=True)

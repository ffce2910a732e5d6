"""mentees.csv."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w import bulk
from m2w.accounts.package import is_promoter
from m2w.data_package import kinds
from m2w.data_package.facts import Broken, Facts, broken
from m2w.data_package.people import is_erased
from m2w.data_package.schema import Field, Row, reference
from m2w.data_package.tables import Objection, Table, in_order
from programmes.models import Enrolment, Mentee, Person
from programmes.package.facts import MenteeFacts
from programmes.persons import forget_unused


class MenteeTable(Table):
    name = "mentees"
    model = Mentee
    facts = MenteeFacts
    fields = (
        Field("code", kinds.CODE, required=True),
        reference("promoter", "organisations"),
        Field("first_name", kinds.text(100), required=True),
        Field("last_name", kinds.text(100), required=True),
        Field("birth_date", kinds.DATE, required=True),
        Field("gender", kinds.GENDER),
        Field("nationality", kinds.COUNTRY, required=True),
        Field("postcode", kinds.POSTCODE, required=True),
        Field("municipality", kinds.text(100)),
        Field("vdab_number", kinds.VDAB_NUMBER, required=True, may_be_empty=True),
        Field("vdab_guidance_since", kinds.DATE),
        Field("vdab_guidance_until", kinds.DATE),
        Field("employed", kinds.THREE_VALUED, required=True),
        Field("migration_background", kinds.THREE_VALUED, required=True),
        Field("home_language", kinds.LANGUAGE),
        Field("languages", kinds.LANGUAGES),
        Field("dutch_level", kinds.DUTCH_LEVEL, required=True),
        # Empty stands for unknown (readings.md 3), so an empty cell is a value here.
        Field("dutch_attested", kinds.THREE_VALUED, required=True, may_be_empty=True),
        Field("dutch_insufficient_for_job_target", kinds.THREE_VALUED),
        Field("job_target", kinds.text(200)),
        Field("sector", kinds.SECTOR),
        Field("diploma_level", kinds.DIPLOMA_LEVEL, required=True),
        Field("diploma_language", kinds.LANGUAGE),
        Field("diploma_country", kinds.COUNTRY),
        Field("diploma_recognised", kinds.THREE_VALUED),
        Field("benefit_entitled", kinds.THREE_VALUED, required=True),
        Field("availability", kinds.AVAILABILITY),
        Field("interests", kinds.WORDS),
        Field("hard_wishes", kinds.WISHES),
        Field("wishes", kinds.WISHES),
        Field("paused_from", kinds.DATE),
        Field("paused_until", kinds.DATE),
        Field("privacy_notice_on", kinds.DATE),
        Field("privacy_notice_language", kinds.LANGUAGE),
    )

    def objections(self, row: Row) -> Iterator[Objection]:
        yield from in_order(row, "vdab_guidance_since", "vdab_guidance_until")
        yield from in_order(row, "paused_from", "paused_until")
        if not row["vdab_number"] and not is_erased(row):
            yield Objection("vdab_number", "required", _("verwacht een waarde"))

    def is_final(self, stored: Row) -> bool:
        return is_erased(stored)

    def attributes(self, rows: Sequence[Row], facts: Facts) -> Iterator[dict[str, Any]]:
        persons = _persons({row["vdab_number"] for row in rows} - {""})
        for values in super().attributes(rows, facts):
            yield {
                **values,
                "person_id": persons.get(values["vdab_number"]),
                "is_erased": is_erased(values),
            }

    def change(self, rows: Sequence[Row], facts: Facts) -> None:
        """Another VDAB number is another person, for the enrolments too."""
        mentees = Mentee.objects.filter(code__in=[row["code"] for row in rows])
        before = list(mentees.exclude(person=None).values_list("person", flat=True))
        super().change(rows, facts)
        for mentee, person in mentees.values_list("pk", "person"):
            Enrolment.objects.filter(mentee=mentee).exclude(person=person).update(person=person)
        forget_unused(Person.objects.filter(pk__in=before))


def _persons(numbers: set[str]) -> dict[str, int]:
    """The person behind each VDAB number, made where there is none yet."""
    persons = Person.objects.filter(vdab_number__in=numbers)
    known = set(persons.values_list("vdab_number", flat=True))
    bulk.insert(Person, [{"vdab_number": number} for number in sorted(numbers - known)])
    return dict(persons.values_list("vdab_number", "pk"))


def mentees_belong_to_promoters(facts: Facts) -> Iterator[Broken]:
    for mentee in facts.of(MenteeFacts).values():
        if not is_promoter(facts, mentee.promoter):
            yield broken(
                "not_a_promoter", _("deze organisatie is geen promotor"), (mentee, "promoter")
            )


def vdab_numbers_are_unique_per_promoter(facts: Facts) -> Iterator[Broken]:
    seen: dict[tuple[str, str], MenteeFacts] = {}
    for mentee in facts.of(MenteeFacts).values():
        other = seen.setdefault((mentee.promoter, mentee.vdab_number), mentee)
        if other is not mentee and mentee.vdab_number:
            text = _("deze promotor heeft al een dossier met dit VDAB-nummer")
            yield broken("vdab_number_twice", text, (mentee, "vdab_number"), (other, "vdab_number"))


def one_birth_date_per_person(facts: Facts) -> Iterator[Broken]:
    """In a package two promoters agree on the birth date behind a number (readings.md 15)."""
    seen: dict[str, MenteeFacts] = {}
    for mentee in facts.of(MenteeFacts).values():
        if not mentee.line or not mentee.vdab_number:
            continue
        other = seen.setdefault(mentee.vdab_number, mentee)
        if other.birth_date != mentee.birth_date:
            text = _("een andere promotor geeft bij dit VDAB-nummer een andere geboortedatum")
            yield broken("birth_date_differs", text, (mentee, "birth_date"))


RULES = (
    mentees_belong_to_promoters,
    vdab_numbers_are_unique_per_promoter,
    one_birth_date_per_person,
)

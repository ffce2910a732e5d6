from datetime import date

import pytest
from django.utils.translation import override

from m2w.reference import languages, levels, nationalities, provinces, sectors

LISTS = {
    "provinces": provinces.LABELS,
    "languages": languages.labels(),
    "nationalities": nationalities.LABELS,
    "nationality groups": nationalities.GROUP_LABELS,
    "sectors": sectors.LABELS,
    "diploma levels": levels.DIPLOMA_LABELS,
    "levels of Dutch": levels.DUTCH_LABELS,
}


@pytest.mark.parametrize("labels", LISTS.values(), ids=LISTS.keys())
def test_every_code_has_a_name_in_both_languages(labels):
    assert all(label.dutch and label.english for label in labels.values())


@pytest.mark.parametrize(
    ("labels", "size"),
    [
        (provinces.LABELS, 5 + 1),
        (nationalities.LABELS, 249 + 3),
        (nationalities.GROUP_LABELS, 6),
        (sectors.LABELS, 21),
        (levels.DIPLOMA_LABELS, 8 + 1),
        (levels.DUTCH_LABELS, 7 + 1),
    ],
)
def test_every_list_is_complete(labels, size):
    assert len(labels) == size


@pytest.mark.parametrize(
    ("name", "dutch", "english"),
    [
        (lambda: provinces.label("40000"), "Oost-Vlaanderen", "East Flanders"),
        (lambda: provinces.label("outside"), "buiten Vlaanderen", "outside Flanders"),
        (lambda: languages.label("ar"), "Arabisch", "Arabic"),
        (
            lambda: languages.label("kmr"),
            "Noord-Koerdisch (Kurmanji)",
            "Northern Kurdish (Kurmanji)",
        ),
        (lambda: nationalities.label("SY"), "Syrië", "Syria"),
        (lambda: nationalities.label("XK"), "Kosovo", "Kosovo"),
        (lambda: nationalities.label("stateless"), "staatloos", "stateless"),
        (lambda: nationalities.group_label("rest_europe"), "rest van Europa", "rest of Europe"),
        (lambda: sectors.label("F"), "Bouwnijverheid", "Construction"),
        (lambda: levels.diploma_label("primary"), "lager onderwijs", "primary education"),
        (lambda: levels.dutch_label("none"), "geen Nederlands", "no Dutch"),
    ],
)
def test_a_label_follows_the_active_language(name, dutch, english):
    with override("nl-be"):
        assert name() == dutch
    with override("en"):
        assert name() == english
    with override(None):
        assert name() == dutch


class TestProvinces:
    @pytest.mark.parametrize(
        ("first", "last", "province"),
        [
            (1000, 1499, None),
            (1500, 1999, provinces.VLAAMS_BRABANT),
            (2000, 2999, provinces.ANTWERPEN),
            (3000, 3499, provinces.VLAAMS_BRABANT),
            (3500, 3999, provinces.LIMBURG),
            (4000, 7999, None),
            (8000, 8999, provinces.WEST_VLAANDEREN),
            (9000, 9999, provinces.OOST_VLAANDEREN),
        ],
    )
    def test_every_postcode_lies_in_its_province(self, first, last, province):
        on = date(2022, 4, 1)
        assert {provinces.province_of(str(n), on) for n in range(first, last + 1)} == {province}

    def test_zwijndrecht_moved_to_oost_vlaanderen(self):
        assert provinces.province_of("2070", date(2024, 12, 31)) == provinces.ANTWERPEN
        assert provinces.province_of("2070", date(2025, 1, 1)) == provinces.OOST_VLAANDEREN
        assert provinces.province_of("2071", date(2025, 1, 1)) == provinces.ANTWERPEN


class TestLanguages:
    @pytest.mark.parametrize("code", ["nl", "ti", "prs", "ckb", "kmr", "rom", "vgt"])
    def test_the_shortest_code_is_the_language(self, code):
        assert languages.is_language(code)

    @pytest.mark.parametrize("code", ["", "eng", "nld", "EN", "xx", "zzz", "qaa", "nl-BE", "ber"])
    def test_anything_else_is_not(self, code):
        assert not languages.is_language(code)


class TestNationalities:
    @pytest.mark.parametrize(
        ("code", "group"),
        [
            ("BE", "eu14"),
            ("HR", "eu13"),
            ("CY", "eu13"),
            ("GB", "efta_uk"),
            ("CH", "efta_uk"),
            ("UA", "rest_europe"),
            ("XK", "rest_europe"),
            ("TR", "other_continents"),
            ("KZ", "other_continents"),
            ("ER", "other_continents"),
            ("stateless", "other"),
            ("unknown", "other"),
        ],
    )
    def test_group(self, code, group):
        assert nationalities.group_of(code) == group

    def test_sizes_of_the_groups(self):
        groups = [nationalities.group_of(code) for code in nationalities.NATIONALITIES]
        sizes = {group: groups.count(group) for group in nationalities.GROUPS}
        assert sizes == {
            "eu14": 14,
            "eu13": 13,
            "efta_uk": 5,
            "rest_europe": 20 + 1,
            "other_continents": 249 - 14 - 13 - 5 - 20,
            "other": 2,
        }

    @pytest.mark.parametrize("code", ["ZZ", "EU", "QO", "UN"])
    def test_a_pseudo_code_is_no_nationality(self, code):
        assert code not in nationalities.NATIONALITIES


class TestLevels:
    def test_reaching_a_level(self):
        assert levels.reaches("A2", "A2")
        assert levels.reaches("C2", "A2")
        assert not levels.reaches("A1", "A2")

    def test_an_unknown_level_reaches_none(self):
        assert not levels.reaches("unknown", "A1")
        assert not levels.reaches("unknown", "none")

    def test_diplomas_are_in_order(self):
        rank = levels.DIPLOMA_RANK
        assert rank["lower_secondary"] < rank["upper_secondary"] < rank["hbo5"] < rank["bachelor"]

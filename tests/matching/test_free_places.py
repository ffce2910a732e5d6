"""Free places by language and province."""

from hypothesis import given
from hypothesis import strategies as st

from m2w.reference.levels import CEFR, reaches
from m2w.reference.provinces import ANTWERPEN, LIMBURG
from matching.free_places import Offer, by_language

OFFERS = st.lists(
    st.builds(
        Offer,
        st.dictionaries(st.sampled_from(["nl", "fr", "ti"]), st.sampled_from(CEFR)),
        st.sampled_from([ANTWERPEN, LIMBURG]),
        st.integers(1, 4),
    )
)


def test_it_works():
    offers = [
        Offer({"ti": "C2", "nl": "B1"}, LIMBURG, 3),
        Offer({"nl": "C2"}, ANTWERPEN, 1),
        Offer({"ti": "A1"}, ANTWERPEN, 2),
    ]
    lines, everyone = by_language(offers, "A2")
    assert [(line.language, dict(line.by_province)) for line in lines] == [
        ("nl", {LIMBURG: 3, ANTWERPEN: 1}),
        ("ti", {LIMBURG: 3}),
    ]
    assert everyone.together == 6


@given(OFFERS, st.sampled_from(CEFR))
def test_each_number_is_the_places_of_exactly_its_mentors(offers, minimum):
    lines, everyone = by_language(offers, minimum)
    assert everyone.together == sum(offer.places for offer in offers)
    for line in lines:
        for province in (ANTWERPEN, LIMBURG):
            theirs = [
                offer.places
                for offer in offers
                if offer.province == province
                and reaches(offer.languages.get(line.language, ""), minimum)
            ]
            assert line.by_province[province] == sum(theirs)
    assert all(line.together for line in lines)


@given(OFFERS)
def test_the_order_of_mentors_changes_nothing(offers):
    assert by_language(offers, "A2")[0] == by_language(offers[::-1], "A2")[0]

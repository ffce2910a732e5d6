"""How a plain loop judges a pair: written from the documents, value by value.

It knows nothing of columns and imports nothing of the project, so that another program can run it.
"""

CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
NEIGHBOURS = {
    "10000": ("20001", "40000", "70000"),
    "20001": ("10000", "40000", "70000"),
    "30000": ("40000",),
    "40000": ("10000", "20001", "30000"),
    "70000": ("10000", "20001"),
}
GROUPS = ("A", "BCDEF", "GHI", "JKLMN", "OPQ", "RST", "U")


def half_up(share: int, of: int) -> int:
    return int(share / of + 0.5)


def rank(level: str) -> int:
    return CEFR.index(level) + 1 if level in CEFR else 0


def sector(mentee, mentor, weight: int) -> int:
    if any(code in mentor.sectors for code in mentee.sectors):
        return weight
    mine = [group for group in GROUPS for code in mentee.sectors if code in group]
    related = any(code in group for group in mine for code in mentor.sectors)
    return half_up(weight, 2) if related else 0


def strength(mentee, mentor) -> int:
    """The rank of the weaker of the two in the language they share best."""
    best = 0
    for code, level in mentee.languages.items():
        if code in mentor.languages:
            best = max(best, min(rank(level), rank(mentor.languages[code])))
    return best


def language(mentee, mentor, weight: int) -> int:
    return half_up(weight * strength(mentee, mentor), 6)


def distance(mentee, mentor, weight: int) -> int:
    if mentee.postcode[:2] == mentor.postcode[:2]:
        return weight
    if mentee.province and mentee.province == mentor.province:
        return half_up(weight * 5, 10)
    if mentee.province and mentor.province in NEIGHBOURS[mentee.province]:
        return half_up(weight * 3, 10)
    return half_up(weight * 2, 10) if mentor.online else 0


def availability(mentee, mentor, weight: int) -> int:
    together = sum(moment in mentor.availability for moment in mentee.availability)
    return half_up(weight * min(3, together), 3)


def interests(mentee, mentor, weight: int) -> int:
    mine = {word.lower() for word in mentee.interests}
    return half_up(weight * min(3, len(mine & {word.lower() for word in mentor.interests})), 3)


def wishes(mentee, mentor, weight: int) -> int:
    asked = len(mentee.wishes) + len(mentor.wishes)
    met = sum(meets(mentor, wish) for wish in mentee.wishes)
    met += sum(meets(mentee, wish) for wish in mentor.wishes)
    return half_up(weight * met, asked) if asked else 0


def meets(who, wish: str) -> bool:
    about, value = wish.split(":")
    if about == "online":
        return {True: "yes", False: "no", None: None}[who.online] == value
    return (who.gender if about == "gender" else who.province) == value


PARTS = {
    "sector": sector,
    "language": language,
    "distance": distance,
    "availability": availability,
    "interests": interests,
    "wishes": wishes,
}


def parts(mentee, mentor, weights: dict[str, int]) -> dict[str, int]:
    return {name: part(mentee, mentor, weights[name]) for name, part in PARTS.items()}


def fits(mentee, mentor, minimum: str) -> bool:
    """A language shared on the minimum level, and each hard wish met."""
    return (
        strength(mentee, mentor) >= rank(minimum)
        and all(meets(mentor, wish) for wish in mentee.hard_wishes)
        and all(meets(mentee, wish) for wish in mentor.hard_wishes)
    )

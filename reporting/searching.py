"""Finding written questions by their words: of the question, and of its answer.

Words are folded before the database sees them (no accents, no case, letters and digits only), so
that SQLite's FTS5 and PostgreSQL cut them alike.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import Lookup, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reporting.models import SearchText, SubQuestion, WrittenQuestion
from reporting.text_fields import literals_of

WORD = re.compile(r"[^\W_]+")
FOLDED = re.compile(r"[a-z0-9]+")
AROUND, MOST_FOUND = 120, 50
SHORTEST_TELLING, FEWEST_ALIKE, MOST_SIMILAR = 4, 0.25, 5
# Words of every question, that tell nothing of what one is about.
COMMON = frozenset(
    {
        *("graag", "overzicht", "minister", "vraag", "welke", "hoeveel", "waarom", "wordt"),
        *("worden", "werd", "werden", "deze", "heeft", "hebben", "voor", "naar", "over"),
        *("door", "zijn", "niet", "zich", "welk", "aantal", "jaar", "antwoord"),
        *("project", "projecten"),
    }
)


class Matches(Lookup):
    """`words__matches`: all of these words, each as the beginning of one."""

    lookup_name = "matches"
    joint = (" AND ", " & ")

    def get_prep_lookup(self) -> Any:
        return self.rhs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        sqlite, postgresql = self.joint
        words = self.rhs.split()
        if connection.vendor == "postgresql":
            lhs, params = self.process_lhs(compiler, connection)
            query = postgresql.join(f"{word}:*" for word in words)
            asked = f"to_tsvector('simple', {lhs}) @@ to_tsquery('simple', %s)"
            return asked, [*params, query]
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        query = sqlite.join(f'"{word}"*' for word in words)
        found = "SELECT rowid FROM reporting_search WHERE reporting_search MATCH %s"
        return f"{table}.id IN ({found})", [query]


class MatchesAny(Matches):
    """`words__matches_any`: one of these words."""

    lookup_name = "matches_any"
    joint = (" OR ", " | ")


for lookup in (Matches, MatchesAny):
    models.TextField.register_lookup(lookup)


def folded(text: str) -> list[str]:
    """The words of a text without accents and case: `Één-op-één` → `een op een`."""
    bare = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in bare if not unicodedata.combining(char))
    return FOLDED.findall(plain.casefold())


# The index --------------------------------------------------------------------------------------


def index(question: WrittenQuestion, using: str = DEFAULT_DB_ALIAS) -> None:
    """Let the question be found by what it says now."""
    rows = [
        SearchText(
            question=question, number=n, is_answer=said, text=text, words=" ".join(folded(text))
        )
        for n, said, text in _texts(question)
        if text.strip()
    ]
    with transaction.atomic(using=using):
        question.search_texts.using(using).all().delete()
        SearchText.objects.using(using).bulk_create(rows)


def _texts(question: WrittenQuestion) -> Iterable[tuple[int, bool, str]]:
    head = [f"{question.number}", question.subject, question.member, question.introduction]
    yield 0, False, "\n".join(head)
    yield 0, True, "\n".join(_typed(part.text) for part in question.parts.all())
    for sub in question.sub_questions.all():
        yield sub.number, False, f"{sub.title}\n{sub.text}"
        said = [_typed(sub.answer), sub.reference, sub.other_minister, sub.why_unavailable]
        yield sub.number, True, "\n".join(filter(None, said))


def _typed(text: str) -> str:
    return " ".join("".join(literals_of(text)).split())


# Searching --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """A question in which the words stand, and where, the best place first."""

    question: WrittenQuestion
    places: Sequence[SearchText]
    words: Sequence[str]

    @property
    def excerpt(self) -> SafeString:
        return excerpt(self.places[0].text, self.words)

    @property
    def number(self) -> int:
        """The sub-question of the excerpt; 0 for the question as a whole."""
        return self.places[0].number


def search(asked: str, rows: QuerySet[WrittenQuestion]) -> list[Found]:
    """The questions among the rows in which all words stand together in one text, most often
    first, then the newest. Without a word to look for there is none."""
    words = folded(asked)
    if not words:
        return []
    hits = SearchText.objects.filter(words__matches=" ".join(words), question__in=rows)
    by_question: dict[Any, list[SearchText]] = {}
    for hit in hits.select_related("question"):
        by_question.setdefault(hit.question_id, []).append(hit)
    found = [
        Found(places[0].question, sorted(places, key=lambda one: -_often(one, words)), words)
        for places in by_question.values()
    ]
    found.sort(key=lambda one: (one.question.asked_on, one.question.code), reverse=True)
    found.sort(key=lambda one: -sum(_often(place, words) for place in one.places))
    return found[:MOST_FOUND]


def _often(place: SearchText, words: Sequence[str]) -> int:
    return sum(word.startswith(tuple(words)) for word in place.words.split())


def excerpt(text: str, words: Sequence[str]) -> SafeString:
    """A stretch of the text around the first of the words, each of them marked, all escaped."""
    text = " ".join(text.split())
    hits = [m.span() for m in WORD.finditer(text) if _is_hit(m[0], words)]
    start = max(0, hits[0][0] - AROUND) if hits else 0
    end = start + 2 * AROUND
    start = text.rfind(" ", 0, start) + 1
    end = len(text) if end >= len(text) else text.rfind(" ", start, end)
    pieces: list[tuple[str, str]] = []
    at = start
    for first, last in hits:
        if last <= end:
            pieces.append((text[at:first], text[first:last]))
            at = last
    before, after = "… " if start else "", " …" if end < len(text) else ""
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("{}{}{}{}", before, marked, text[at:end], after)


def _is_hit(word: str, words: Sequence[str]) -> bool:
    return any(part.startswith(tuple(words)) for part in folded(word))


# Similar questions ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier sub-question that asks much the same; `likeness` is from 0 to 1."""

    sub: SubQuestion
    likeness: float

    @property
    def percent(self) -> int:
        return round(self.likeness * 100)


def similar(texts: Sequence[str], rows: QuerySet[WrittenQuestion]) -> list[list[Similar]]:
    """For each text the sub-questions among the rows that ask much the same, most alike first.

    Words count by how rare they are among the candidates.
    """
    asked = [_telling(text) for text in texts]
    every = sorted({word for words in asked for word in words})
    if not every:
        return [[] for _text in texts]
    hits = SearchText.objects.filter(
        words__matches_any=" ".join(every), question__in=rows, number__gt=0, is_answer=False
    )
    candidates = {(hit.question_id, hit.number): _telling(hit.words) for hit in hits}
    weight = _weights([*candidates.values(), *asked])
    alike = [_alike(words, candidates, weight) for words in asked]
    subs = _sub_questions({key for found in alike for key, _likeness in found})
    return [
        sorted(_similar(text, found, subs), key=lambda one: -one.likeness)
        for text, found in zip(texts, alike, strict=True)
    ]


Key = tuple[Any, int]


def _similar(
    text: str, found: Iterable[tuple[Key, float]], subs: Mapping[Key, SubQuestion]
) -> Iterator[Similar]:
    """Those that were found. One of the same words is wholly alike, whatever its title became."""
    for key, likeness in found:
        if sub := subs.get(key):
            yield Similar(sub, 1.0 if folded(sub.text) == folded(text) else likeness)


def _telling(text: str) -> set[str]:
    words = (word for word in folded(text) if len(word) >= SHORTEST_TELLING)
    return {word for word in words if word not in COMMON}


def _weights(texts: Sequence[set[str]]) -> dict[str, float]:
    often = Counter(word for words in texts for word in words)
    return {word: 1 + log(len(texts) / count) for word, count in often.items()}


def _alike(
    words: set[str], candidates: dict[Key, set[str]], weight: dict[str, float]
) -> list[tuple[Key, float]]:
    def size(some: set[str]) -> float:
        return sum(weight[word] ** 2 for word in some)

    found = [
        (key, size(words & theirs) / sqrt(size(words) * size(theirs)))
        for key, theirs in candidates.items()
        if words & theirs
    ]
    enough = [one for one in found if one[1] >= FEWEST_ALIKE]
    return sorted(enough, key=lambda one: (-one[1], str(one[0])))[:MOST_SIMILAR]


def _sub_questions(keys: set[Key]) -> dict[Key, SubQuestion]:
    rows = SubQuestion.objects.filter(question__in={key[0] for key in keys})
    related = rows.select_related("question", "refers_to").prefetch_related("tables")
    return {(sub.question_id, sub.number): sub for sub in related}

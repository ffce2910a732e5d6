"""What someone knows who has one cross table, from the JSON that the API gives."""

from itertools import groupby

from tests.reporting.attacker import Attacker

TOTAL = "total"


def counts_of(document, options):
    """(place, value or None) of every count: the codes down and across, fewer for what adds up."""
    down = [options[name] for name in ("rows", "rows2") if name in options]
    names = [column["name"] for column in document["columns"] if column["type"] == "count"]
    for row in [*document["rows"], document["total"]]:
        line = _place(row.get(name, TOTAL) for name in down)
        for name in names:
            value = row[name] if name in row else row["cells"][name]
            yield (line, _place(name.split("/"))), value


def _place(codes):
    return tuple(code for code in codes if code != TOTAL)


def informed(document, options):
    """The attacker with the whole table: each level adds up to the one above it."""
    attacker = Attacker()
    for name, value in counts_of(document, options):
        attacker.reads(name, value)
    places = [*attacker.told, *attacker.unknown]
    lines = {line for line, _head in places}
    heads = {head for _line, head in places}
    for whole, parts in _sums(lines):
        for head in heads:
            attacker.adds_up((whole, head), [(part, head) for part in parts])
    if options.get("columns"):  # Days are not added up.
        for whole, parts in _sums(heads):
            for line in lines:
                attacker.adds_up((line, whole), [(line, part) for part in parts])
    return attacker


def _sums(places):
    """Each place with those one level down in it."""

    def above(place):
        return place[:-1]

    for whole, parts in groupby(sorted(filter(None, places), key=above), key=above):
        yield whole, list(parts)

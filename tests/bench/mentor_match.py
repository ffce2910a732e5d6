"""One instance given to the package mentor-match, in an environment of its own.

Run by that environment's Python with the instance as JSON: it prints how long the package took,
whom it placed, and the version of its solver. The package owns the name `matching`, so nothing
of the project is imported here but the plain rules, by their file.
"""

import importlib.metadata
import json
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace

from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.rules.rule import Disqualify, Rule

from matching import process

spec = spec_from_file_location("plain", Path(__file__).parents[1] / "matching" / "plain.py")
plain = module_from_spec(spec)
spec.loader.exec_module(plain)


class Part(Rule):
    """One part of the score, of the people behind a pair."""

    def __init__(self, name: str, weight: int) -> None:
        super().__init__()
        self.part, self.weight = plain.PARTS[name], weight

    def evaluate(self, match) -> int:
        return self.part(match.mentee.someone, match.mentor.someone, self.weight)

    apply = evaluate


def person(kind, number: int, values: dict):
    found = kind(grade=1, email=f"{kind.__name__}{number}")
    found.someone = SimpleNamespace(**values)
    return found


def main() -> None:
    made = json.loads(Path(sys.argv[1]).read_text())
    mentees = [person(Mentee, *one) for one in enumerate(made["mentees"])]
    mentors = [person(Mentor, *one) for one in enumerate(made["mentors"])]

    def forbidden(match) -> bool:
        mentee, mentor = match.mentee.someone, match.mentor.someone
        return not (mentor.is_free and plain.fits(mentee, mentor, made["minimum"]))

    # Rules are taken from the end: what forbids a pair is asked first.
    rules = [*(Part(name, weight) for name, weight in made["weights"].items())]
    rules.append(Disqualify(forbidden))
    start = perf_counter()
    process.process_data(mentors, mentees, [rules])
    taken = perf_counter() - start
    pairs = [(mentee.someone, mentor.someone) for mentee in mentees for mentor in mentee.mentors]
    answer = {
        "seconds": taken,
        "placed": len(pairs),
        "score": sum(sum(plain.parts(*pair, made["weights"]).values()) for pair in pairs),
        "munkres": importlib.metadata.version("munkres"),
    }
    print(json.dumps(answer))


main()

"""Proposals, against the package mentor-match, the solvers of scipy alone, and plain loops."""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from matching.assignment import Scale
from matching.candidates import coaches_of
from matching.crowd import Array, Crowd
from matching.people import Someone
from matching.proposing import Judged, Proposal, propose
from matching.scoring import score
from matching.situation import Situation
from tests.bench.measure import Ratio, pair, peak, seconds
from tests.matching import plain
from tests.matching.crowds import WEIGHTS, all_speaking, situation

IN_A_ROW = 10
MENTOR_MATCH = Path(__file__).with_name("mentor_match.py")


def project(seed: int, mentees: int, mentors: int, places: int = 1) -> Situation:
    """A project with much choice, in which every mentor has a place at least."""
    r = random.Random(seed)
    made = all_speaking(situation(seed, mentees, mentors), r)
    free = tuple(replace(mentor, places=r.randint(1, places)) for mentor in made.mentors)
    return replace(made, mentors=free, misfits=frozenset(), vetoes=frozenset())


def ratios() -> Iterator[Ratio]:
    yield from against_mentor_match()
    yield many_projects()
    yield one_large_project()
    yield one_mentee()
    yield memory()


def against_mentor_match() -> Iterator[Ratio]:
    """The same people, rules and scores; theirs is what its `process_data` takes."""
    with tempfile.TemporaryDirectory() as name:
        python = environment(Path(name))
        for size in (200, 500):
            made = project(1, size, size)
            theirs = told_by(python, Path(name) / "people.json", made)
            ours = propose(made)
            require_as_good(ours, theirs)
            what = f"proposal {size} × {size}, mentor-match (munkres {theirs['munkres']})"
            # A few milliseconds are only measured well in a row.
            taken = seconds(lambda made=made: [propose(made) for _ in range(IN_A_ROW)]) / IN_A_ROW
            yield Ratio(what, taken, theirs["seconds"], least=200)


def environment(directory: Path) -> Path:
    """An environment that holds the package as pip installs it today; its Python."""
    subprocess.run([sys.executable, "-m", "venv", directory / "venv"], check=True)
    python = directory / "venv" / "bin" / "python"
    install = [python, "-m", "pip", "install", "mentor-match"]
    subprocess.run(install, check=True, capture_output=True)
    return python


def told_by(python: Path, file: Path, made: Situation) -> dict[str, Any]:
    coached = coaches_of(made).any(axis=1).tolist()
    free = [
        mentor.is_active and mentor.is_trained and coached[number]
        for number, mentor in enumerate(made.mentors)
    ]
    file.write_text(
        json.dumps(
            {
                "weights": WEIGHTS,
                "minimum": made.minimum_level,
                "mentees": [asdict(one.someone) for one in made.waiting],
                "mentors": [
                    asdict(mentor.someone) | {"is_free": is_free}
                    for mentor, is_free in zip(made.mentors, free, strict=True)
                ],
            }
        )
    )
    # Isolated: the package and the project both own the name `matching`.
    command = [python, "-I", MENTOR_MATCH, file]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def require_as_good(ours: Proposal, theirs: dict[str, Any]) -> None:
    reached = (ours.proof.placed, ours.proof.score)
    if reached < (theirs["placed"], theirs["score"]):
        raise RuntimeError(f"{reached} against {theirs}")


def solver_alone(judged: Judged) -> float:
    """How long the dense solver of scipy takes for the same values and places."""
    scale = Scale.of(judged.totals, judged.days)
    values = scale.values(judged.allowed, judged.totals, judged.days)
    costs = -values[:, np.repeat(np.arange(len(judged.places)), judged.places)].astype(float)
    return seconds(lambda: linear_sum_assignment(costs))


def sparse_alone(projects: list[Judged]) -> float:
    """How long the sparse solver of scipy takes for the edges of all projects together.

    It wants a mentor for everyone: each mentee has a last resort that costs more than all else.
    """
    rows, columns, costs = [], [], []
    mentees = mentors = 0
    for judged in projects:
        row, column = judged.allowed.nonzero()
        rows.append(row + mentees)
        columns.append(column + mentors)
        costs.append(1000.0 - judged.totals[row, column])
        mentees, mentors = mentees + len(judged.days), mentors + len(judged.places)
    everyone = np.arange(mentees)
    graph = coo_array(
        (
            np.concatenate([*costs, np.full(mentees, 1e6)]),
            (np.concatenate([*rows, everyone]), np.concatenate([*columns, everyone + mentors])),
        ),
        shape=(mentees, mentors + mentees),
    ).tocsr()
    return seconds(lambda: min_weight_full_bipartite_matching(graph))


def many_projects() -> Ratio:
    """5,000 mentees in 20 projects: all of it against the sparse solver alone."""
    made = [project(seed, 250, 250) for seed in range(20)]
    ours = seconds(lambda: [propose(one) for one in made])
    theirs = sparse_alone([Judged(one) for one in made])
    return Ratio("proposals for 20 projects, sparse solver alone", ours, theirs, most=0.6)


def one_large_project() -> Ratio:
    """2,000 mentees and 1,250 mentors: all of it against the scores and the solver alone."""
    made = project(3, 2000, 1250, places=2)

    def scores() -> None:
        judged = Judged(made)
        _ = judged.totals

    solving = solver_alone(Judged(made))
    ours, scoring = pair(lambda: propose(made), scores)
    return Ratio("proposal 2,000 × 1,250, scores and solver", ours, scoring + solving, most=1.2)


def one_mentee() -> Ratio:
    """5,000 mentors ranked for one mentee after the other, against a plain loop over the same."""
    made = project(4, 20, 5000)
    mentors = made.volunteers
    mentees = [one.someone for one in made.waiting]

    def ranked(someone: Someone) -> Array:
        totals = score(Crowd([someone], mentors), mentors, WEIGHTS).totals[0]
        return np.argsort(-totals, kind="stable")

    def ranked_plainly(someone: Someone) -> list[int]:
        scored = [sum(plain.parts(someone, one, WEIGHTS).values()) for one in mentors.people]
        return sorted(range(len(scored)), key=lambda number: -scored[number])

    def ours() -> list[Array]:
        return [ranked(someone) for someone in mentees]

    def theirs() -> list[list[int]]:
        return [ranked_plainly(someone) for someone in mentees]

    if [ranking.tolist() for ranking in ours()] != theirs():
        raise RuntimeError("The two do not rank alike.")
    return Ratio("ranking 5,000 mentors, a plain loop", *pair(ours, theirs), least=50)


def memory() -> Ratio:
    """The peak of a process that does nothing but the large project."""
    code = "from tests.bench.proposing import *; propose(project(3, 2000, 1250, places=2))"
    return Ratio("proposal 2,000 × 1,250: peak MiB", peak(code), 300, most=1, unit="MiB")

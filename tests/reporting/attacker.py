"""Someone who has every file of an answer and wants to know what its dashes hide.

Written apart from what protects: it takes what the files say, the equations of domain.md 8 and an
integer program. A dash is at least 1; a rest that stands nowhere at least 0.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

FAR = 10_000


class Attacker:
    def __init__(self):
        self.told = {}
        self.unknown = {}
        self.rows = []

    def reads(self, name, value):
        """A count under a name; the same name elsewhere is the same count."""
        if value is None:
            assert name not in self.told, f"{name} is hidden here and shown elsewhere"
            self.unknown.setdefault(name, 1)
        else:
            assert name not in self.unknown, f"{name} is shown here and hidden elsewhere"
            assert self.told.setdefault(name, value) == value, f"{name} differs"

    def knows(self, name):
        return name in self.told or name in self.unknown

    def adds_up(self, whole, parts):
        """The parts are the whole, as far as all of them stand somewhere."""
        if self.knows(whole) and all(map(self.knows, parts)):
            self.rows.append([(whole, 1), *((part, -1) for part in parts)])

    def holds(self, whole, *parts):
        """The parts lie in the whole beside each other. What is left has a name of its own."""
        if self.knows(whole) and all(map(self.knows, parts)):
            rest = ("rest", whole, *parts)
            self.unknown[rest] = 0
            self.rows.append([(whole, 1), *((part, -1) for part in parts), (rest, -1)])

    def takes_in(self, table, other):
        """What someone knows of another table too, each name with that of the table before it."""
        for name in (*other.told, *other.unknown):
            if name[0] != "rest":
                self.reads((table, name), other.told.get(name))
        self.rows += [[((table, name), sign) for name, sign in row] for row in other.rows]

    def ranges(self):
        """Per unknown name the least and the most it can be, in whole persons."""
        names = list(self.unknown)
        at = {name: place for place, name in enumerate(names)}
        matrix = np.zeros((len(self.rows), len(names)))
        right = np.zeros(len(self.rows))
        for number, row in enumerate(self.rows):
            for name, sign in row:
                if name in at:
                    matrix[number, at[name]] += sign
                else:
                    right[number] -= sign * self.told[name]
        if not names:
            return {}
        least = np.array([self.unknown[name] for name in names], dtype=float)
        return {
            name: tuple(self._end(matrix, right, least, place, sign) for sign in (1, -1))
            for name, place in at.items()
        }

    def _end(self, matrix, right, least, place, sign):
        goal = np.zeros(len(least))
        goal[place] = sign
        rules = [LinearConstraint(matrix, right, right)] if len(matrix) else []
        found = milp(
            goal, constraints=rules, integrality=np.ones(len(least)), bounds=Bounds(least, FAR)
        )
        assert found.x is not None, found.message
        return round(found.x[place])


def narrow(ranges, values, smallest=4):
    """The unknown counts that are known to fewer than so many values: every dash, and every rest
    that is small. `values` are the true counts."""
    return {
        name: (low, high)
        for name, (low, high) in ranges.items()
        if high - low + 1 < smallest and (name[0] != "rest" or 0 < _rest(name, values) < smallest)
    }


def _rest(name, values):
    _rest, whole, *parts = name
    return values[whole] - sum(values[part] for part in parts)

"""The whole data package: the tables and rules of every app, in the order of loading."""

from m2w.accounts import package as accounts
from m2w.data_package.facts import Rule
from m2w.data_package.tables import Table
from matching import package as matching
from programmes import package as programmes

RULES: tuple[Rule, ...] = (*accounts.RULES, *programmes.RULES, *matching.RULES)


def tables(password: str | None = None) -> list[Table]:
    """A fresh set for one run. With a password every account of the package gets it."""
    return [*accounts.tables(password), *programmes.tables(), *matching.tables()]

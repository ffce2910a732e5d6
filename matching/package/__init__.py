"""The files of the data package about mentors and duos."""

from m2w.data_package.tables import Table
from matching.package.duos import ContactTable, MatchTable, MentorTable, VetoTable
from matching.package.rules import RULES

__all__ = ["RULES", "tables"]


def tables() -> list[Table]:
    return [MentorTable(), MatchTable(), VetoTable(), ContactTable()]

"""The files of the data package about mentors and duos."""

from m2w.data_package.tables import Table
from matching.package.rules import RULES
from matching.package.tables import ContactTable, MatchTable, MentorTable, VetoTable

__all__ = ["RULES", "tables"]


def tables() -> list[Table]:
    return [MentorTable(), MatchTable(), VetoTable(), ContactTable()]

"""Mentors, the duos they form with mentees, and the proposals for those."""

from matching.models.duos import Contact, Match
from matching.models.mentors import Mentor
from matching.models.proposals import Veto

__all__ = ["Contact", "Match", "Mentor", "Veto"]

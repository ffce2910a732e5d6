"""Mentors, those who may become one, the duos they form with mentees, and proposals for those."""

from matching.models.duos import Contact, Match, MatchChange
from matching.models.interests import Interest, InterestLinks
from matching.models.mentors import Mentor, MentorTraining
from matching.models.proposals import Candidates, LeftOver, Proposal, ProposedPair, Veto
from matching.models.reminders import ReminderPause

__all__ = [
    "Candidates",
    "Contact",
    "Interest",
    "InterestLinks",
    "LeftOver",
    "Match",
    "MatchChange",
    "Mentor",
    "MentorTraining",
    "Proposal",
    "ProposedPair",
    "ReminderPause",
    "Veto",
]

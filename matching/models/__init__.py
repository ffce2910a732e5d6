"""Mentors, those who may become one, their duos with mentees and how those meet, group sessions,
and proposals for duos."""

from matching.models.contacts import Contact, ContactReport, MeetingLink
from matching.models.duos import Match, MatchChange
from matching.models.fees import VolunteerFee
from matching.models.interests import Interest, InterestLinks
from matching.models.mentors import Mentor, MentorTraining
from matching.models.proposals import Candidates, LeftOver, Proposal, ProposedPair, Veto
from matching.models.questionnaires import Survey, SurveyAnswer
from matching.models.reminders import ReminderPause
from matching.models.sessions import Attendance, ClaimedSession, GroupSession

__all__ = [
    "Attendance",
    "Candidates",
    "ClaimedSession",
    "Contact",
    "ContactReport",
    "GroupSession",
    "Interest",
    "InterestLinks",
    "LeftOver",
    "Match",
    "MatchChange",
    "MeetingLink",
    "Mentor",
    "MentorTraining",
    "Proposal",
    "ProposedPair",
    "ReminderPause",
    "Survey",
    "SurveyAnswer",
    "Veto",
    "VolunteerFee",
]

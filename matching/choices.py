from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MatchEndReason(TextChoices):
    COMPLETED = "completed", _("afgerond")
    WORK = "work", _("aan het werk")
    TRAINING = "training", _("opleiding begonnen")
    DROPOUT = "dropout", _("mentee haakte af")
    MISFIT = "misfit", _("het klikte niet")
    MENTOR_STOPPED = "mentor_stopped", _("mentor stopte")
    MENTEE_STOPPED = "mentee_stopped", _("mentee stopte")
    MOVED = "moved", _("verhuisd")
    PERSONAL = "personal", _("persoonlijke reden")
    OTHER = "other", _("andere reden")


class MatchState(TextChoices):
    RUNNING = "running", _("loopt")
    PAUSED = "paused", _("gepauzeerd")
    ENDED = "ended", _("beëindigd")


class MatchAct(TextChoices):
    PAUSE = "pause", _("duo gepauzeerd")
    RESUME = "resume", _("duo hervat")
    EXTEND = "extend", _("duo verlengd")
    CHANGE_COACH = "change_coach", _("andere mentor-coach")


class ContactKind(TextChoices):
    CONTACT = "contact", _("contact van het duo")
    CHECKIN_MENTOR = "checkin_mentor", _("opvolggesprek met de mentor")
    CHECKIN_MENTEE = "checkin_mentee", _("opvolggesprek met de mentee")


# What a coach does, with either of the two.
CHECKINS = (ContactKind.CHECKIN_MENTOR, ContactKind.CHECKIN_MENTEE)


class Channel(TextChoices):
    IN_PERSON = "in_person", _("ter plaatse")
    ONLINE = "online", _("online")
    PHONE = "phone", _("telefoon")


class Topic(TextChoices):
    """What people talked about."""

    JOB_HUNTING = "job_hunting", _("werk zoeken")
    APPLYING = "applying", _("sollicitatie en cv")
    LANGUAGE_PRACTICE = "language_practice", _("taal oefenen")
    NETWORK = "network", _("netwerk")
    EMPLOYER_VISIT = "employer_visit", _("bezoek aan een werkgever")
    TRAINING = "training", _("opleiding")
    ADMINISTRATION = "administration", _("administratie en praktische zaken")
    WELLBEING = "wellbeing", _("welzijn")
    OTHER = "other", _("iets anders")


class Reporter(TextChoices):
    """Who of a duo reports how they met, without an account."""

    MENTOR = "mentor", _("mentor")
    MENTEE = "mentee", _("mentee")


class Doubt(TextChoices):
    """What the reports of one meeting do not agree on."""

    SEEN = "seen", _("of ze elkaar zagen")
    MINUTES = "minutes", _("hoelang het duurde")


class SessionKind(TextChoices):
    INFO = "info", _("infosessie")
    INTAKE = "intake", _("intake in groep")
    PREPARATION = "preparation", _("voorbereiding")
    EXCHANGE = "exchange", _("uitwisseling")


class InterviewOutcome(TextChoices):
    """What a first meeting with a volunteer led to."""

    SUITED = "suited", _("geschikt")
    NOT_SUITED = "not_suited", _("niet geschikt")
    TO_BE_SEEN = "to_be_seen", _("nog te bekijken")


class ProposalState(TextChoices):
    """A closed proposal was decided on, or run again: nobody changes it any more."""

    OPEN = "open", _("open")
    CLOSED = "closed", _("afgesloten")


class PauseReason(TextChoices):
    """Why reminders rest. None of them tells of someone's health."""

    HOLIDAY = "holiday", _("vakantie")
    AWAY = "away", _("een tijd niet beschikbaar")
    AGREED = "agreed", _("anders afgesproken")
    ENDING = "ending", _("het duo rondt af")
    ASKED = "asked", _("op eigen vraag")


class QuestionnaireCode(TextChoices):
    MENTEE_SATISFACTION = "mentee_satisfaction", _("tevredenheid van de mentee")
    MENTOR_SATISFACTION = "mentor_satisfaction", _("tevredenheid van de mentor")
    MENTOR_GOALS = "mentor_goals", _("kennis, inzicht en expertise van de mentor")
    EMPLOYER_GOALS = "employer_goals", _("inclusie bij de werkgever")


class Respondent(TextChoices):
    MENTEE = "mentee", _("mentee")
    MENTOR = "mentor", _("mentor")
    EMPLOYER = "employer", _("werkgever")


class Moment(TextChoices):
    """When it is asked."""

    START = "start", _("bij de start")
    MONTH_ONE = "month_one", _("na een maand")
    HALFWAY = "halfway", _("halfweg")
    END = "end", _("op het einde")
    THREE_MONTHS = "three_months", _("na drie maanden werk")


class Standing(TextChoices):
    """How a question of a duo stands: to be asked later, now, asked by a link that works, or
    never answered."""

    PLANNED = "planned", _("gepland")
    DUE = "due", _("nu te vragen")
    ASKED = "asked", _("gevraagd")
    ANSWERED = "answered", _("ingevuld")
    MISSED = "missed", _("niet ingevuld")


class AnswerChannel(TextChoices):
    LINK = "link", _("via de link")
    PAPER = "paper", _("op papier")

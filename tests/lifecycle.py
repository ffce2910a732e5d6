"""The life of an enrolment and its duos as domain.md 3 and 4 tell it, with access.md for who may.

It knows nothing of the code: it says what every act leads to, so that another reading of the
rules can be held against the one that runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

COORDINATOR, COACH, COUNSELLOR, ANALYST = "coordinator", "coach", "counsellor", "analyst"
PROMOTER, VDAB = {COORDINATOR, COACH}, {COUNSELLOR}
# Alice and Carl work for the promoter, and Vera decides in its province. Charlie coordinates
# another promoter, Wim decides in another province, Ann sees nobody's file.
ROLES = {
    "alice": COORDINATOR,
    "carl": COACH,
    "vera": COUNSELLOR,
    "charlie": COORDINATOR,
    "wim": COUNSELLOR,
    "ann": ANALYST,
}
STRANGERS = {"charlie", "wim", "ann"}

# What a refusal is called; any other name is a rule that forbids it now.
DONE, DENIED, UNSEEN, INVALID, STALE = (
    "",
    "permission_denied",
    "not_found",
    "invalid",
    "changed_meanwhile",
)
STATUSES = {DENIED: 403, UNSEEN: 404, INVALID: 400, STALE: 412}
BROKEN_RULE = 409

OPEN = {"submitted", "info_requested", "approved", "active"}
GOING_ON = OPEN | {"referred", "draft"}
GONE = "gone"


@dataclass(frozen=True)
class Step:
    """From where to where, by whom. Without a target the state stays."""

    sources: set[str]
    target: str
    roles: set[str]


STEPS = {
    "accept_referral": Step({"referred"}, "approved", PROMOTER),
    "decline_referral": Step({"referred"}, "declined", PROMOTER),
    "submit": Step({"draft"}, "submitted", {COORDINATOR, COUNSELLOR}),
    "take_up": Step({"submitted", "info_requested"}, "", VDAB),
    "put_back": Step({"submitted", "info_requested"}, "", VDAB),
    "request_info": Step({"submitted"}, "info_requested", VDAB),
    "answer": Step({"info_requested"}, "submitted", PROMOTER),
    "approve": Step({"submitted"}, "approved", VDAB),
    "reject": Step({"submitted"}, "rejected", VDAB),
    "withdraw": Step(GOING_ON - {"active"}, "withdrawn", {COORDINATOR}),
    "end": Step({"active"}, "ended", PROMOTER),
    "delete": Step({"draft"}, GONE, PROMOTER | VDAB),
}
STATES = {step.target for step in STEPS.values()} - {""} | {"referred", "draft", "active"}
DECIDE = {"request_info", "approve", "reject"}

ACTS = {
    "arrange": Step({"running", "paused"}, "", PROMOTER),
    "pause": Step({"running"}, "paused", PROMOTER),
    "resume": Step({"paused"}, "running", PROMOTER),
    "end": Step({"running", "paused"}, "ended", PROMOTER),
}

# What each act comes to at least once, when much is tried.
KEPT_OUT = {DENIED, UNSEEN}
REACHED = {
    **{name: {DONE, "not_now"} | KEPT_OUT for name in STEPS},
    **{f"{name} a duo": {DONE} | KEPT_OUT for name in ACTS},
    "end a duo": {DONE, "already_ended"} | KEPT_OUT,
    "delete": {DONE} | KEPT_OUT,
    "refer": {DONE, DENIED, INVALID},
    "create": {DONE, DENIED, INVALID, "already_in_project"},
    "assign_coach": {DONE} | KEPT_OUT,
    "correct": {DONE, STALE} | KEPT_OUT,
    "match": {DONE, DENIED, INVALID, "not_approved", "open_match", "full", "no_shared_language"},
    "note": {DONE, DENIED, INVALID, "outcome_exists"},
    "verify": {DONE, "already_verified"} | KEPT_OUT,
}


@dataclass(eq=False)
class Person:
    """A mentee; what a screening says of them today, and whether they had the notice."""

    id: str
    is_eligible: bool
    has_notice: bool
    misfits: list["Volunteer"] = field(default_factory=list)

    @property
    def knows_dutch(self) -> bool:
        """Which is why they are not eligible."""
        return not self.is_eligible


@dataclass(eq=False)
class Volunteer:
    """A mentor. All speak Dutch, and every mentee speaks French."""

    id: str
    places: int
    speaks_french: bool


@dataclass(eq=False)
class Life:
    """An enrolment. `is_put`: VDAB was asked, or asked itself."""

    id: str
    person: Person
    project: str
    maker: str
    state: str
    has_coach: bool = False
    is_put: bool = False
    is_taken: bool = False
    is_decided: bool = False
    is_double: bool = False
    was_eligible: bool = False
    steps: int = 0


@dataclass(eq=False)
class Duo:
    id: str
    life: Life
    mentor: Volunteer
    state: str = "running"


@dataclass(eq=False)
class Result:
    """An outcome; `found` is what VDAB says of it."""

    id: str
    life: Life
    key: tuple[str, str]
    found: str = ""


class World:
    """All that there is, and what happens to it."""

    def __init__(self) -> None:
        self.mentors: list[Volunteer] = []
        self.lives: list[Life] = []
        self.duos: list[Duo] = []
        self.results: list[Result] = []

    def sees(self, who: str, life: Life) -> bool:
        return life.state != GONE and {
            "alice": True,
            "carl": life.has_coach,
            "vera": life.is_put or life.is_double or life.maker == "vera",
        }.get(who, False)

    def knows(self, who: str, person: Person) -> bool:
        """Whether someone sees the file of a mentee."""
        mine = [life for life in self.lives if life.person is person]
        return who == "alice" or any(self.sees(who, life) for life in mine)

    def open_duo(self, life: Life) -> Duo | None:
        return next((duo for duo in self.open_duos() if duo.life is life), None)

    def open_duos(self) -> Iterator[Duo]:
        return (duo for duo in self.duos if duo.state != "ended")

    # Enrolments ------------------------------------------------------------------------------

    def of_draft(self, who: str, person: Person | None, project: str) -> str:
        """Whether someone may make a draft; for nobody who is known it makes the file along."""
        if ROLES[who] not in PROMOTER | VDAB:
            return DENIED
        if who in STRANGERS or (person and not self.knows(who, person)):
            return INVALID
        runs = any(
            life.person is person and life.project == project and life.state in GOING_ON
            for life in self.lives
            if self.sees(who, life) or who != "vera"
        )
        return "already_in_project" if person and runs else DONE

    def of_referral(self, who: str) -> str:
        if ROLES[who] not in VDAB:
            return DENIED
        return INVALID if who in STRANGERS else DONE

    def of_step(
        self, who: str, life: Life, name: str, *, motivated: bool, stale: bool = False
    ) -> str:
        if ROLES[who] not in STEPS[name].roles:
            return DENIED
        if not self.sees(who, life):
            return UNSEEN
        if stale:
            return STALE
        # VDAB touches only the drafts that it made, and of what has a history nothing is deleted.
        anothers = name in {"submit", "delete"} and who == "vera" and life.maker != "vera"
        if anothers or (name == "delete" and life.steps):
            return DENIED
        if life.state in STEPS[name].sources:
            return self.broken_rule(life, name, motivated=motivated)
        return "already_decided" if name in DECIDE and life.is_decided else "not_now"

    def broken_rule(self, life: Life, name: str, *, motivated: bool) -> str:
        """What forbids a step that its state allows."""
        person = life.person
        enters = name == "submit" or (name == "accept_referral" and person.is_eligible)
        broken = {
            "privacy_notice_missing": enters and not person.has_notice,
            "already_enrolled": enters and self.has_open(person),
            "derogation_required": name == "approve" and not (life.was_eligible or motivated),
            "derogation_superfluous": name == "approve" and life.was_eligible and motivated,
            "open_match": name == "end" and self.open_duo(life) is not None,
            "already_taken": name == "take_up" and life.is_taken,
            "not_yours": name == "put_back" and not life.is_taken,
        }
        return next((code for code, breaks in broken.items() if breaks), DONE)

    def has_open(self, person: Person) -> bool:
        return any(life.person is person and life.state in OPEN for life in self.lives)

    def step(self, life: Life, name: str) -> None:
        """Take a step that nothing forbids."""
        target = STEPS[name].target
        if name == "accept_referral" and not life.person.is_eligible:
            target = "draft"
        elif name in {"submit", "answer", "accept_referral"}:
            life.is_put, life.was_eligible = True, life.person.is_eligible
        if name in DECIDE or name in {"take_up", "put_back"}:
            life.is_taken = name != "put_back"
        life.is_decided |= target in {"approved", "rejected"}
        life.state, life.steps = target or life.state, life.steps + bool(target)

    def of_coach(self, who: str, life: Life) -> str:
        if ROLES[who] != COORDINATOR:
            return DENIED
        return DONE if self.sees(who, life) else UNSEEN

    # Duos ------------------------------------------------------------------------------------

    def of_match(self, who: str, life: Life, mentor: Volunteer) -> str:
        if ROLES[who] not in PROMOTER:
            return DENIED
        if not self.sees(who, life):
            return INVALID
        taken = sum(duo.mentor is mentor for duo in self.open_duos())
        broken = {
            "not_approved": life.state not in {"approved", "active"},
            "open_match": self.open_duo(life) is not None,
            "full": taken >= mentor.places,
            "no_shared_language": not (mentor.speaks_french or life.person.knows_dutch),
            "misfit": mentor in life.person.misfits,
        }
        return next((code for code, breaks in broken.items() if breaks), DONE)

    def match(self, duo: Duo) -> None:
        """The first duo starts the enrolment; its coach sees the file from then on."""
        self.duos.append(duo)
        duo.life.steps += duo.life.state == "approved"
        duo.life.state, duo.life.has_coach = "active", True

    def of_act(self, who: str, duo: Duo, name: str) -> str:
        if ROLES[who] not in ACTS[name].roles:
            return DENIED
        if not self.sees(who, duo.life):
            return UNSEEN
        if duo.state == "ended":
            return "already_ended"
        return DONE if duo.state in ACTS[name].sources else "not_now"

    def act(self, duo: Duo, name: str, reason: str) -> None:
        duo.state = ACTS[name].target or duo.state
        if name == "end" and reason == "misfit":
            duo.life.person.misfits.append(duo.mentor)

    # Outcomes --------------------------------------------------------------------------------

    def of_outcome(self, who: str, life: Life, key: tuple[str, str]) -> str:
        if ROLES[who] not in PROMOTER:
            return DENIED
        if not self.sees(who, life):
            return INVALID
        known = any(one.life is life and one.key == key for one in self.results)
        return "outcome_exists" if known else DONE

    def of_verification(self, who: str, result: Result, found: str) -> str:
        if ROLES[who] not in VDAB:
            return DENIED
        if not self.sees(who, result.life):
            return UNSEEN
        return "already_verified" if result.found == found else DONE

    # Files -----------------------------------------------------------------------------------

    def of_correction(self, who: str, person: Person, *, stale: bool) -> str:
        if ROLES[who] == ANALYST:
            return DENIED
        if not self.knows(who, person):
            return UNSEEN
        if ROLES[who] not in PROMOTER:
            return DENIED
        return STALE if stale else DONE

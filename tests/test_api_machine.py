"""Enrolments and duos living at random through the API, each act foreseen by a model of domain.md.

Whatever is done, by whomever: the API does and tells what the model says, an act is on the
record, and a refusal leaves nothing behind.
"""

from collections import Counter, defaultdict
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as trying
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import randoms

from tests.asking import Asking, stored
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play, project_of
from tests.factories import ExtensionFactory
from tests.lifecycle import (
    ACTS,
    DONE,
    GOING_ON,
    OPEN,
    REACHED,
    ROLES,
    STATES,
    STEPS,
    Duo,
    Life,
    Person,
    Result,
    Volunteer,
    World,
)

pytestmark = pytest.mark.django_db

# Few enough at a time that each of them gets somewhere.
MOST = 4
NOTICE = "2022-03-28"
AMINA = {
    "first_name": "Amina",
    "last_name": "Diallo",
    "birth_date": "1990-05-17",
    "nationality": "GN",
    "postcode": "2000",
    "vdab_guidance_since": "2022-02-01",
    "employed": "no",
    "migration_background": "yes",
    "home_language": "ff",
    "languages": "ff:C2;fr:B2",
    "dutch_attested": "no",
    "diploma_level": "upper_secondary",
    "benefit_entitled": "yes",
}
LUC = {
    "first_name": "Luc",
    "postcode": "2018",
    "active_from": "2022-01-15",
    "trained_on": "2022-02-10",
}
# Who knows much Dutch is not eligible.
DUTCH = {True: "A1", False: "B2"}
BODIES = {
    "decline_referral": {"reason": "no_show"},
    "request_info": {"comment": "Welk attest is er?"},
    "answer": {"comment": "Geen."},
    "reject": {"reason": "lot_full"},
    "withdraw": {"reason": "Verhuisd"},
    "end": {"reason": "completed"},
}
REASONS = ("completed", "misfit")
# Whether someone is eligible, and had the notice.
FILES = [(True, True), (True, True), (False, True), (True, False)]
# What ends a life before it came to anything.
CLOSING = {"decline_referral", "reject", "withdraw", "delete"}


class Living(Asking):
    """What is tried is tried by everyone in turn: who may not is kept out, the first who may does
    it, and the next finds it done."""

    def __init__(self, people, projects, settings, met):
        super().__init__(people, settings, met)
        self.projects, self.world = projects, World()
        self.coach = str(play("carl").acting.staff.pk)
        self.trials = [getattr(self, name) for name in dir(self) if name.startswith("try_to_")]

    def teardown(self):
        try:
            self.everyone_sees_their_own()
        finally:
            super().teardown()

    @initialize(random=randoms(use_true_random=True))
    def it_begins(self, random):
        # One for all: Hypothesis would make the same choices over and over.
        self.random = random
        self.register(places=1, speaks_french=True)
        self.register(places=1, speaks_french=False)
        self.create("alice", None, self.projects[0], random.choice(FILES))
        self.refer("vera", random.choice(FILES))

    @rule()
    def a_life_goes_on(self):
        """In one of the ways that are open now; sometimes days later, when a mentor came."""
        if self.happens(0.2):
            self.settings.M2W_TODAY += timedelta(days=self.random.randint(1, 5))
            if len(self.world.mentors) < 3:
                self.register(self.random.randint(1, 2), speaks_french=self.happens(0.5))
        lives = [life for life in self.world.lives if life.state in GOING_ON]
        closes = self.happens(0.2)
        ways = [way for life in lives for way in self.ways(life) if (way[0] in CLOSING) == closes]
        if ways:
            _name, way = self.rarest(ways, lambda way: (way[0], DONE))
            self.everyone_tries(way)

    def happens(self, share):
        return self.random.random() < share

    def rarest(self, options, key):
        """Of what was least so far; chance decides between equals."""
        shuffled = self.random.sample(options, len(options))
        return min(shuffled, key=lambda option: self.numbers[key(option)])

    def ways(self, life):
        """What someone may do now, by its name."""
        motivated, duo = not life.was_eligible, self.world.open_duo(life)
        for name in STEPS:
            foreseen = {self.world.of_step(who, life, name, motivated=motivated) for who in ROLES}
            if DONE in foreseen:
                yield name, partial(self.step, life=life, name=name, motivated=motivated)
        if any(self.world.of_match("alice", life, one) == DONE for one in self.world.mentors):
            yield "match", partial(self.look_for_a_mentor, life=life)
        for name in ACTS if duo else ():
            if self.world.of_act("alice", duo, name) == DONE:
                reason = self.random.choice(REASONS)
                way = partial(self.act, duo=duo, name=name, reason=reason)
                yield f"{name} a duo", way

    @rule()
    def something_is_tried(self):
        """Whether it may be or not."""
        trial = self.try_to_step
        if self.happens(0.5):
            trial = self.rarest(self.trials, lambda trial: trial.__name__)
        self.numbers[trial.__name__] += 1
        self.everyone_tries(trial())

    def everyone_tries(self, attempt):
        for who in self.random.sample(list(ROLES), len(ROLES)) if attempt else ():
            attempt(who)

    @precondition(lambda self: self.last)
    @rule()
    def the_same_is_asked_again(self):
        """Whatever happened since, it is answered as it was, and nothing happens."""
        (asked, told), self.last = self.last, None
        answer = self.answered(*asked)
        assert (answer.headers["Idempotency-Replayed"], answer.json()) == ("true", told)
        assert stored() == self.stored

    # Enrolments ------------------------------------------------------------------------------

    def is_crowded(self):
        return sum(life.state in GOING_ON for life in self.world.lives) >= MOST

    def try_to_refer(self):
        return None if self.is_crowded() else partial(self.refer, file=self.random.choice(FILES))

    def refer(self, who, file):
        foreseen = self.world.of_referral(who)
        body = {"mentee": self.someone_new(*file), "project": self.projects[0]}
        told = self.ask(who, "enrolments/refer/", body, foreseen, act="refer")
        if foreseen == DONE:
            person = Person(told["mentee"], *file)
            life = Life(told["id"], person, body["project"], who, "referred", steps=1)
            life.is_put = life.is_taken = True
            self.begin(life)

    def try_to_create(self):
        """For someone new, or for who has a file already."""
        known = self.random.choice([None, *self.world.lives])
        if self.is_crowded() and known is None:
            return None
        project, file = self.random.choice(self.projects), self.random.choice(FILES)
        return partial(self.create, person=known and known.person, project=project, file=file)

    def create(self, who, person, project, file):
        foreseen = self.world.of_draft(who, person, project)
        mentee = person.id if person else self.someone_new(*file)
        body = {"mentee": mentee, "project": project}
        told = self.ask(who, "enrolments/", body, foreseen, act="create")
        if foreseen == DONE:
            life = Life(told["id"], person or Person(told["mentee"], *file), project, who, "draft")
            life.has_coach, life.is_taken = who == "carl", who == "vera"
            self.begin(life)

    def begin(self, life):
        self.world.lives.append(life)
        self.met["states"].add(life.state)

    def try_to_step(self):
        return partial(
            self.step,
            life=self.random.choice(self.world.lives),
            name=self.rarest(list(STEPS), lambda name: (name, "not_now")),
            motivated=self.happens(0.5),
            stale=self.happens(0.1),
        )

    def step(self, who, life, name, *, motivated, stale=False):
        foreseen = self.world.of_step(who, life, name, motivated=motivated, stale=stale)
        address, body, method = f"enrolments/{life.id}/{name}/", BODIES.get(name, {}), "post"
        if name == "approve" and motivated:
            body = {"derogation_reason": "Leerde Nederlands op eigen kracht."}
        if name == "delete":
            address, body, method = f"enrolments/{life.id}/", None, "delete"
        self.ask(who, address, body, foreseen, method=method, stale=stale, act=name)
        if foreseen == DONE:
            self.world.step(life, name)
            self.met["states"].add(life.state)
        elif foreseen == "already_enrolled":
            life.is_double = True  # VDAB is told, and sees both

    def try_to_assign_coach(self):
        return partial(self.assign_coach, life=self.random.choice(self.world.lives))

    def assign_coach(self, who, life):
        foreseen = self.world.of_coach(who, life)
        address, body = f"enrolments/{life.id}/assign_coach/", {"coach": self.coach}
        self.ask(who, address, body, foreseen, act="assign_coach")
        life.has_coach |= foreseen == DONE

    def try_to_correct(self):
        person = self.random.choice(self.world.lives).person
        return partial(self.correct, person=person, stale=self.happens(0.3))

    def correct(self, who, person, *, stale):
        """The notice when it is missing, else how well they know Dutch."""
        foreseen = self.world.of_correction(who, person, stale=stale)
        body = {"dutch_level": DUTCH[not person.is_eligible]}
        if not person.has_notice:
            body = {"privacy_notice_on": NOTICE}
        address = f"mentees/{person.id}/"
        self.ask(who, address, body, foreseen, method="patch", stale=stale, act="correct")
        if foreseen == DONE:
            person.is_eligible ^= person.has_notice
            person.has_notice = True

    # Duos ------------------------------------------------------------------------------------

    def register(self, places, speaks_french):
        body = LUC | {
            "last_name": f"Peeters {self.number('mentor')}",
            "languages": "nl:C2;fr:C1" if speaks_french else "nl:C2",
            "capacity": places,
        }
        told = self.ask("alice", "mentors/", body, DONE, act="register")
        self.world.mentors.append(Volunteer(told["id"], places, speaks_french))

    def try_to_match(self):
        life = self.random.choice(self.world.lives)
        return partial(self.match, life=life, mentor=self.random.choice(self.world.mentors))

    def look_for_a_mentor(self, who, life):
        """Who does not suit is tried before who does."""
        for mentor in sorted(
            self.world.mentors, key=lambda one: self.world.of_match("alice", life, one) == DONE
        ):
            self.match(who, life, mentor)

    def match(self, who, life, mentor):
        foreseen = self.world.of_match(who, life, mentor)
        body = {"enrolment": life.id, "mentor": mentor.id, "coach": self.coach}
        told = self.ask(who, "matches/", body, foreseen, act="match")
        if foreseen == DONE:
            self.world.match(Duo(told["id"], life, mentor))
            self.met["states"].add(life.state)

    def try_to_act(self):
        if not self.world.duos:
            return None
        duo, name = self.random.choice(self.world.duos), self.random.choice(list(ACTS))
        return partial(self.act, duo=duo, name=name, reason=self.random.choice(REASONS))

    def act(self, who, duo, name, reason):
        foreseen = self.world.of_act(who, duo, name)
        address, body = f"matches/{duo.id}/{name}/", {"reason": reason} if name == "end" else {}
        self.ask(who, address, body, foreseen, act=f"{name} a duo")
        if foreseen == DONE:
            self.world.act(duo, name, reason)

    # Outcomes --------------------------------------------------------------------------------

    def try_to_note(self):
        key = self.random.choice(("open_ended", "training")), self.settings.M2W_TODAY.isoformat()
        return partial(self.note, life=self.random.choice(self.world.lives), key=key)

    def note(self, who, life, key):
        foreseen = self.world.of_outcome(who, life, key)
        body = {"enrolment": life.id, "kind": key[0], "started_on": key[1]}
        told = self.ask(who, "outcomes/", body, foreseen, act="note")
        if foreseen == DONE:
            self.world.results.append(Result(told["id"], life, key))

    def try_to_verify(self):
        seen = [one for one in self.world.results if self.world.sees("vera", one.life)]
        if not self.world.results:
            return None
        result = self.random.choice(seen or self.world.results)
        found = self.random.choice([result.found or "confirmed", "confirmed", "not_found"])
        return partial(self.verify, result=result, found=found)

    def verify(self, who, result, found):
        foreseen = self.world.of_verification(who, result, found)
        address = f"outcomes/{result.id}/verify/"
        self.ask(who, address, {"result": found}, foreseen, act="verify")
        if foreseen == DONE:
            result.found = found

    def someone_new(self, is_eligible, has_notice):
        return AMINA | {
            "vdab_number": f"72041{self.number('mentee'):03}",
            "dutch_level": DUTCH[is_eligible],
            "privacy_notice_on": NOTICE if has_notice else None,
        }

    # What is always so -----------------------------------------------------------------------

    @invariant()
    def the_api_tells_what_the_model_says(self):
        if self.is_compared:
            return  # nothing was done since
        here = [life for life in self.world.lives if self.world.sees("alice", life)]
        assert self.told("alice", "enrolments", "state", "mentee", "project") == {
            life.id: (life.state, life.person.id, life.project) for life in here
        }
        assert self.told("alice", "matches", "state", "mentor", "enrolment") == {
            duo.id: (duo.state, duo.mentor.id, duo.life.id) for duo in self.world.duos
        }
        self.is_compared = True

    @invariant()
    def nothing_is_taken_twice(self):
        """One open enrolment per person, one open duo per enrolment, no mentor above capacity."""
        duos = list(self.world.open_duos())
        people = [life.person for life in self.world.lives if life.state in OPEN]
        mentors = Counter(duo.mentor for duo in duos)
        assert len(people) == len(set(people))
        assert len(duos) == len({duo.life for duo in duos})
        assert all(taken <= mentor.places for mentor, taken in mentors.items())

    def everyone_sees_their_own(self):
        ids = {life.id for life in self.world.lives}
        for who in set(ROLES) - {"ann"}:
            seen = {life.id for life in self.world.lives if self.world.sees(who, life)}
            assert ids & set(self.told(who, "enrolments")) == seen, who


def test_every_life_is_as_foreseen(api, settings):
    settings.M2W_THROTTLE = False
    enrolment_of(STRANGER, submitted=True)
    second = ExtensionFactory(project__promoter=organisation(CORE)).project
    projects = [str(project.pk) for project in (project_of(), second)]
    people, met = {who: api(who) for who in ROLES}, defaultdict(set)
    tries = trying(
        max_examples=16,
        stateful_step_count=60,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    run_state_machine_as_test(partial(Living, people, projects, settings, met), settings=tries)
    assert met["states"] == STATES
    assert {act: codes - met[act] for act, codes in REACHED.items() if codes - met[act]} == {}

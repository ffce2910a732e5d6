"""A state machine that asks the API, and holds every answer against what was foreseen."""

from collections import Counter

from django.db import transaction
from django.db.models import Q
from hypothesis import note
from hypothesis.stateful import RuleBasedStateMachine

from m2w.audit.models import Entry
from matching.models import Match, MatchChange, Mentor
from programmes.models import Enrolment, Mentee, Outcome, Screening, StatusChange
from tests.lifecycle import BROKEN_RULE, DONE, STATUSES

KEPT = (Enrolment, Mentee, Mentor, Match, Outcome)
LINES = (StatusChange, MatchChange, Screening)


def stored():
    """How many acts are on the record, and what there is, each thing in its version."""
    shown = Q(action__startswith="file.") | Q(action="access.refused")
    rows = [set(model.objects.values_list("pk", "version")) for model in KEPT]
    return Entry.objects.exclude(shown).count(), rows, [model.objects.count() for model in LINES]


class Asking(RuleBasedStateMachine):
    """`people` are the clients of who asks; `met` becomes what each act came to. What is done is
    undone at the end."""

    def __init__(self, people, settings, met):
        super().__init__()
        self.people, self.settings, self.met = people, settings, met
        self.first_day = settings.M2W_TODAY
        self.numbers, self.last = Counter(), None
        self.point = transaction.savepoint()
        self.stored, self.is_compared = stored(), False

    def teardown(self):
        transaction.savepoint_rollback(self.point)
        self.settings.M2W_TODAY = self.first_day

    def ask(self, who, address, body, foreseen, *, act, method="post", stale=False):
        """What the API tells when it is asked for something that the model says is done, or is
        refused under that name."""
        headers = {"If-Match": '"0"'} if stale else {}
        if method == "post":
            headers["Idempotency-Key"] = f"key-{self.number('key')}"
        before, asked = self.stored, (who, method, address, body, headers)
        answer = self.answered(*asked)
        told = answer.json() if answer.content else {}
        code = told["code"] if answer.status_code >= 400 else DONE
        note(f"{who}: {method} {address} {body} → {answer.status_code} {code}")
        assert code == foreseen, told
        self.met[act].add(code)
        self.numbers[act, code] += 1
        self.stored = stored()
        if foreseen == DONE:
            assert self.stored[0] > before[0]  # on the record
            self.is_compared = False
            self.last = (asked, told) if method == "post" else self.last
        else:
            assert answer.status_code == STATUSES.get(foreseen, BROKEN_RULE)
            assert self.stored == before
        return told

    def answered(self, who, method, address, body, headers):
        send = getattr(self.people[who], method)
        return send(f"/api/v1/{address}", body, format="json", headers=headers)

    def number(self, kind):
        self.numbers[kind] += 1
        return self.numbers[kind]

    def told(self, who, kind, *fields):
        query = {"fields": ",".join(("id", *fields)), "page_size": 1_000}
        answer = self.people[who].get(f"/api/v1/{kind}/", query)
        assert answer.status_code == 200
        return {row["id"]: tuple(row[name] for name in fields) for row in answer.json()["results"]}

"""Every change to mentors and duos: who may, under which rules, in one transaction, on the record.

All take the acting user as `by`. They raise PermissionDenied, `m2w.refusals.Refused` when a rule
forbids it now, and ValidationError for a value that no field would take.
"""

from matching.services.duos import change_coach, end_match, start_match
from matching.services.mentors import correct_mentor

__all__ = ["change_coach", "correct_mentor", "end_match", "start_match"]

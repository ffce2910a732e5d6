"""Who reads and works on written questions (access.md)."""

from m2w.accounts.choices import Role
from m2w.querysets import Policy, everything

QUESTION_EDITORS: Policy = {Role.ANALYST: everything}
QUESTION_READERS: Policy = {
    **QUESTION_EDITORS,
    Role.FOLLOWER: everything,
    Role.EXPERT: everything,
    Role.PROGRAMME_MANAGER: everything,
}

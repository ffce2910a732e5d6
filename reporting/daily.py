"""What reporting does by itself once a day; an answer is tried again once a month."""

from reporting.services import rehearse_all

DAILY = [rehearse_all]

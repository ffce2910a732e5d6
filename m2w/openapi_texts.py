"""What the description of the API says of itself, and of its resources."""

ABOUT = """
The programme Mentoring2Work for other systems: whatever a page of the site does with these
objects, an operation does too, by the same rules and the same rights.

**Who you are.** Send `Authorization: Token …` with every request. A key belongs to one account in
one role in one organisation, or to a system of an organisation, and sees and does what that role
does. Some keys only read; a system takes no decisions about people or money. In a browser the
session of the site works too; whatever changes something then needs its `X-CSRFToken`.

**Objects.** Fields have the names and values of the columns of the data package. A reference is
an id. What your role may not know is not in the answer; sending it is refused. Days are
`2022-04-01`, amounts `1234.50`, lists `a;b`. Optional fields may be left out, and `null` means
that something is not known.

**Lists** come page by page, `page_size` at a time: 50 unless asked, 1,000 at most. An unknown
parameter is refused, and so is a value that does not exist. `fields=id,code` gives no more than
those fields. `updated_since=2022-04-01T08:00:00Z` gives what was made or changed from then on, in
that order: ask again from a few minutes before you last did. What is not yours any more is not
told: a list with `fields=id` shows what still is.

**Two at a time.** An object that can be corrected comes with an `ETag`. Send it back as
`If-Match`, and a change that somebody else made meanwhile is not lost: you get 412.

**Asking twice.** Send an `Idempotency-Key` of your own with a POST. The same request with the same
key, within a day, is answered as before, with `Idempotency-Replayed: true`, and does nothing;
another one with it is refused.

**Many at once.** `mentees/bulk/`, `mentors/bulk/` and `contacts/bulk/` take up to 1,000 items by
your own `code`: each is made, changed, left as it is, or refused by itself.

**Refusals** are `application/problem+json` (RFC 9457) with a stable `code`; 400 names what is
wrong at each field in `errors`. 401: no valid key. 403: not with this role. 404: it does not
exist, or not for you. 409: a rule forbids it now. Any operation may also answer 405, 406, 429,
and 503 with `Retry-After`. Texts are in Dutch, or in English with `Accept-Language: en`.
"""
# What stands in an address besides an id.
PLACES = {
    "code": "The code of the report.",
    "line": "The id of the line.",
    "name": "As listed by its name.",
    "number": "The number of the sub-question, from 1 on.",
    "position": "The place of the part in the answer.",
    "slot": "As the list of the surveys of the duo calls it.",
    "table": "The id of the table.",
    "year": "The calendar year.",
}
# What each resource is.
TAGS = {
    "absences": "Who is away, and who takes over their files.",
    "account": "One's own account.",
    "actions": "What meetings agreed that someone does, by a day.",
    "attendances": "Who was at a group session.",
    "calls": "Calls for projects, with the parameters by which everything is counted.",
    "claims": "Costs that a promoter declares per project and year, and their control by VDAB.",
    "coaches": "How much each mentor-coach follows.",
    "contact_reports": "What mentees and mentors report by their own link of a meeting.",
    "contacts": "Contacts within a duo, and check-ins with one of the two.",
    "contributions": "Texts that others write for an answer.",
    "cost_plans": "What a project means to spend in a year.",
    "documents": "Files with an object, such as the proof of a cost.",
    "enrolments": "A mentee in a project: referred, submitted, decided, followed and ended.",
    "erasures": "Lists of personal data to erase: made by one person, approved by another.",
    "evaluations": "The sheets that judge projects every two and six months, and at the end.",
    "extension_requests": "What promoters ask of VDAB: more months, and money for them.",
    "extensions": "The months that were added to a project.",
    "grants": "Decisions on what a project gets at most; a second person confirms each.",
    "group_sessions": "Information sessions, group intakes and other meetings, with their lists.",
    "imports": "Files with many rows, from upload to what is kept.",
    "interests": "People who would like to be a mentor.",
    "invitations": "Whom one lets in.",
    "lots": "The parts of a call: provinces, subgroups and money.",
    "matches": "Duos of a mentee and a mentor.",
    "meetings": "The meetings of an evaluation round: agenda, minutes and actions.",
    "mentees": "The files of mentees, each kept by one promoter.",
    "mentor_trainings": "Training sessions that mentors attended.",
    "mentors": "The files of mentors, each kept by one promoter.",
    "notices": "What one should know of one's work.",
    "open_data": "Whether the public pages of open data are there.",
    "organisations": "Promoters, VDAB and the ministry.",
    "outcomes": "What became of a mentee, measured on a day.",
    "payment_lists": "Payments put together for the ledger; they never change.",
    "payments": "What is paid to a project, or recovered from it.",
    "projects": "What a promoter runs within a lot, with its money, its places and its results.",
    "proposals": "The best pairs of who waits and the free places, computed for a project.",
    "publications": "Tables that were made public, each protected against recognising anybody.",
    "questions": "Written questions of members of parliament, and their answers with figures.",
    "record": "Who did or saw what, and when.",
    "reminder_pauses": "Of what nobody is to be reminded for a while.",
    "reminders": "Of what people were reminded.",
    "reports": "Tables of figures as of a day: counts, money, results.",
    "saved_tables": "Tables that an organisation keeps under a name.",
    "screenings": "Whether somebody can take part.",
    "settlements": "What is due of a year once its claims are controlled.",
    "staff": "Colleagues, their roles and accounts.",
    "volunteer_fees": "What volunteers get for their days, beside what the law allows.",
}

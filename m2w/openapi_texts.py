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
key, within a day, is answered as before and does nothing; another one with it is refused.

**Many at once.** `mentees/bulk/`, `mentors/bulk/` and `contacts/bulk/` take up to 1,000 items by
your own `code`: each is made, changed, left as it is, or refused by itself.

**Refusals** are `application/problem+json` (RFC 9457) with a stable `code`; 400 names what is
wrong at each field in `errors`. 401: no valid key. 403: not with this role. 404: it does not
exist, or not for you. 409: a rule forbids it now. Any operation may also answer 405, 406, 429,
and 503 with `Retry-After`. Texts are in Dutch, or in English with `Accept-Language: en`.
"""
# What a resource is, where its name does not say it.
TAGS = {
    "absences": "Who is away, and who takes over their files.",
    "account": "One's own account.",
    "contributions": "Texts that others write for an answer.",
    "erasures": "Lists of personal data to erase: made by one person, approved by another.",
    "imports": "Files with many rows, from upload to what is kept.",
    "invitations": "Whom one lets in.",
    "matches": "Duos of a mentee and a mentor.",
    "notices": "What one should know of one's work.",
    "organisations": "Promoters, VDAB and the ministry.",
    "outcomes": "What became of a mentee, measured on a day.",
    "record": "Who did or saw what, and when.",
    "reminders": "Of what people were reminded.",
    "screenings": "Whether somebody can take part.",
    "staff": "Colleagues, their roles and accounts.",
}

"""What a mail about a visit was written for, in words, as its key says it."""

import re

# What in the key of a mail is no word: the print of a link, the code of a child.
CODES = re.compile(r"[0-9a-f]{16}|[0-9A-Z]{4}-[0-9A-Z]{4}")
# A key without its visit, inbox and codes, and what it says; the first that fits.
WORDS = (
    (r"(\d+)/reply", r"Reply to upload \1"),
    (r"(\d+)/replies/1-\d+", r"Reply to upload \1"),
    (r"(\d+)/replies/(\d+)-\d+", r"Replies to \2 uploads, the last of them upload \1"),
    (r"(\d+)/taken", r"Upload \1: what identifies people was taken out"),
    (r"(\d+)/taken-back(-told)?", r"Upload \1 was taken back"),
    (r"(\d+)/decided", r"Upload \1: what was decided"),
    (r"(\d+)/scan(-team)?", r"Upload \1: the virus scanner did not answer"),
    (r"(\d+)/withheld", r"Upload \1 is withheld"),
    (r"(\d+)/breach", r"Upload \1: columns that identify people"),
    (r"(\d+)/hidden", r"Upload \1 identifies people beside its lists"),
    (r"(\d+)/left-out", r"Upload \1 is left out: it names a child"),
    (r"tracking/v0*(\d+)/published(/\d+)?", r"Tracking pack \1 is ready"),
    (r"v0*(\d+)/published(/\d+)?", r"Pack \1 is ready"),
    (r"v0*(\d+)/unique", r"Pack \1: how many children could be recognised"),
    (r"packs-of-the-day/.*", "The packs of the day"),
    (r"alert/selection", "No children selected by the deadline"),
    (r"alert/([a-z0-9_]+)(/.*)?", r"Items missing at the deadline (\1)"),
    (r"own-deadline", "Items missing at the deadline of one child"),
    (r"reminder(/.*)?", "Reminder of a deadline"),
    (r"notification", "Notification letters to send"),
    (r"no-lano", "No LANO by the end of the notification day"),
    (r"selection-refused/\d+", "A selection of children was not taken"),
    (r"Selection taken", "The selection of children was taken"),
    (r"Providers to visit taken", "The choice of providers was taken"),
    (r"provider-visits/\d+", "Providers that inspectors visit"),
    (r"providers-consulted/.*", "Consultation on the providers to visit"),
    (r"child-left", "A selected child declined or withdrew"),
    (r"tracking-request(/.*)?", "Request for what is held of the selected children"),
    (r"asked/extra_(\d+)", r"One more item asked for (extra \1)"),
    (r"offer/\d+", "Information was offered"),
    (r"offer/\d+/declined", "An offer was declined"),
    (r"health-template/.*", "The CQC’s template"),
    (r"adjusted/\d+", "A date was moved"),
    (r"role/\d+", "A role was given"),
    (r"timetable/\d+", "The timetable has changed"),
    (r"upload-link", "A new upload link"),
    (r"survey/link", "The link of a survey"),
    (r"survey/reminder", "Reminder of the surveys"),
    (r"survey/low/([a-z0-9_]+)", r"Few answers to a survey (\1)"),
    (r"survey/unreached/\d+", "Whom a survey does not reach"),
    (r"summary-note", "Draft of the summary note"),
    (r"concern/\d+", "A concern was recorded"),
    (r"deferred", "The visit is deferred"),
    (r"cancelled", "The visit is cancelled"),
    (r"resumed", "The visit is resumed"),
    (r"follows/.*", "What follows the visit is due soon"),
    (r"happened/.*", "An event after the visit was recorded"),
    (r"certificate/(\d+)", r"Evidence was destroyed (certificate \1)"),
    (r"store-access-make", "Credentials of the store to make by hand"),
    (r"store-access-partner_asked/.+", "Credentials of a partner to make by hand"),
    (r"store-access-partner_removed/.+", "Credentials of a partner to destroy by hand"),
    (r"store-access-replace/.+", "Credentials of the store to replace by hand"),
    (r"store-access-suspend", "Credentials of the store to suspend by hand"),
    (r"store-access-destroy", "Credentials of the store to destroy by hand"),
    (r"request/again/\d+/since", "What was asked before this LANO came"),
    (r"request/again/\d+", "Request, to a new LANO"),
    (r"request(/.+)?", "Request"),
    (r"", "Request"),
)
# What is told of a letter is kept under its own beginning, in place of the visit's.
OF_LETTERS = {
    "refused": "A mail or an alert was refused",
    "undelivered": "A mail could not be delivered",
}


def occasion_in_words(key: str, to: str) -> str:
    """Return a mail's occasion: ``Reply to upload 3``, or the words of a key that nobody foresaw.

    Prints of links and the codes of children in it are left out.
    """
    return _plain(words_for(key, to) or _told(key, to).replace("/", " "))


def words_for(key: str, to: str) -> str | None:
    """Return the words for a key; None for one that nobody foresaw."""
    if of_letter := OF_LETTERS.get(key.partition("/")[0]):
        return of_letter
    told = _told(key, to)
    for pattern, words in WORDS:
        if found := re.fullmatch(pattern, told):
            return found.expand(words)
    return None


def _told(key: str, to: str) -> str:
    """Return a key without its visit, inbox and codes."""
    return "/".join(p for p in key.split("/")[1:] if p != to and not CODES.search(p))


def _plain(words: str) -> str:
    told = words.replace("_", " ").replace("-", " ").strip()
    return told[:1].upper() + told[1:]

"""Who has a part in a visit, by role: what each hears of, and the letters that announce it."""

from collections.abc import Iterable
from typing import Literal

from visit_exchange.kinds.yaml_file import Strict

# The two roles that every kind of visit has: who acts for the area, and who leads the visit.
LANO, LEAD = "lano", "lead_inspector"

Topic = Literal["dates", "sending", "surveys", "packs"]
Side = Literal["authority", "health", "inspectorate"]

# What is told under each topic, as the documentation says it.
TOPICS: dict[Topic, str] = {
    "dates": "a deadline that is moved, and a visit that is deferred, cancelled or resumed",
    "sending": "the request with its link, reminders, replies, and what is missing",
    "surveys": "the links of surveys, and how far they have come",
    "packs": "packs, as each person wishes: every version, once a day, or the final one alone",
}


class Role(Strict):
    """One role: its ``side``, how many may have it, and what its people hear of.

    The LANO and the lead inspector get whatever is theirs; ``hears`` names what others are told
    beside them. Who does not ``choose`` may read, and neither chooses nor leaves notes.
    """

    id: str
    title: str
    side: Side
    several: bool = False
    hears: tuple[Topic, ...] = ()
    chooses: bool = True
    source: str


# What a kind of visit has that names no roles.
BARE_ROLES = (
    Role(id=LANO, title="Local area nominated officer", side="authority", source="every visit"),
    Role(id=LEAD, title="Lead inspector", side="inspectorate", source="every visit"),
)


class NotificationLetter(Strict):
    """A letter of the notification: which inspectorate writes it ``sender``, to which role ``to``.

    ``says`` are its own paragraphs; powers, privacy notices, dates and links follow them.
    """

    id: str
    title: str
    sender: str
    to: str
    says: tuple[str, ...]


class Notification(Strict):
    """The letters that are drafted on the notification date.

    ``senior`` is the role of whoever can be asked instead of the lead inspector; ``senior_says``
    is what the letters say of when, before the name and the number.
    """

    letters: tuple[NotificationLetter, ...]
    senior: str
    senior_says: str
    source: str


def check_people(roles: Iterable[Role], notification: Notification | None) -> None:
    """Raise ValueError unless the roles that every visit needs, and its letters name, are there."""
    known = {role.id for role in roles}
    named = {LANO, LEAD}
    if notification:
        named |= {notification.senior, *(letter.to for letter in notification.letters)}
    if missing := named - known:
        raise ValueError(f"people have no role called {', '.join(sorted(missing))}")

"""How long what a visit received is kept, kind by kind, and from when that is counted."""

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field, model_validator

from visit_exchange.kinds.yaml_file import Strict

CLOSED = "closed"


class Evidence(StrEnum):
    """The kinds of evidence, in the order in which those that are due together are destroyed.

    The key goes first: what a backup still holds can then be linked to nobody.
    """

    KEYS = "keys"
    CROSSWALK = "crosswalk"
    TRACKING = "tracking"
    STAGING = "staging"
    REPLIES = "replies"
    UPLOADS = "uploads"
    PACKS = "packs"


_IDENTIFIES = {Evidence.KEYS, Evidence.TRACKING}
# What must be kept together; the authority's workbooks of references need no key to be read.
_TOGETHER = set(Evidence) - {Evidence.CROSSWALK}


class Retention(Strict):
    """How many days each kind of evidence is kept after the last thing that uses it.

    That is ``after``: ``closed`` (the visit's own closing) or the id of a milestone; or, where it
    is later, a milestone that follows the visit and has the evidence in ``needed_for``. Each of
    those says what it needs, also where that is nothing. ``crosswalk_days`` are those of the
    workbooks in the authority's replies that say which child a code stands for: their use ends with
    the visit. Until ``decided_by`` says which data
    controller has decided the days, and when, they are a proposal.
    """

    after: str = CLOSED
    keys_days: int = Field(ge=0)
    crosswalk_days: int = Field(ge=0)
    tracking_days: int = Field(ge=0)
    staging_days: int = Field(ge=0)
    reply_days: int = Field(ge=0)
    upload_days: int = Field(ge=0)
    pack_days: int = Field(ge=0)
    needed_for: dict[str, tuple[Evidence, ...]] = Field(default_factory=dict)
    source: str
    decided_by: str = ""

    @model_validator(mode="after")
    def _what_identifies_goes_first(self) -> "Retention":
        rest = min(self.staging_days, self.reply_days, self.upload_days, self.pack_days)
        for name in ("keys_days", "crosswalk_days", "tracking_days"):
            if getattr(self, name) > rest:
                raise ValueError(f"{name} must be {rest} or less: nothing else may go before it")
        for milestone, kinds in self.needed_for.items():
            if _IDENTIFIES & set(kinds) and not set(kinds) >= _TOGETHER:
                raise ValueError(
                    f"needed_for.{milestone} must have every kind of evidence: nothing may go "
                    "before the key and tracking information, so what needs these keeps the rest"
                )
        return self

    def check_followers(self, followers: Iterable[str]) -> None:
        """Raise ValueError unless each milestone that follows a visit says what it needs."""
        if silent := set(followers) - self.needed_for.keys():
            raise ValueError(
                f"retention.needed_for must say which evidence {', '.join(sorted(silent))} needs, "
                "or [] for none: it follows the visit"
            )

    def needing(self, kind: Evidence) -> tuple[str, ...]:
        """Return the milestones after the visit that need a kind of evidence."""
        return tuple(each for each, kinds in self.needed_for.items() if kind in kinds)

    def days(self, kind: Evidence) -> int:
        """Return how many days a kind of evidence is kept."""
        return {
            Evidence.KEYS: self.keys_days,
            Evidence.CROSSWALK: self.crosswalk_days,
            Evidence.TRACKING: self.tracking_days,
            Evidence.STAGING: self.staging_days,
            Evidence.REPLIES: self.reply_days,
            Evidence.UPLOADS: self.upload_days,
            Evidence.PACKS: self.pack_days,
        }[kind]

"""How long what a visit received is kept, kind by kind, and from when that is counted."""

from enum import StrEnum

from pydantic import Field, model_validator

from visit_exchange.kinds.yaml_file import Strict

CLOSED = "closed"


class Evidence(StrEnum):
    """The kinds of evidence, in the order in which those that are due together are destroyed.

    The key goes first: what a backup still holds can then be linked to nobody.
    """

    KEYS = "keys"
    TRACKING = "tracking"
    STAGING = "staging"
    REPLIES = "replies"
    UPLOADS = "uploads"
    PACKS = "packs"


class Retention(Strict):
    """How many days each kind of evidence is kept after an event of the visit.

    ``after`` is ``closed`` (the visit's own closing) or the id of a milestone.
    """

    after: str = CLOSED
    keys_days: int = Field(ge=0)
    tracking_days: int = Field(ge=0)
    staging_days: int = Field(ge=0)
    reply_days: int = Field(ge=0)
    upload_days: int = Field(ge=0)
    pack_days: int = Field(ge=0)
    source: str

    @model_validator(mode="after")
    def _what_identifies_goes_first(self) -> "Retention":
        rest = min(self.staging_days, self.reply_days, self.upload_days, self.pack_days)
        for name in ("keys_days", "tracking_days"):
            if getattr(self, name) > rest:
                raise ValueError(f"{name} must be {rest} or less: nothing else may go before it")
        return self

    def days(self, kind: Evidence) -> int:
        """Return how many days a kind of evidence is kept."""
        return {
            Evidence.KEYS: self.keys_days,
            Evidence.TRACKING: self.tracking_days,
            Evidence.STAGING: self.staging_days,
            Evidence.REPLIES: self.reply_days,
            Evidence.UPLOADS: self.upload_days,
            Evidence.PACKS: self.pack_days,
        }[kind]

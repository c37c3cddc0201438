"""What the forms of an authority's pages send, as it was entered."""

from pydantic import BaseModel

from visit_exchange.journey.pages.arranging.surveys import EnteredSending


class Said(BaseModel):
    """What an authority says of a child, as it is entered."""

    code: str = ""
    stands: str = ""
    approached_by: str = ""
    support: str = ""


class Arranged(BaseModel):
    """What an authority says of the visit to one provider, by its place and name in the choice."""

    place: int = 0
    name: str = ""
    sent: str = ""
    day: str = ""
    at: str = ""


class Surveyed(BaseModel):
    """What an authority says of a survey that was sent on; ``remove`` is the number of one."""

    remove: int = 0
    audience: list[str] = []
    by: str = ""
    to: str = ""
    day: str = ""
    at: str = ""
    form: str = ""
    unreached: str = ""

    def entered(self) -> EnteredSending:
        """Return it as it was entered."""
        where = self.by, self.to, self.day, self.at, self.form, self.unreached
        return EnteredSending(tuple(self.audience), *where)

"""What the form of the timetable sends; inspectors and authorities share it."""

from dataclasses import fields
from pathlib import Path

from pydantic import BaseModel

from visit_exchange.journey.meeting.entering import Entered
from visit_exchange.journey.pages.arranging.timetable import Asked

SHARED_PAGES = Path(__file__).parent / "pages"


class TimetableForm(BaseModel):
    """The fields of every form of the page; each form has some of them."""

    do: str = ""
    number: int = 0
    slot: str = ""
    took_place: str = ""
    title: str = ""
    day: str = ""
    at: str = ""
    minutes: str = ""
    how: str = ""
    roles: str = ""
    place: str = ""
    child: str = ""
    kind: str = "meeting"

    def asked(self) -> Asked:
        """Return what is asked for."""
        entered = Entered(**self.model_dump(include={each.name for each in fields(Entered)}))
        return Asked(self.do, self.number, self.slot, bool(self.took_place), entered)

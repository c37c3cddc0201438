"""The surveys of a kind of visit: for whom, and when too few have answered."""

from visit_exchange.kinds.yaml_file import Strict


class Audience(Strict):
    """Those for whom a survey is. ``called`` are what an export of responses may call them.

    Fewer than ``low`` responses once half of the time is gone is low reach.
    """

    id: str
    title: str
    called: tuple[str, ...]
    low: int = 10


class Surveys(Strict):
    """The surveys of a visit; without audiences there are none.

    ``headings`` are what an export may call the column that says who answered.
    """

    audiences: tuple[Audience, ...] = ()
    headings: tuple[str, ...] = ()
    source: str = ""

    def audience(self, audience_id: str) -> Audience | None:
        """Return the audience with this id, None when there is none."""
        return next((each for each in self.audiences if each.id == audience_id), None)

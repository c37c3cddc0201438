"""What a kind of visit has besides its milestones: days on site, events, partners, surveys."""

from visit_exchange.kinds.yaml_file import Strict


class OnSite(Strict):
    """The on-site days: where they start, how many at least, at most and by default.

    Where the guidance says what is ``typical``, another number is asked about and not refused. As
    it stands here, without a milestone, it says that a kind of visit has no on-site days.
    """

    milestone: str | None = None
    fewest_days: int = 1
    most_days: int = 0
    default_days: int = 0
    typical: bool = False
    source: str = ""


class OffSite(Strict):
    """The days of off-site activity before the on-site ones: where they start, how many at most."""

    milestone: str
    most_days: int
    source: str


class Event(Strict):
    """Something that the data team records with its day, because milestones depend on it."""

    id: str
    title: str
    source: str


class SummaryNote(Strict):
    """That the authority gets a note of the activities carried out, and where that is said.

    ``milestone`` is the one by which it is sent.
    """

    milestone: str
    source: str


class PartnerKind(Strict):
    """A kind of partner, like health services. ``items`` are what it is asked for by default.

    They are suggested and no limit: any partner may be asked for any item. ``title`` says whom it
    stands for, in the plural.
    """

    id: str
    title: str
    items: tuple[str, ...]
    source: str


class Audience(Strict):
    """Those for whom a survey is. ``called`` are what an export of responses may call them.

    Fewer than ``low`` responses once half of the time is gone is low reach.
    """

    id: str
    title: str
    called: tuple[str, ...]
    low: int = 10


class SurveyForm(Strict):
    """A way in which a survey reaches those who answer it, like a link or a paper copy."""

    id: str
    title: str


class Surveys(Strict):
    """The surveys of a visit; without audiences there are none.

    ``headings`` are what an export may call the column that says who answered. Where the guidance
    says that there *may* be surveys they are ``optional``: a visit has those that have a link.
    ``accessibility`` is what is said of those whom a link does not reach; ``forms`` are the ways
    in which a survey may reach somebody, the link itself first.
    """

    audiences: tuple[Audience, ...] = ()
    headings: tuple[str, ...] = ()
    optional: bool = False
    accessibility: str = ""
    forms: tuple[SurveyForm, ...] = ()
    source: str = ""

    def audience(self, audience_id: str) -> Audience | None:
        """Return the audience with this id, None when there is none."""
        return next((each for each in self.audiences if each.id == audience_id), None)

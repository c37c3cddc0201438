"""Where the on-site days of a kind of visit start and how many there may be."""

from visit_exchange.kinds.yaml_file import Strict


class OnSite(Strict):
    """The on-site days: where they start, how many at least, at most and by default.

    As it stands here, without a milestone, it says that a kind of visit has no on-site days.
    """

    milestone: str | None = None
    fewest_days: int = 1
    most_days: int = 0
    default_days: int = 0
    source: str = ""

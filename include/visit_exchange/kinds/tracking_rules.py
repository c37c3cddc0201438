"""What is asked for about each child whom inspectors select."""

from visit_exchange.kinds.yaml_file import Strict


class TrackingItem(Strict):
    """One kind of document asked for about each selected child."""

    id: str
    title: str
    about: str
    words: tuple[str, ...] = ()


class Tracking(Strict):
    """What is asked for about each selected child, and by when.

    As it stands here, without a milestone, it says that a kind of visit tracks nobody.
    """

    milestone: str | None = None
    items: tuple[TrackingItem, ...] = ()
    source: str = ""

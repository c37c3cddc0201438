"""What kinds of concern there are during a visit, and what may become of one."""

from visit_exchange.kinds.yaml_file import Strict


class Choice(Strict):
    """One of several things that a person chooses from by its ``id``."""

    id: str
    title: str


class ConcernRules(Strict):
    """The kinds of concern, and the ``outcomes`` of which every one must have one in the end."""

    kinds: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    source: str

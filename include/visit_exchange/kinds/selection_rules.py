"""How many children inspectors select to track, and from which lists."""

from visit_exchange.kinds.sampling_rules import Criterion
from visit_exchange.kinds.yaml_file import Strict


class SelectionRules(Strict):
    """How many children inspectors track, and which lists they choose from.

    As it stands here, without a milestone, it says that a kind of visit selects nobody.
    ``sample`` is what those selected should cover between them; it is proposed, never binding.
    """

    milestone: str | None = None
    about: int = 0
    fewest: int = 0
    most: int = 0
    lists: tuple[str, ...] = ()
    source: str = ""
    sample: tuple[Criterion, ...] = ()

"""Whom inspectors choose, what a sample should cover, and what is asked for about each child.

Rules of samples are data, never binding.
"""

from pydantic import Field, model_validator

from visit_exchange.kinds.rules.conditions import Condition
from visit_exchange.kinds.yaml_file import Strict


class Criterion(Strict):
    """Something that ``least`` of those in the sample should be.

    ``says`` follows a noun: "child *looked after*". The criterion is one condition (``where``), or
    one for each group of codes (``groups``, named by what follows ``says``) or each band of numbers
    (``bands``, lowest numbers) of ``column``. ``lists`` narrows it to these lists, else every list
    that has the columns counts. ``weight`` is what covering it is worth beside the others, ``why``
    the guidance that asks for it.
    """

    id: str
    says: str
    why: str
    where: Condition | None = None
    column: str = ""
    groups: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    bands: tuple[int, ...] = ()
    lists: tuple[str, ...] = ()
    least: int = 1
    weight: int = 1

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> "Criterion":
        if bool(self.where) == bool(self.column):
            raise ValueError(f"{self.id} has either where, or column with groups or bands")
        if self.column and bool(self.groups) == bool(self.bands):
            raise ValueError(f"{self.id} has either groups or bands")
        return self


class ProviderLetter(Strict):
    """The words of the letter that tells a provider that it is visited, as the guidance has them.

    ``purpose`` is what the visit is for, ``judged`` what becomes of what is seen; ``asked`` is what
    inspectors will ask for, ``records`` how they get to see records, ``people`` what those who
    speak to them may expect.
    """

    purpose: str
    judged: str
    asked: tuple[str, ...]
    records: str
    people: str = ""
    source: str


class ProviderRules(Strict):
    """Which providers inspectors visit: chosen from ``list``, known by the column ``name``.

    ``attended`` are lists of children and the column of each that names the provider: what a
    criterion says of those lists holds for a provider if it holds for a child there. Partners of
    the kind ``consult`` and who has the role ``consult_role`` are consulted on the choice;
    ``letter`` is what each provider is told.
    """

    list: str
    name: str
    about: int
    attended: dict[str, str] = Field(default_factory=dict)
    criteria: tuple[Criterion, ...] = ()
    consult: str = ""
    consult_role: str = ""
    letter: ProviderLetter | None = None
    source: str


class SelectionRules(Strict):
    """How many children inspectors track, and which lists they choose from.

    As it stands here, without a milestone, it says that a kind of visit selects nobody.
    ``sample`` is what those selected should cover between them; it is proposed, never binding.
    Where the guidance says that children *may* be selected it is ``optional``: nobody is told when
    none are.
    """

    milestone: str | None = None
    about: int = 0
    fewest: int = 0
    most: int = 0
    lists: tuple[str, ...] = ()
    optional: bool = False
    source: str = ""
    sample: tuple[Criterion, ...] = ()


class TrackingItem(Strict):
    """One kind of document asked for about each selected child.

    ``if_applicable``: the guidance asks for it "if applicable" or "where relevant", so that it may
    be said of a child that it does not apply. ``several``: it asks for several ("assessments").
    """

    id: str
    title: str
    about: str
    words: tuple[str, ...] = ()
    if_applicable: bool = False
    several: bool = False


class Tracking(Strict):
    """What is asked for about each selected child, and by when.

    A child who takes the place of one who declined has ``replaced_days`` working days at least.
    ``identity`` is what inspectors are told about records of who a child is, where the guidance
    says anything of it. As it stands here, without a milestone, it says that a kind of visit tracks
    nobody.
    """

    milestone: str | None = None
    replaced_days: int = 1
    identity: str = ""
    items: tuple[TrackingItem, ...] = ()
    source: str = ""

"""A task that gave up, as the data team is told of it."""

from dataclasses import dataclass

UPLOADS = frozenset({"answer", "find_uploads"})


@dataclass(frozen=True)
class FailedTask:
    """A task that failed after every retry.

    ``about`` are the visits or uploads that it was for (``999-ap-20230327/7, 9``), ``why`` its last
    words, which quote nothing; either is empty where it is not known. ``map_index`` is -1 for a
    task that is not mapped.
    """

    dag: str
    run: str
    task: str
    map_index: int = -1
    try_number: int = 0
    about: str = ""
    why: str = ""

    @property
    def key(self) -> str:
        """What tells one failure from another, also of a task that was cleared."""
        return f"failed/{self.dag}/{self.run}/{self.task}/{self.map_index}/{self.try_number}"

    @property
    def subject(self) -> str:
        """The failure in a few words, what it was for first."""
        return f"{self.about or self.dag}: {self.task} failed"

    @property
    def answers_uploads(self) -> bool:
        """Whether its work is to answer uploads: what it leaves has been handed over."""
        return self.task in UPLOADS

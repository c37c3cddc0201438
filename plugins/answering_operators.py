"""The operators that answer uploads: a handful in each task, each told as soon as it is done."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from airflow.sdk import Context
from airflow.sdk.configuration import conf
from airflow.sdk.exceptions import AirflowFailException, AirflowTaskTimeout

from contained import StepFailed, is_away
from visit_exchange.errors import TellableError, UserError
from visit_operators import Step
from visit_steps import call_step

LONGEST_LABEL = 250  # Airflow keeps no longer one
# So few are answered by the task that finds them: another would take longer to start.
FEW = 2


class NotAnsweredError(TellableError):
    """Some uploads of a task have no answer; its log has a line for each."""


class TookTooLongError(AirflowFailException, TellableError):
    """An upload kept its task busy for as long as a task may work; it is tried no more."""


class AnswerUploads(Step):
    """Answer uploads, one after the other: the next try has what is left of them.

    ``of`` are ids (visit and number), or one. The task is shown under them, never under a file's
    name. What still has no answer after the last try is handed over, unless a service was away.
    """

    template_fields = ("of",)

    def __init__(self, *, of: Any, **kwargs: Any) -> None:
        kwargs.setdefault("map_index_template", "{{ task.label }}")
        kwargs.setdefault("do_xcom_push", False)
        super().__init__(**kwargs)
        self.of = of
        self.was_away = False

    @property
    def label(self) -> str:
        """The uploads by visit and number."""
        return label_of(_listed(self.of))

    @property
    def about(self) -> str:
        """The same, for who is told that it failed."""
        return self.label

    def execute(self, context: Context) -> Any:
        task = context["ti"]
        batch = f"{task.run_id}/{task.map_index}"
        is_last = task.try_number > task.max_tries
        uploads = _listed(self.of)
        self.was_away = False
        left = [each for each in uploads if not self.answer(each, batch, is_last)]
        if left:
            raise NotAnsweredError(f"No answer yet: {label_of(left)}. The lines above say why")

    def answer(self, upload: str, batch: str, is_last: bool) -> bool:
        """Answer one upload of a batch; return whether it needs no further try."""
        try:
            self.log.info("%s: %s", upload, call_step("receiving.answering.answer", upload, batch))
        except (StepFailed, TellableError, UserError) as error:
            self.log.error("%s: %s", upload, error)
            # What is away is no fault of the file's: the next run takes it up.
            self.was_away |= is_away(error)
            if is_last and not is_away(error):
                self._give_up(upload)
            return False
        except AirflowTaskTimeout:
            if self.was_away:  # the time went by in waiting for a service
                raise NotAnsweredError(f"{upload} was not reached: a service was away") from None
            self._give_up(upload)
            raise TookTooLongError(f"{upload} took too long; it is handed over") from None
        return True

    def _give_up(self, upload: str) -> None:
        self.log.error("%s: %s", upload, call_step("receiving.answering.give_up", upload))


class FindUploads(AnswerUploads):
    """Find what waits for an answer and return it in batches; so few are answered at once.

    Where one of the few fails, the tasks that answer batches have another try.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(of=(), do_xcom_push=True, map_index_template=None, **kwargs)

    def execute(self, context: Context) -> list[list[str]]:
        run_id, lanes = context["ti"].run_id, conf.getint("core", "parallelism")
        batches: list[list[str]] = call_step("receiving.batching.find_batches", run_id, lanes)
        if sum(len(batch) for batch in batches) > FEW:
            return batches
        named = [(each, f"{run_id}/{n}") for n, batch in enumerate(batches) for each in batch]
        answered = [self.answer(each, batch, False) for each, batch in named]
        return [] if all(answered) else batches


def label_of(uploads: Sequence[str]) -> str:
    """Return uploads by visit and number: ``999-ap-20230327/1, 4; 998-ap-20230327/2``."""
    split = sorted(
        (visit, int(number)) for visit, _, number in (u.rpartition("/") for u in uploads)
    )
    parts = [
        f"{visit}/{', '.join(str(number) for _, number in numbers)}"
        for visit, numbers in groupby(split, key=lambda each: each[0])
    ]
    label = "; ".join(parts)
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def _listed(of: Any) -> list[str]:
    return [of] if isinstance(of, str) else list(of)

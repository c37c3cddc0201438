"""What is worked out of a pack once: for each pack anew, and no longer than it is held."""

import gc
import weakref

from builders.packs import attending, contents
from visit_exchange.packs.once import worked_out_once


def test_it_is_worked_out_once_for_each() -> None:
    asked = []

    @worked_out_once
    def length(of: object) -> int:
        asked.append(of)
        return len(asked)

    one, other = contents(lists=(attending(),)), contents(lists=(attending(),))
    assert [length(one), length(other), length(one)] == [1, 2, 1]


def test_nothing_of_a_pack_stays_when_it_has_gone() -> None:
    name = worked_out_once(lambda of: type(of).__name__)
    one = contents(lists=(attending(),))
    name(one)
    held = weakref.ref(one)
    del one
    gc.collect()
    assert held() is None

"""An act of the board that breaks off and is repeated comes to the same as if it was done once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from pathlib import Path
from shutil import copytree

import pytest

from broken_off import BrokenOff, KeyedMails, breaking_off, picture
from builders.uploads import attending, child, send, word
from builders.visits import a_new_visit, an_open_visit
from local_stack.home import Home
from local_stack.postgres.databases import database_url
from recorded_outside import AirflowRecorder, KeeperRecorder, outside_of
from services import copy_database, drop_database
from visit_exchange.buckets import Bucket
from visit_exchange.journey.access.people import add_inspector
from visit_exchange.journey.access.store_access import show
from visit_exchange.journey.outbox.sending import send_waiting
from visit_exchange.journey.pages.board.acts.doing import (
    ACTS,
    carry_out,
    do_ordered,
    foreseen,
    open_orders,
)
from visit_exchange.journey.requesting.opening import send_request
from visit_exchange.journey.requesting.partner_asking import add_partner
from visit_exchange.journey.requesting.people import give_role
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.services.mail import Refused
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Register
from visit_exchange.services.store_access.keeper import Credential

pytestmark = pytest.mark.services

TUESDAY = datetime(2023, 3, 28, 9, tzinfo=UTC)  # Tuesday 28 March 2023, 10am in London
TO_COME = date(2031, 3, 24)  # a Monday
BY, WHY = "ann", {"reason": "The council asked for it"}
NEW, REFUSES = "new@exampleshire.example", "full@exampleshire.example"
PARTNER = {"partner": "exampleshire-icb"}
ROLE = WHY | {"email": NEW, "packs": "each"}
# Each case takes seconds, since every write is one more round: `make soak` plays them all.
OFTEN = {"ask", "role", "add-partner", "replace-partner", "defer"}
# What is entered, and for some acts what is done before.
ENTERED: dict[str, dict[str, str]] = {
    "release": WHY | {"number": "2"},
    "refuse": WHY | {"number": "2"},
    "adjust": WHY | {"milestone": "returns", "to": "2023-03-31T12:00"},
    "dates": WHY | {"notified": "2031-04-28", "on_site_days": "4", "confirm": "yes"},
    "ask": WHY | {"title": "Minutes of the placement panel", "due": "2023-04-04"},
    "record": WHY | {"event": "summary_note", "on": "2023-03-28"},
    "role": ROLE | {"role": "lano"},
    "role of several": ROLE | {"role": "deputy"},
    "role with a login": ROLE | {"role": "lead_inspector", "login": "a.jones"},
    "end-role": WHY | {"person": "3"},
    "add-inspector": WHY | {"login": "a.jones", "tracks": "yes"},
    "remove-inspector": WHY | {"login": "j.smith"},
    "track": WHY | {"login": "j.smith", "may": "yes"},
    "add-partner": WHY | {"name": "Oak Trust", "kind": "health", "email": NEW, "items": "7, 9"},
    "replace-partner": WHY | PARTNER | {"email": NEW},
    "remove-partner": WHY | PARTNER,
    "mail-again": WHY,
    "drop-mail": WHY,
    "new-link": WHY | {"partner": ""},
    "issue-keys": WHY | {"who": "la"},
    "revoke-keys": WHY | {"who": "la"},
    "defer": WHY,
    "resume": WHY | {"notified": "2024-01-15"},
    "cancel": WHY,
    "hold": WHY,
    "lift-hold": WHY,
}
BEFORE = {"resume": "defer", "lift-hold": "hold"}


@dataclass(frozen=True)
class Scene:
    """A visit in which every act is offered, to be had as often as one likes."""

    postgres: Home
    store: ObjectStore
    folder: Path
    database: str
    visit_id: str
    to_come: str
    let_in: Mapping[str, Credential]

    def played(self, play: Callable[[Outside], None]) -> None:
        """Play something in a copy of the scene."""
        number = next(_copies)
        name, folder = f"{self.database}_{number}", self.folder.with_name(f"copy-{number}")
        copy_database(self.postgres, self.database, name)
        copytree(self.folder, folder)
        keeper = KeeperRecorder()
        keeper.live.update(self.let_in)
        register = Register(database_url(self.postgres.postgres, name))
        try:
            play(_outside(register, self.store, keeper, folder))
        finally:
            register.close()
            drop_database(self.postgres, name)


_copies = count(1)


def _outside(
    register: Register, store: ObjectStore, keeper: KeeperRecorder, folder: Path
) -> Outside:
    made = outside_of(register, store, KeyedMails(), AirflowRecorder(), keeper, folder)
    page = {"upload_origin": "https://uploads.example"}
    return replace(made, settings=made.settings.model_copy(update=page))


@pytest.fixture(scope="module")
def scene(
    postgres: Home,
    migrated: str,
    s3_admin: ObjectStore,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Scene]:
    """An open visit with people, partners, keys that were handed over, and what waits."""
    name, folder = "acts_again", tmp_path_factory.mktemp("scenes") / "scene"
    folder.mkdir()
    store = ObjectStore(s3_admin.client, {each: f"{each.value}-again" for each in Bucket})
    store.create_buckets(lock_days=1)
    copy_database(postgres, migrated, name)
    register, keeper = Register(database_url(postgres.postgres, name)), KeeperRecorder()
    opened, to_come = _set_up(_outside(register, store, keeper, folder))
    register.close()
    yield Scene(postgres, store, folder, name, opened, to_come, keeper.live)
    drop_database(postgres, name)


def _set_up(outside: Outside) -> tuple[str, str]:
    visit = an_open_visit(outside, TUESDAY)
    add_inspector(outside, visit.id, "j.smith", by="data team")
    send_request(outside, visit.id)
    give_role(outside, visit.id, "deputy", "deputy@exampleshire.example", by="data team")
    add_partner(outside, visit.id, "Exampleshire ICB", "health", "icb@b.example", "7", by="team")
    assert isinstance(outside.mail, KeyedMails)
    outside.mail.fails[REFUSES] = Refused("The mail server", "550 5.1.1", 550)
    add_partner(outside, visit.id, "Full Trust", "health", REFUSES, "9", by="team")
    for who in ("la", "inspectors", "tracking-team", "partner-exampleshire-icb"):
        show(outside, visit.id, who, by="data team")
    send(outside, visit, "list.xlsx", attending(child("AP-0001")))
    send(outside, visit, "Strategic planning.docx", word("Strategic planning", "For AP-0001."))
    return visit.id, register_visit(outside, a_new_visit(TO_COME), by="data team")


@dataclass(frozen=True)
class Played:
    """An act that is played in a copy of the scene."""

    outside: Outside
    visit_id: str
    act: str
    entered: Mapping[str, str]

    def look(self) -> dict[str, object]:
        """Return the picture once every mail has gone out."""
        send_waiting(self.outside)
        return picture(self.outside, self.visit_id)

    def ordered(self) -> Callable[[], object]:
        """Give the order, or look at what will follow; return what does it."""
        act, entered = self.act, self.entered
        seen = foreseen(self.outside, self.visit_id, act, entered).mark

        def begun() -> str:
            return carry_out(self.outside, self.visit_id, act, entered, seen=seen, by=BY)

        if not ACTS[act].needs_worker:
            return begun
        begun()
        [order] = open_orders(self.outside)
        return lambda: do_ordered(self.outside, order)


def _ready(scene: Scene, outside: Outside, case: str) -> Played:
    visit_id = scene.to_come if case == "dates" else scene.visit_id
    act, entered = case.split(" ", maxsplit=1)[0], ENTERED[case]
    if act in ("mail-again", "drop-mail"):
        [refused] = [e for e in outside.register.dossier(visit_id).waiting_mails if e.is_refused]
        entered = entered | {"number": str(refused.number)}
    if first := BEFORE.get(act):
        Played(outside, visit_id, first, WHY).ordered()()
    return Played(outside, visit_id, act, entered)


def test_every_act_of_the_board_is_played() -> None:
    assert {each.split(" ", maxsplit=1)[0] for each in ENTERED} == set(ACTS)


@pytest.mark.parametrize(
    "case",
    [pytest.param(each, marks=() if each in OFTEN else pytest.mark.soak) for each in ENTERED],
)
def test_an_act_that_breaks_off_after_any_write_and_is_repeated_is_done_once(
    scene: Scene, case: str
) -> None:
    once: list[tuple[int, dict[str, object]]] = []
    scene.played(lambda outside: once.append(_whole(_ready(scene, outside, case))))
    [(writes, as_once)] = once
    assert writes
    for at in range(1, writes + 1):
        scene.played(partial(_broken_off, scene, case, at, as_once))


def _whole(played: Played) -> tuple[int, dict[str, object]]:
    """Return how often the act writes, and what it comes to."""
    do = played.ordered()
    with breaking_off(played.outside, 0) as breaker:
        do()
    return breaker.seen, played.look()


def _broken_off(
    scene: Scene, case: str, at: int, as_once: dict[str, object], outside: Outside
) -> None:
    played = _ready(scene, outside, case)
    do, before = played.ordered(), played.look()
    with pytest.raises(BrokenOff), breaking_off(outside, at):
        do()
    # What no task repeats is whole or not at all: a person sees which, and repeats that.
    if ACTS[played.act].needs_worker or played.look() == before:
        do()
    assert played.look() == as_once, f"broken off after write {at}"

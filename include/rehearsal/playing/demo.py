"""Rehearses one visit on what runs, and says where to look afterwards."""

from datetime import date
from pathlib import Path

from rich.console import Console

from local_stack.environment import shared_environment
from local_stack.home import Home, Ports
from local_stack.secret_values import Secrets
from rehearsal.judging.leaks import leaks
from rehearsal.playing.desks import AUTHORITY, INSPECTORS, Desk
from rehearsal.playing.inspector import Inspector
from rehearsal.playing.pace import pace
from rehearsal.playing.play import cast_of, play_for
from rehearsal.playing.player import DAG, Rehearsal
from rehearsal.playing.screen import Screen
from rehearsal.playing.watching import Watch
from visit_exchange.buckets import Bucket
from visit_exchange.journey.access.people import let_track
from visit_exchange.journey.requesting.registering import register_rehearsal
from visit_exchange.kinds import load_framework
from visit_exchange.request.checklist import checklist_workbook
from visit_exchange.services.addresses import inspectors_page
from visit_exchange.services.outside import Outside, build
from visit_exchange.settings.settings import read_settings
from visit_exchange.visits.clock import RealClock
from visit_exchange.visits.visit import NewVisit

INSPECTOR = "inspector"  # as the local stack knows the rehearsed one
# A Monday with no bank holiday near it.
NOTIFIED = date(2026, 11, 23)


def rehearse(
    home: Home,
    ports: Ports,
    kept: Secrets,
    console: Console,
    *,
    framework: str,
    seed: int,
    day_seconds: float | None = None,
) -> list[str]:
    """Play one visit on the local stack; return what went wrong, a sentence each."""
    outside = build(read_settings(shared_environment(home, ports, kept)))
    inspector = Inspector(
        str(outside.settings.airflow_url), INSPECTOR, kept.airflow_passwords[INSPECTOR]
    )
    return rehearse_outside(
        outside,
        inspector,
        home.folder / "rehearsal",
        console,
        framework=framework,
        seed=seed,
        day_seconds=day_seconds,
    )


def rehearse_outside(
    outside: Outside,
    inspector: Inspector,
    place: Path,
    console: Console,
    *,
    framework: str,
    seed: int,
    day_seconds: float | None = None,
) -> list[str]:
    """Play one visit of an invented authority; return what went wrong, a sentence each.

    What each party received lies in a folder of the visit in ``place`` afterwards. ``day_seconds``
    is what a working day takes on an idle machine; without it, what the kind of visit needs.
    """
    cast = cast_of(framework)
    stretched = pace(outside.airflow)
    if stretched >= 1.1:
        console.print(f"This machine is busy, so days take {stretched:.1f} times as long.")
    seconds = (day_seconds or cast.day_seconds) * stretched
    rehearsal = _begin(outside, inspector, console, framework, seed, seconds)
    checklist = checklist_workbook(rehearsal.visit, rehearsal.framework)
    failures = rehearsal.play(rehearsal.authority.returns(checklist), cast.afterwards)
    folder = place / rehearsal.visit.id
    _end(rehearsal, folder, console)
    return [*failures, *_leaked(rehearsal, folder / "inspectors")]


def _begin(
    outside: Outside,
    inspector: Inspector,
    console: Console,
    framework_id: str,
    seed: int,
    day_seconds: float,
) -> Rehearsal:
    cast, framework = cast_of(framework_id), load_framework(framework_id)
    new = NewVisit(
        framework=framework_id,
        la_code=cast.code,
        la_name=cast.name,
        notified=NOTIFIED,
        lano_email="lano@exampleshire.example",
        lead_inspector_email="lead-inspector@inspectorate.example",
        on_site_days=framework.on_site.default_days,
        clock=RealClock(),  # registering gives it the clock of a rehearsal
        inspectors=(INSPECTOR,),
    )
    visit_id = register_rehearsal(outside, new, day_seconds=day_seconds, by="rehearsal")
    let_track(outside, visit_id, INSPECTOR, may=True, by="rehearsal")
    outside.airflow.trigger(DAG, visit_id, {})
    visit = outside.register.visit(visit_id)
    return Rehearsal(
        outside=outside,
        inspector=inspector,
        authority_desk=Desk(outside, visit_id, Bucket.REPLIES, AUTHORITY),
        inspectors_desk=Desk(outside, visit_id, Bucket.PACKS, INSPECTORS),
        visit=visit,
        framework=framework,
        authority=play_for(framework_id, seed=seed, notified=visit.notified),
        watch=Watch(outside, visit, Screen(console, framework.timezone)),
        seed=seed,
    )


def _leaked(rehearsal: Rehearsal, packs: Path) -> list[str]:
    """Return a failure when what was planted reached the inspectors; it says no file's name."""
    found = leaks(packs, rehearsal.authority.canaries())
    return [f"{len(found)} files of the packs hold names that were planted"] if found else []


def _end(rehearsal: Rehearsal, folder: Path, console: Console) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    seen = rehearsal.watch
    seen.screen.table(rehearsal.expected, seen.answered, seen.seconds)
    for desk, name in (
        (rehearsal.authority_desk, "authority"),
        (rehearsal.inspectors_desk, "inspectors"),
    ):
        count = desk.download(folder / name)
        console.print(f"What the {name} received ({count} files): {folder / name}")
    console.print(f"Airflow: {rehearsal.outside.settings.airflow_url}/dags/{DAG}")
    page = inspectors_page(rehearsal.outside, rehearsal.visit.id)
    console.print(f"The inspectors’ page (sign in as {INSPECTOR}): {page}")

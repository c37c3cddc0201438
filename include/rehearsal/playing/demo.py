"""Rehearses one visit on what runs, and says where to look afterwards."""

from datetime import date, timedelta
from pathlib import Path

from rich.console import Console

from local_stack.environment import shared_environment
from local_stack.home import Home, Ports
from local_stack.secret_values import Secrets
from rehearsal.judging.leaks import leaks
from rehearsal.playing.closing import load_published, pages_to_open, say_pages
from rehearsal.playing.data_team import DataTeam
from rehearsal.playing.desks import AUTHORITY, INSPECTORS, Desk
from rehearsal.playing.inspector import Inspector
from rehearsal.playing.left_open import LeftOpen
from rehearsal.playing.pace import pace
from rehearsal.playing.patience import look_until
from rehearsal.playing.play import cast_of, play_for
from rehearsal.playing.player import DAG, Rehearsal
from rehearsal.playing.screen import Screen
from rehearsal.playing.watching import Watch
from visit_exchange.buckets import Bucket
from visit_exchange.journey.access.people import let_track
from visit_exchange.journey.requesting.registering import register_rehearsal
from visit_exchange.kinds import Framework, load_framework
from visit_exchange.request.checklist import checklist_workbook
from visit_exchange.services.addresses import inspectors_page
from visit_exchange.services.outside import Outside, build
from visit_exchange.settings.settings import read_settings
from visit_exchange.visits.dates.clock import RealClock
from visit_exchange.visits.visit import NewVisit

INSPECTOR = "inspector"  # as the local stack knows the rehearsed one
# A Monday with no bank holiday near it.
NOTIFIED = date(2026, 11, 23)
MOST_FOR_SECOND = timedelta(minutes=3)


def rehearse(
    home: Home,
    ports: Ports,
    kept: Secrets,
    console: Console,
    *,
    framework: str,
    seed: int,
    day_seconds: float | None = None,
    leave_open: bool = False,
) -> list[str]:
    """Play one visit on the local stack; return what went wrong, a sentence each.

    ``leave_open`` leaves a second one in mid-course and names the pages to open.
    """
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
        leave_open=leave_open,
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
    leave_open: bool = False,
) -> list[str]:
    """Play one visit of an invented authority; return what went wrong, a sentence each.

    What each party received lies in a folder of the visit in ``place`` afterwards. ``day_seconds``
    is what a working day takes on an idle machine; without it, what the kind of visit needs.
    ``leave_open`` as above.
    """
    cast = cast_of(framework)
    stretched = pace(outside.airflow)
    if stretched >= 1.1:
        console.print(f"This machine is busy, so days take {stretched:.1f} times as long.")
    seconds = (day_seconds or cast.day_seconds) * stretched
    rehearsal = _begin(outside, inspector, console, framework, seed, seconds)
    second = _second(rehearsal, stretched) if leave_open else None
    checklist = checklist_workbook(rehearsal.visit, rehearsal.framework)
    failures = rehearsal.play(rehearsal.authority.returns(checklist), cast.afterwards)
    folder = place / rehearsal.visit.id
    _end(rehearsal, folder, console)
    failures += _leaked(rehearsal, folder / "inspectors")
    return [*failures, *(_open_pages(rehearsal, second, console) if second else [])]


def _second(rehearsal: Rehearsal, stretched: float) -> LeftOpen:
    """Return the visit that is left open; it is played while the first is quiet."""
    second = LeftOpen(
        outside=rehearsal.outside,
        inspector=rehearsal.inspector,
        new=_new(rehearsal.framework, rehearsal.visit.la_code, rehearsal.visit.la_name),
        seed=rehearsal.seed,
        closes=rehearsal.all_due,
        stretched=stretched,
        tell=lambda what: rehearsal.watch.tell("exchange", what),
    )
    rehearsal.beside = second.look
    return second


def _open_pages(rehearsal: Rehearsal, second: LeftOpen, console: Console) -> list[str]:
    """Play the second visit to where it is left, and name the pages; return what went wrong."""
    now = rehearsal.watch.now
    second.look()  # begins it where the first was never quiet, and then knows when it closes
    until = max(now(), second.closes) + MOST_FOR_SECOND * second.stretched
    look_until(second.look, until, now)
    load_published(rehearsal.outside)
    if second.visit_id and rehearsal.outside.settings.upload_origin:
        shown = pages_to_open(rehearsal.outside, rehearsal.visit.id, second.visit_id, INSPECTOR)
        say_pages(console, shown)
    return second.judge()


def _begin(
    outside: Outside,
    inspector: Inspector,
    console: Console,
    framework_id: str,
    seed: int,
    day_seconds: float,
) -> Rehearsal:
    cast, framework = cast_of(framework_id), load_framework(framework_id)
    new = _new(framework, cast.code, cast.name)
    visit_id = register_rehearsal(outside, new, day_seconds=day_seconds, by="rehearsal")
    let_track(outside, visit_id, INSPECTOR, may=True, by="rehearsal")
    visit = outside.register.visit(visit_id)
    watch = Watch(outside, visit, Screen(console, framework.timezone))
    data_team = DataTeam(outside, watch, framework)
    data_team.begin()
    outside.airflow.trigger(DAG, visit_id, {})
    return Rehearsal(
        outside=outside,
        inspector=inspector,
        authority_desk=Desk(outside, visit_id, Bucket.REPLIES, AUTHORITY),
        inspectors_desk=Desk(outside, visit_id, Bucket.PACKS, INSPECTORS),
        visit=visit,
        framework=framework,
        authority=play_for(framework_id, seed=seed, notified=visit.notified),
        watch=watch,
        data_team=data_team,
        seed=seed,
    )


def _new(framework: Framework, la_code: str, la_name: str) -> NewVisit:
    return NewVisit(
        framework=framework.id,
        la_code=la_code,
        la_name=la_name,
        notified=NOTIFIED,
        lano_email="",  # the authority nominates one after the call
        lead_inspector_email="lead-inspector@inspectorate.example",
        on_site_days=framework.on_site.default_days,
        clock=RealClock(),  # registering gives it the clock of a rehearsal
        inspectors=(INSPECTOR,),
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

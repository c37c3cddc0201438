"""Everything that a visit needs is away for longer than every retry, and people meddle with it.

Three visits at once, across the night in which the clocks go forward. PostgreSQL, the store and
the mail server die and hang, the disk is full, runs are deleted and marked by hand, a DAG is
paused. At the end every upload is answered once, every milestone fell once, every mail came once,
and every failure was told.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from local_stack.callers_settings import LONGEST_PAUSE
from local_stack.home import Home
from local_stack.supervising.stack import build_stack
from local_stack.supervising.starting import up
from local_stack.supervising.stopping import stop
from outages import SIGN, Story, begin, play
from quick_folder import quick_folder
from quiet_visit import message_ids, played
from receiver import Receiver
from services import free_ports
from troubles import small_disk
from visit_exchange.kinds import load_framework
from visit_exchange.services.mail import SmtpSender
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import VisitStatus

pytestmark = [pytest.mark.stack, pytest.mark.soak, pytest.mark.timeout(2700)]

KIND = load_framework("ap_thematic_2023")
WAITED_FOR = ("returns", "selection", "tracking", "end", "survey")
LONDON = ZoneInfo("Europe/London")
DISK = 3 << 30  # bytes
# Retries that are over in a minute, so that a service need not be away for hours to outlast them.
SHORT = {LONGEST_PAUSE: "2", "VISIT_EXCHANGE_S3_PATIENCE": "2"}
# References of children, names of files, addresses of people.
TOLD_TO_NOBODY = (b"AP-000", b".xlsx", b"exampleshire.example")
DATA_TEAM = "data-team@inspectorate.example"


@pytest.fixture(scope="module")
def story() -> Iterator[Story]:
    """The whole story, when it has been told."""
    with ExitStack() as left, pytest.MonkeyPatch.context() as patch:
        folder = left.enter_context(quick_folder("outages"))
        disk, outsider = folder / "disk", left.enter_context(Receiver())
        is_small = os.geteuid() == 0  # who may mount a disk
        left.enter_context(small_disk(disk, DISK)) if is_small else disk.mkdir()
        for name, value in {**SHORT, **_watched_by(outsider)}.items():
            patch.setenv(name, value)
        patch.setenv("TMPDIR", str(disk))
        home, ports = Home(disk / "home"), free_ports()
        left.callback(stop, home)
        list(up(home, ports))
        told = begin(played(build_stack(home, ports)), outsider)
        play(told, disk if is_small else None)
        yield told


def _watched_by(outsider: Receiver) -> dict[str, str]:
    """Return what lets somebody outside have everything that can be had."""
    return {
        "VISIT_EXCHANGE_PING_URL": f"{outsider.address}{SIGN}",
        "VISIT_EXCHANGE_LINEAGE_URL": outsider.address,
        "AIRFLOW__METRICS__OTEL_ON": "True",
        "AIRFLOW__TRACES__OTEL_ON": "True",
        "OTEL_EXPORTER_OTLP_ENDPOINT": outsider.address,
        "OTEL_TRACES_EXPORTER": "otlp_proto_http",
    }


def test_every_upload_is_answered_once_and_used(story: Story) -> None:
    register = story.now.outside.register
    for visit in story.visits:
        known = register.submissions(visit)
        assert len(known) == story.sent[visit]
        assert {each.status for each in known} == {Status.ACCEPTED}
        assert len([each for each in known if each.late_by is None]) == story.in_time[visit]
        once = {each.id: 1 for each in known}
        for act in ("upload received", "upload answered"):
            assert _counted(story, visit, act, "submission") == once


def test_every_milestone_fell_once_and_at_the_hour_on_the_wall(story: Story) -> None:
    register = story.now.outside.register
    expected = dict.fromkeys(map(KIND.milestone_of, WAITED_FOR), 1)
    changes = set()
    for visit in story.visits:
        assert _counted(story, visit, "milestone reached", "milestone") == expected
        for each in register.milestones(visit):
            local = each.due.astimezone(LONDON)
            changes.add(local.utcoffset())
            if each.id in ("returns", "selection", "tracking"):
                assert local.hour == 17
                assert each.reached_at
                assert each.reached_at >= each.due
    assert len(changes) == 2


def test_every_visit_went_to_its_end(story: Story) -> None:
    outside = story.now.outside
    for visit in story.visits:
        assert outside.register.visit(visit).status is VisitStatus.CLOSED
        assert outside.airflow.run_state("visit", visit) == "success"


def test_every_mail_came_and_none_twice(story: Story) -> None:
    assert story.now.outside.register.waiting_mails() == ()
    told = Counter((m["To"], m["Subject"], _text(m)) for m in _mails(story))
    assert [what[:2] for what, times in told.items() if times > 1] == []
    sender, came = story.now.outside.mail, set(message_ids(story.now.stack.home))
    assert isinstance(sender, SmtpSender)
    for visit in story.visits:
        written = story.now.outside.register.mails(visit)
        assert len(written) > story.sent[visit]
        assert [key for key in written if sender.message_id(key) not in came] == []


def test_steps_gave_up_and_each_was_told(story: Story) -> None:
    """So the services were away for longer than every retry."""
    assert story.gave_up
    told = "\n".join(f"{m['Subject']}\n{_text(m)}" for m in _mails(story, DATA_TEAM))
    for each in story.gave_up:
        assert f"goes on without its step {each.task_id}" in told or each.task_id in told


@pytest.mark.parametrize(
    ("when", "what"),
    [
        ("store and mail are away", "The object store does not answer"),
        ("store and mail are away", "The mail server does not answer"),
        ("people meddled", "has no run in Airflow: it was deleted"),
        ("people meddled", "its run is marked as a success"),
        ("people meddled", "its run has failed"),
        ("people meddled", "The DAG receive_returns is paused"),
    ],
)
def test_every_failure_was_found_and_told_once(story: Story, when: str, what: str) -> None:
    [found] = [each for each in story.found[when] if what in each]
    mails = [m for m in _mails(story, DATA_TEAM) if found in _text(m)]
    told = Counter(str(mail["Subject"]).split()[0] for mail in mails)
    assert told == {"Not": 1, "Well": 1}


def test_the_world_is_given_a_sign_only_while_all_is_well(story: Story) -> None:
    for when in ("store and mail are away", "people meddled"):
        assert story.signs_while[when] == 0
    assert story.found["at the end"] == set()
    assert story.signs_while["at the end"] >= 1


def test_numbers_traces_and_lineage_go_out_and_tell_of_no_child(story: Story) -> None:
    outsider = story.outsider
    metrics = b"".join(each.body for each in outsider.at("/v1/metrics"))
    assert b"airflow.visit_exchange.uploads_unanswered" in metrics
    assert outsider.at("/v1/traces")
    lineage = [json.loads(each.body) for each in outsider.at("/api/v1/lineage")]
    packs = {made["name"] for event in lineage for made in event["outputs"]}
    assert {f"packs/{visit}/v001" for visit in story.visits} <= packs
    for each in outsider.got:
        assert not [word for word in TOLD_TO_NOBODY if word in each.body], each.path


def test_the_audit_is_one_chain(story: Story) -> None:
    assert story.now.outside.register.verify_audit().faults == ()


def _counted(story: Story, visit: str, act: str, what: str) -> Counter[str]:
    acts = story.now.outside.register.audit(visit)
    return Counter(str(each.detail[what]) for each in acts if each.act == act)


def _mails(story: Story, inbox: str = "*") -> list[EmailMessage]:
    parse = BytesParser(policy=default).parsebytes
    files: list[Path] = sorted(story.now.stack.home.mail.glob(f"{inbox}/*.eml"))
    return [parse(file.read_bytes()) for file in files]


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return " ".join(str(body.get_content()).split()) if body else ""

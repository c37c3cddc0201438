"""A whole visit through the real scheduler and triggerer, judged by what people received."""

import hashlib
import json
from collections import Counter
from email.message import EmailMessage
from pathlib import Path

import pytest

from rehearsal.files.tracked import missing_kind
from rehearsal.playing.data_team import PARTNER_EMAIL, SENIOR
from rehearsed import FRAMEWORK, Rehearsed
from visit_exchange.kinds import load_framework
from visit_exchange.packs.manifest import ManifestFile, read_manifest
from visit_exchange.privacy.pseudonyms import is_child_code
from visit_exchange.tracking.pack import TrackingManifest, read_tracking_manifest
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.visits.visit import VisitStatus

pytestmark = pytest.mark.stack

ASKED = load_framework(FRAMEWORK)
WAITED_FOR = ("returns", "selection", "tracking", "end", "survey")


def test_every_seeded_mistake_is_answered_and_nothing_sound_is_refused(
    rehearsed: Rehearsed,
) -> None:
    assert rehearsed.failures == []


def test_every_upload_has_one_reply_and_is_told_in_one_mail(rehearsed: Rehearsed) -> None:
    uploads = list(rehearsed.outside.store.uploads(f"{rehearsed.visit.id}/"))
    submissions = rehearsed.outside.register.submissions(rehearsed.visit.id)
    assert len(uploads) == len(submissions) > 30
    assert {u.identity for u in uploads} == {s.upload for s in submissions}

    for submission in submissions:
        folder = rehearsed.authority / f"{submission.number:04d}"
        assert (folder / "reply.html").stat().st_size > 0
        answer = json.loads((folder / "answer.json").read_text())
        assert answer["verdict"] == submission.status.value
    places = {f"{rehearsed.visit.id}/{s.number:04d}" for s in submissions}
    assert rehearsed.reply_mails() == dict.fromkeys(places, 1)


def test_inspectors_receive_packs_that_are_what_their_manifests_say(rehearsed: Rehearsed) -> None:
    folders = sorted(rehearsed.inspectors.glob("v[0-9]*"))
    assert len(folders) >= 2
    manifests = []
    for folder in folders:
        manifest = read_manifest((folder / "manifest.json").read_bytes())
        held = {
            str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and path.name != "manifest.json"
        }
        assert held.keys() == {file.name for file in manifest.files}
        assert all(_is_as_told(file, held[file.name]) for file in manifest.files)
        manifests.append(manifest)
    assert [m.version for m in manifests] == list(range(1, len(manifests) + 1))
    final = [m for m in manifests if m.is_final]
    assert final
    assert {item.id for item in ASKED.lists} <= {i for f in final[0].files for i in f.items}


def test_the_first_pack_comes_before_the_deadline_and_the_final_one_at_it(
    rehearsed: Rehearsed,
) -> None:
    due = rehearsed.outside.register.milestone(rehearsed.visit.id, ASKED.returns_milestone).due
    first, *_ = packs = rehearsed.outside.register.packs(rehearsed.visit.id)
    final = next(pack for pack in packs if pack.is_final)
    assert first.published_at is not None
    assert final.published_at is not None
    assert first.published_at < due <= final.published_at


def test_the_tracking_pack_has_a_folder_for_each_selected_child(rehearsed: Rehearsed) -> None:
    selection = rehearsed.outside.register.selection(rehearsed.visit.id)
    assert selection is not None
    newest = sorted((rehearsed.inspectors / "tracking").glob("v*"))[-1]
    folders = {path.name for path in newest.iterdir() if path.is_dir()}
    assert folders == set(selection.codes)
    assert all(is_child_code(name) for name in folders)

    manifest = _tracking_manifest(newest / "manifest.json")
    assert all(_is_as_told(f, (newest / f.name).read_bytes()) for f in manifest.files)
    assert list(manifest.missing) == [":".join(missing_kind(ASKED, selection.codes))]


def test_the_late_document_is_accepted_and_marked_late(rehearsed: Rehearsed) -> None:
    submissions = rehearsed.outside.register.submissions(rehearsed.visit.id)
    late = [submission for submission in submissions if submission.late_by]
    assert SubmissionStatus.ACCEPTED in {each.status for each in late}
    for each in late:  # one, and on a busy machine what could only be dropped too late
        reply = (rehearsed.authority / f"{each.number:04d}" / "reply.html").read_text()
        assert "late" in reply.lower()
    newest = sorted(rehearsed.inspectors.glob("v[0-9]*"))[-1]
    told = set(read_manifest((newest / "manifest.json").read_bytes()).late)
    assert told & {item.item for each in late for item in each.items}


def test_a_document_about_a_child_who_was_not_selected_is_set_aside(rehearsed: Rehearsed) -> None:
    submissions = rehearsed.outside.register.submissions(rehearsed.visit.id)
    (aside,) = [s for s in submissions if s.status is SubmissionStatus.SET_ASIDE]
    assert aside.items == ()
    for path in rehearsed.inspectors.glob("tracking/v*/manifest.json"):
        assert aside.id not in {u for f in _tracking_manifest(path).files for u in f.uploads}


def test_each_milestone_falls_once_and_the_visit_closes(rehearsed: Rehearsed) -> None:
    reached = Counter(entry["milestone"] for entry in rehearsed.audited("milestone reached"))
    assert reached == dict.fromkeys(map(ASKED.milestone_of, WAITED_FOR), 1)
    assert rehearsed.outside.register.visit(rehearsed.visit.id).status is VisitStatus.CLOSED
    assert rehearsed.outside.airflow.run_state("visit", rehearsed.visit.id) == "success"


def test_what_was_missing_at_a_deadline_is_a_note_on_the_run(rehearsed: Rehearsed) -> None:
    """One document comes after the deadline and one tracking document never."""
    ((note,),) = rehearsed.rows(
        "airflow",
        "SELECT content FROM dag_run_note JOIN dag_run ON dag_run.id = dag_run_note.dag_run_id "
        "WHERE run_id = %s",
        rehearsed.visit.id,
    )
    assert "missing" in note


def test_the_lano_is_named_at_noon_and_asked_then(rehearsed: Rehearsed) -> None:
    """AP "Notification": the LANO is nominated after the call; the partner is asked besides."""
    [letters] = [
        each
        for each in rehearsed.mails_to(rehearsed.outside.settings.data_team_email)
        if f"notify leaders today ({rehearsed.visit.id})" in each["Subject"]
    ]
    files = [part.get_filename() for part in letters.iter_attachments()]
    assert [name.rpartition(" to ")[2] for name in files if name] == [
        "local authority.docx",
        "health.docx",
    ]
    opened = {entry["to"]: entry for entry in rehearsed.audited("visit moved")}["open"]
    assert opened
    assert [entry["role"] for entry in rehearsed.audited("person added")][-1] == "lano"
    for to in (rehearsed.visit.lano_email, "deputy@exampleshire.example", PARTNER_EMAIL):
        asked = [each for each in rehearsed.mails_to(to) if "send information" in each["Subject"]]
        assert asked, to


def test_a_concern_was_recorded_told_and_closed(rehearsed: Rehearsed) -> None:
    [concern] = rehearsed.outside.register.concerns(rehearsed.visit.id)
    assert not concern.is_open
    [alert] = [each for each in rehearsed.mails_to(SENIOR) if "concern" in each["Subject"].lower()]
    assert rehearsed.visit.id in str(alert["Subject"])


def _is_as_told(file: ManifestFile, content: bytes) -> bool:
    return (file.sha256, file.size) == (hashlib.sha256(content).hexdigest(), len(content))


def _tracking_manifest(path: Path) -> TrackingManifest:
    return read_tracking_manifest(path.read_bytes())


def test_a_child_declines_and_is_replaced_and_a_plan_applies_to_none(rehearsed: Rehearsed) -> None:
    selection = rehearsed.outside.register.selection(rehearsed.visit.id)
    assert selection is not None
    [declined] = selection.declined
    assert declined not in selection.codes
    assert len(selection.codes) == ASKED.selection.about
    newest = sorted((rehearsed.inspectors / "tracking").glob("v*"))[-1]
    assert _tracking_manifest(newest / "manifest.json").does_not_apply
    requests = [m for m in rehearsed.mails_to(rehearsed.visit.lano_email) if "Tracking" in _of(m)]
    assert f"{declined} declined or withdrew" in _text(requests[-1])


def test_two_providers_have_letters_and_a_changed_timetable_raises_the_sequence(
    rehearsed: Rehearsed,
) -> None:
    letters = sorted((rehearsed.authority / "tracking-request").glob("letter-to-provider-*.docx"))
    assert len(letters) == 2
    mails = [m for m in rehearsed.mails_to(rehearsed.visit.lano_email) if "Timetable" in _of(m)]
    first, second = [next(m.iter_attachments()).get_content() for m in mails]
    assert "SEQUENCE:1" not in first
    assert "SEQUENCE:1" in second


def _of(mail: EmailMessage) -> str:
    return str(mail["Subject"])


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body else ""

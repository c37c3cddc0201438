"""Children are selected by code, in Airflow or by the pack's sheet, and their documents follow."""

import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest

from builders.taken import take_list
from builders.uploads import (
    PROVIDER,
    attending,
    child,
    pdf,
    providers,
    saved,
    send,
    word,
)
from builders.uploads import checklist as returns_checklist
from builders.visits import an_open_visit
from recorded_outside import AirflowRecorder, MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.missing import missing_tracking
from visit_exchange.journey.ending.closing import check_selection, close_returns
from visit_exchange.journey.pages.board import visit_board
from visit_exchange.journey.publishing.returns_packs import publish_pack, publish_returns_pack
from visit_exchange.journey.publishing.tracking_packs import publish_tracking_pack
from visit_exchange.journey.selecting.agreeing import say_agreement
from visit_exchange.journey.selecting.selection import (
    NO_ANSWER,
    answer,
    codes_in_lists,
    question,
    select,
)
from visit_exchange.journey.selecting.tracking_request import send_tracking_request
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.packs.sheets.sample_sheets import PROVIDERS_SHEET
from visit_exchange.packs.sheets.workbook import SELECTION_SHEET, TICK
from visit_exchange.privacy.pseudonyms import child_code
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Register
from visit_exchange.tracking.pack import MISSING
from visit_exchange.visits.places.names import MANIFEST
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services

FRIDAY = datetime(2023, 3, 31, 8, tzinfo=UTC)  # Friday 31 March 2023, 9am in London
LANO, LEAD = "lano@exampleshire.example", "lead@inspectorate.example"
REFERENCES = [f"AP-{number:04}" for number in range(1, 9)]
LIST = attending(*map(child, REFERENCES))
STRANGER = child_code(bytes(32), "AP-0099")


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit on its Friday, with a list of eight children."""
    visit = an_open_visit(outside, FRIDAY)
    take_list(outside, visit, "list.xlsx", LIST)
    close_returns(outside, visit.id)
    return visit


@pytest.fixture
def codes(outside: Outside, visit: Visit) -> list[str]:
    """The codes of the eight children, in the order of their references."""
    known = crosswalk_of(outside, visit)
    return [known[reference] for reference in REFERENCES]


def ticked_sheet(outside: Outside, visit: Visit, ticks: dict[str, str]) -> bytes:
    """Return the pack's workbook with marks against codes in its Selection sheet."""
    publish_pack(outside, visit.id)
    pack = outside.store.get(Bucket.PACKS, f"{visit.id}/v001/{visit.id} lists.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(pack))
    rows = list(book[SELECTION_SHEET].iter_rows())
    head = next(row for row in rows if TICK in [cell.value for cell in row])
    tick = [cell.value for cell in head].index(TICK)
    for row in rows:
        for code in {str(cell.value) for cell in row} & ticks.keys():
            row[tick].value = ticks[code]
    return saved(book)


# --- asked in Airflow


def test_the_question_offers_the_codes_of_the_lists_and_no_selection(
    outside: Outside, visit: Visit, codes: list[str]
) -> None:
    asked = question(outside, visit.id)

    assert asked is not None
    assert set(asked.options) == {*codes, NO_ANSWER}
    assert "about 3 children" in asked.body


def test_the_question_waits_until_the_survey_closes(outside: Outside, visit: Visit) -> None:
    # Thursday 13 April 2023 at the end of the day: Easter's two bank holidays lie between.
    asked = question(outside, visit.id)

    assert asked is not None
    ends = FRIDAY + asked.time_left
    survey = outside.register.milestone(visit.id, "survey_closes").due
    assert timedelta(0) <= survey - ends < timedelta(hours=1)  # it is somewhat after nine already


def test_an_answer_selects_the_children_once(
    outside: Outside, visit: Visit, codes: list[str], mail: MailRecorder
) -> None:
    assert answer(outside, visit.id, codes[:3], "lead")
    before = len(mail.sent)
    assert answer(outside, visit.id, codes[4:6], "somebody else")  # too late: the first stands

    selection = outside.register.selection(visit.id)
    assert selection is not None
    assert selection.codes == tuple(codes[:3])
    assert question(outside, visit.id) is None
    assert len(mail.sent) == before


@pytest.mark.parametrize(
    ("choose", "why"),
    [
        (lambda codes: [*codes[:2], STRANGER], f"{STRANGER} is not in the pack"),
        (lambda codes: codes[:7], "Choose 6 children or fewer. 7 chosen."),
    ],
    ids=["not in the pack", "too many"],
)
def test_a_refused_answer_says_why_and_the_question_is_asked_again(
    outside: Outside,
    visit: Visit,
    codes: list[str],
    mail: MailRecorder,
    choose: Callable[[list[str]], list[str]],
    why: str,
) -> None:
    with pytest.raises(UserError, match=why):
        answer(outside, visit.id, choose(codes), "lead")

    assert why in mail.to(LEAD)[-1].text
    again = question(outside, visit.id)
    assert again is not None
    assert why in again.body
    assert outside.register.selection(visit.id) is None


@pytest.mark.parametrize("chosen", [[NO_ANSWER], []])
def test_no_answer_is_an_alert_and_no_failure(
    outside: Outside, visit: Visit, mail: MailRecorder, chosen: list[str]
) -> None:
    assert answer(outside, visit.id, chosen, "") is False
    before = len(mail.sent)

    assert check_selection(outside, visit.id) is False
    assert check_selection(outside, visit.id) is False

    alerts = mail.sent[before:]
    assert {sent.to for sent in alerts} == {LANO, LEAD, "data-team@example.org"}
    assert len(alerts) == 3
    assert send_tracking_request(outside, visit.id) == 0


# --- by the pack's Selection sheet


def test_a_ticked_selection_sheet_answers_the_question(
    outside: Outside, visit: Visit, codes: list[str], airflow: AirflowRecorder
) -> None:
    airflow.asks, airflow.options = visit.id, (*codes, NO_ANSWER)
    sheet = ticked_sheet(outside, visit, {codes[0]: "X", codes[1]: "x"})

    told = send(outside, visit, "from-inspectors/pack.xlsx", sheet)

    assert told.status is Status.ACCEPTED
    selection = outside.register.selection(visit.id)
    assert selection is not None
    assert set(selection.codes) == set(codes[:2])
    assert [sorted(codes) for codes in airflow.answers] == [sorted(codes[:2])]


def test_a_ticked_selection_sheet_counts_though_airflow_does_not_answer(
    outside: Outside, visit: Visit, codes: list[str], airflow: AirflowRecorder
) -> None:
    airflow.is_down = True
    sheet = ticked_sheet(outside, visit, {codes[0]: "X"})

    told = send(outside, visit, "from-inspectors/pack.xlsx", sheet)

    assert told.status is Status.ACCEPTED
    assert outside.register.selection(visit.id) is not None


@pytest.mark.parametrize("mark", ["perhaps", None], ids=["no tick", "nothing ticked"])
def test_a_selection_sheet_that_does_not_stand_up_is_told_to_the_lead_inspector(
    outside: Outside, visit: Visit, codes: list[str], mail: MailRecorder, mark: str | None
) -> None:
    sheet = ticked_sheet(outside, visit, {codes[0]: mark} if mark else {})

    told = send(outside, visit, "from-inspectors/pack.xlsx", sheet)

    assert told.status is Status.MUST_FIX
    assert outside.register.selection(visit.id) is None
    assert any("Selection not taken" in sent.subject for sent in mail.to(LEAD))


# --- a proposed sample, and what a choice leaves uncovered


def test_the_question_proposes_codes_and_nothing_but_codes(
    outside: Outside, visit: Visit, codes: list[str]
) -> None:
    asked = question(outside, visit.id)

    assert asked is not None
    proposed = re.search("Proposed, and binding on nobody: (.+?)[.] The pack", asked.body)
    assert proposed
    assert len(set(proposed[1].split(", ")) & set(codes)) == 3


def test_a_choice_counts_though_it_leaves_something_uncovered_and_the_lead_inspector_is_told(
    outside: Outside, visit: Visit, codes: list[str], mail: MailRecorder
) -> None:
    answer(outside, visit.id, codes[:3], "lead")
    for _ in range(2):
        send_tracking_request(outside, visit.id)

    taken = [sent for sent in mail.to(LEAD) if "Selection taken" in sent.subject]
    assert len(taken) == 1
    assert "No child looked after. There is no such child in the lists." in taken[0].text
    assert outside.register.selection(visit.id) is not None


# --- providers to visit, ticked on the same workbook


def ticked_providers(outside: Outside, visit: Visit, *names: str) -> bytes:
    """Return the newest pack's workbook with X beside providers."""
    version = publish_pack(outside, visit.id)
    place = f"{visit.id}/v{version:03}/{visit.id} lists.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(outside.store.get(Bucket.PACKS, place)))
    for row in book[PROVIDERS_SHEET].iter_rows(min_row=2):
        row[1].value = "X" if row[0].value in names else None
    return saved(book)


@pytest.fixture
def two_providers(outside: Outside, visit: Visit) -> None:
    """A list of two providers; all eight children are at the first."""
    hill = PROVIDER | {"Provider name": "Hill Farm", "URN": None}
    send(outside, visit, "providers.xlsx", providers(PROVIDER, hill))


@pytest.mark.usefixtures("two_providers")
def test_ticked_providers_are_recorded_and_told_to_the_authority_before_any_child_is_selected(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    sheet = ticked_providers(outside, visit, "Hill Farm")

    told = send(outside, visit, "from-inspectors/pack.xlsx", sheet)
    again = send(outside, visit, "from-inspectors/pack.xlsx", ticked_again(sheet))

    assert (told.status, again.status) == (Status.ACCEPTED, Status.ACCEPTED)
    plan = outside.register.providers(visit.id)
    assert plan is not None
    assert plan.names == ("Hill Farm",)
    assert outside.register.selection(visit.id) is None
    assert len([sent for sent in mail.to(LANO) if "- Hill Farm" in sent.text]) == 1
    left = next(sent for sent in mail.to(LEAD) if "Providers to visit taken" in sent.subject)
    assert "No provider with children aged 11 to 15. Could be taken: Oak Centre." in left.text


@pytest.mark.usefixtures("two_providers")
def test_the_tracking_request_names_the_providers_that_are_chosen(
    outside: Outside, visit: Visit, codes: list[str], mail: MailRecorder
) -> None:
    sheet = ticked_providers(outside, visit, "Oak Centre")
    send(outside, visit, "from-inspectors/pack.xlsx", sheet)
    answer(outside, visit.id, codes[:2], "lead")

    send_tracking_request(outside, visit.id)

    assert "Providers that inspectors plan to visit: Oak Centre." in mail.to(LANO)[-1].text


@pytest.mark.usefixtures("two_providers")
def test_a_provider_that_is_not_in_the_list_is_refused_and_not_repeated(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(ticked_providers(outside, visit, "Hill Farm")))
    book[PROVIDERS_SHEET]["A2"], book[PROVIDERS_SHEET]["B2"] = "Elm Cottage", "X"

    told = send(outside, visit, "from-inspectors/pack.xlsx", saved(book))

    assert told.status is Status.MUST_FIX
    assert outside.register.providers(visit.id) is None
    refused = mail.to(LEAD)[-1].text
    assert "1 provider is not in the newest pack’s list" in refused
    assert "Elm Cottage" not in refused


def ticked_again(sheet: bytes) -> bytes:
    """Return the same ticks in a file that differs."""
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    book[PROVIDERS_SHEET]["Z1"] = "seen"
    return saved(book)


# --- what is asked then, and what comes


@pytest.fixture
def selected(outside: Outside, visit: Visit, codes: list[str]) -> list[str]:
    """The two children who are tracked: the first two."""
    answer(outside, visit.id, codes[:2], "lead")
    send_tracking_request(outside, visit.id)
    return codes[:2]


def test_the_authority_is_asked_by_code_and_finds_its_references_in_its_replies(
    outside: Outside, visit: Visit, selected: list[str], mail: MailRecorder
) -> None:
    assert send_tracking_request(outside, visit.id) == 2  # again: no second mail

    asked = [sent for sent in mail.to(LANO) if selected[0] in sent.text]
    assert len(asked) == 1
    assert not [sent for sent in mail.sent if "AP-0001" in sent.text]
    key = f"{visit.id}/tracking-request/children-to-track.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(outside.store.get(Bucket.REPLIES, key)))
    written = {str(cell) for row in book.worksheets[0].values for cell in row}
    assert {*selected, "AP-0001", "AP-0002"} <= written
    assert "AP-0003" not in written
    assert outside.register.visit(visit.id).status is VisitStatus.SELECTED


def test_the_tracking_pack_has_a_folder_for_each_child_and_says_what_is_missing(
    outside: Outside, visit: Visit, selected: list[str], mail: MailRecorder
) -> None:
    first, second = selected
    send(outside, visit, f"tracking/{first} chronology.docx", word("Chronology", "An account"))
    send(outside, visit, "tracking/p.pdf", pdf("Pen portrait", "Child: AP-0002", "Likes drawing"))

    assert publish_tracking_pack(outside, visit.id) == 1
    assert publish_tracking_pack(outside, visit.id) == 1

    folder = f"{visit.id}/tracking/v001/"
    names = [key.removeprefix(folder) for key in outside.store.keys(Bucket.PACKS, folder)]
    assert sorted(names) == sorted(
        [
            f"{first}/1 Chronology of significant events – 1.docx",
            f"{second}/2 Pen portrait – 1.pdf",
            MISSING,
            MANIFEST,
        ]
    )
    missing = outside.store.get(Bucket.PACKS, f"{folder}{MISSING}").decode().splitlines()
    assert missing[0].startswith(f"{first}: Pen portrait; ")
    assert missing[1].startswith(f"{second}: Chronology of significant events; ")
    assert len([sent for sent in mail.to(LEAD) if "tracking" in sent.subject.casefold()]) == 1


def test_a_child_who_withdraws_while_a_pack_waits_for_its_turn_is_not_in_it(
    outside: Outside, visit: Visit, selected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = selected
    for code in selected:
        send(outside, visit, f"tracking/{code} chronology.docx", word("Chronology", code[::-1]))
    alone = Register.alone

    def while_it_waits(register: Register, what: str) -> AbstractContextManager[None]:
        monkeypatch.undo()
        say_agreement(outside, Sender(visit), second, "withdrawn", "class teacher", "")
        return alone(register, what)

    monkeypatch.setattr(Register, "alone", while_it_waits)
    assert publish_tracking_pack(outside, visit.id) == 1

    keys = list(outside.store.keys(Bucket.PACKS, f"{visit.id}/tracking/v001/"))
    assert [key for key in keys if second in key] == []
    assert [key for key in keys if first in key] != []


@pytest.mark.parametrize("publish", [publish_pack, publish_returns_pack])
def test_a_visit_that_is_deferred_while_its_pack_waits_for_its_turn_gets_none(
    outside: Outside,
    visit: Visit,
    monkeypatch: pytest.MonkeyPatch,
    publish: Callable[[Outside, str], int],
) -> None:
    alone = Register.alone

    def while_it_waits(register: Register, what: str) -> AbstractContextManager[None]:
        monkeypatch.undo()
        outside.register.move_visit(visit.id, VisitStatus.DEFERRED, by="data team", at=FRIDAY)
        return alone(register, what)

    monkeypatch.setattr(Register, "alone", while_it_waits)
    assert publish(outside, visit.id) == 0


def test_what_is_not_held_or_does_not_apply_is_waited_for_no_longer(
    outside: Outside, visit: Visit, selected: list[str]
) -> None:
    first = selected[0]
    key = f"{visit.id}/tracking-request/tracking-checklist.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(outside.store.get(Bucket.REPLIES, key)))
    rows = list(book.worksheets[0].iter_rows(min_row=4))
    rows[1][3].value, rows[3][4].value = "X", "X"  # the first child's pen portrait and plans
    checklist = send(outside, visit, "what we have.xlsx", saved(book))
    assert checklist.status is Status.ACCEPTED
    send(outside, visit, f"tracking/{first} chronology.docx", word("Chronology", "An account"))

    waited = missing_tracking(outside.register.dossier(visit.id))
    assert {item for item in waited if item.endswith(first)} == {
        f"assessments:{first}",
        f"commissioning_agreement:{first}",
    }
    assert publish_tracking_pack(outside, visit.id) == 1
    told = outside.store.get(Bucket.PACKS, f"{visit.id}/tracking/v001/{MISSING}").decode()
    assert f"{first}, not held: Pen portrait\n" in told
    assert f"{first}, does not apply: Most recent plans\n" in told
    # A checklist about the area takes nothing of it back.
    send(outside, visit, "checklist.xlsx", returns_checklist(visit, {}, not_held=["2"]))
    assert missing_tracking(outside.register.dossier(visit.id)) == waited


def test_all_plans_of_a_child_are_in_the_pack_and_one_sent_again_replaces_itself(
    outside: Outside, visit: Visit, selected: list[str]
) -> None:
    first, second = selected
    send(outside, visit, f"tracking/{first} EHC plan.docx", word("Education plan", "What helps"))
    send(outside, visit, f"tracking/{first} PEP.docx", word("Personal education plan", "Aims"))
    send(outside, visit, f"tracking/{second} PEP.docx", word("Personal education plan", "Others"))
    send(outside, visit, f"{first} EHC plan.docx", word("Education plan", "What helps now"))

    assert publish_tracking_pack(outside, visit.id) == 1

    folder = f"{visit.id}/tracking/v001/"
    names = [key.removeprefix(folder) for key in outside.store.keys(Bucket.PACKS, folder)]
    assert sorted(name for name in names if "/" in name) == sorted(
        [
            f"{first}/4 Most recent plans – 1.docx",
            f"{first}/4 Most recent plans – 2.docx",
            f"{second}/4 Most recent plans – 1.docx",
        ]
    )
    board = visit_board(outside, visit.id)
    assert [board.replaced(each) for each in board.uploads[1:]] == [
        "Replaced by upload 5",
        "",
        "",
        "",
    ]


def test_a_document_about_a_child_who_was_not_selected_is_set_aside(
    outside: Outside, visit: Visit, selected: list[str], codes: list[str], mail: MailRecorder
) -> None:
    by_code = send(outside, visit, f"tracking/{codes[4]} chronology.docx", word("Chronology", "A"))
    by_reference = send(outside, visit, "tracking/q.docx", word("Chronology", "About AP-0006"))

    assert (by_code.status, by_reference.status) == (Status.SET_ASIDE, Status.SET_ASIDE)
    assert "not selected" in mail.to(LANO)[-1].text
    assert publish_tracking_pack(outside, visit.id) == 0
    staged = outside.store.keys(Bucket.STAGING, f"{visit.id}/")
    assert not [key for key in staged if key.endswith(".docx")]


def test_a_document_that_came_before_the_selection_is_taken_when_it_is_sent_again(
    outside: Outside, visit: Visit, codes: list[str]
) -> None:
    account = word("Chronology of significant events", "An account")
    name = f"tracking/{codes[0]} chronology.docx"
    early = send(outside, visit, name, account)
    assert early.status is Status.SET_ASIDE

    answer(outside, visit.id, codes[:1], "lead")
    again = send(outside, visit, name, account)

    assert again.status is Status.ACCEPTED


def test_tracking_information_is_late_after_its_own_deadline(
    outside: Outside, visit: Visit, selected: list[str]
) -> None:
    # Returns closed on Thursday; on Friday this is not late, it is due on Monday.
    told = send(outside, visit, f"tracking/{selected[0]} chronology.docx", word("Chronology", "A"))

    assert told.status is Status.ACCEPTED
    assert told.late_by is None


def test_who_declines_before_the_authority_was_asked_is_left_out_of_the_request(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    first, second = sorted(codes_in_lists(outside, visit))[:2]
    select(outside, visit, [first, second], by="inspector")
    say_agreement(outside, Sender(visit), first, "declined", "class teacher", "")
    assert send_tracking_request(outside, visit.id) == 1
    assert f"1 child to track: {second}" in mail.to(LANO)[-1].text

"""The officer's journeys on the upload page: say, take back, answer, and about the children."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from builders.uploads import PROVIDER, answer_all, providers, word
from builders.visits import an_open_visit
from in_browser import choose, found_by_axe
from signed_in import Server, SignedIn, with_visits
from visit_exchange.journey.access.upload_link import new_link
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.journey.receiving.finding import find_uploads
from visit_exchange.journey.requesting.opening import send_request
from visit_exchange.journey.requesting.partner_asking import add_partner
from visit_exchange.visits.dates.working_days import is_working_day_in_england
from visit_exchange.visits.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.services]
LIST = providers(PROVIDER)
PLAN = word("Strategic planning", "Our strategy")
CODES = ["K7QM-2XWD", "M3PX-9T4A", "0T5B-6W8R"]
WHO = "SEND data manager"
FIRST = date(2021, 11, 1)  # a Monday: each test has a visit of its own, a week apart


@pytest.fixture(scope="module")
def served(page_server: Server) -> SignedIn:
    """An api-server; each test opens a visit of its own."""
    return with_visits(page_server)


@pytest.fixture
def visit(served: SignedIn) -> Visit:
    """A visit that is open, on the Wednesday of its first week; its request has gone out."""
    day = FIRST
    known = {each.notified for each in served.outside.register.visits()}
    while day in known or not is_working_day_in_england(day):
        day += timedelta(weeks=1)
    wednesday = datetime.combine(day + timedelta(days=2), time(12), UTC)
    opened = an_open_visit(served.outside, wednesday, notified=day)
    send_request(served.outside, opened.id)
    return opened


@pytest.fixture(params=[390, pytest.param(1280, marks=pytest.mark.soak)])
def page(browser: Browser, served: SignedIn, visit: Visit, request: Any) -> Iterator[Page]:
    """The visit's page at a phone's width and at a desk's; what the browser refuses fails it."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, bypass_csp=True)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.goto(new_link(served.outside, visit.id, by="test"))
    expect(opened.get_by_role("heading", level=1)).to_contain_text("Exampleshire")
    yield opened
    assert wrong == []
    assert found_by_axe(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= request.param
    context.close()


def send(page: Page, served: SignedIn, name: str, content: bytes) -> None:
    """Send a file from anywhere, and wait until it is answered."""
    choose(page.get_by_label("Choose files"), (name, content))
    expect(row(page, name)).to_be_visible()
    answer(page, served)


def answer(page: Page, served: SignedIn) -> None:
    """Have every file answered, and see it."""
    answer_all(served.outside)
    page.evaluate("refresh()")
    expect(page.locator("td").get_by_text("Being checked")).to_have_count(0)


def row(page: Page, name: str) -> Locator:
    return page.locator("#sent tbody tr, #past tbody tr").filter(has_text=name).first


def task(page: Page, number: str) -> Locator:
    return page.locator("li.task").filter(has=page.locator(f"h3:text-matches('^{number} ')"))


def confirm(page: Page, button: str, who: str = WHO) -> None:
    question = page.get_by_role("dialog")
    question.get_by_label("Your job title").fill(who)
    question.get_by_role("button", name=button).click()
    expect(question).to_be_hidden()


def done(page: Page) -> None:
    """Open what is answered."""
    if page.locator("#done").get_attribute("open") is None:
        page.locator("#done-count").click()


def test_what_is_not_held_leaves_the_outstanding_and_says_who_said_so(page: Page) -> None:
    expect(page.locator("#outstanding > li")).to_have_count(15)
    task(page, "14").get_by_text("Answer this").click()
    task(page, "14").get_by_role("button", name="We do not hold this").click()
    question = page.get_by_role("dialog")
    expect(question.get_by_role("heading")).to_be_focused()
    question.get_by_role("button", name="We do not hold this").click()
    expect(question.get_by_text("Enter your job title")).to_be_visible()
    confirm(page, "We do not hold this")
    expect(page.locator("#outstanding > li")).to_have_count(14)
    expect(page.get_by_text("14 of 15 items not sent yet")).to_be_visible()
    done(page)
    expect(task(page, "14")).to_contain_text("Not held")
    expect(task(page, "14")).to_contain_text(f"You said that you do not hold this ({WHO}, ")


def test_what_was_said_is_changed_and_not_applicable_has_its_own_word(page: Page) -> None:
    task(page, "15").get_by_text("Answer this").click()
    task(page, "15").get_by_role("button", name="Not applicable").click()
    confirm(page, "Not applicable")
    done(page)
    expect(task(page, "15").locator(".task-state")).to_have_text("Not applicable")
    task(page, "15").get_by_role("button", name="We will send this").click()
    confirm(page, "We will send this")
    expect(page.locator("#outstanding > li")).to_have_count(15)


def test_a_file_added_beside_an_item_is_its_own_and_asked_about_if_it_looks_like_another(
    page: Page, served: SignedIn
) -> None:
    task(page, "15").get_by_text("Answer this").click()
    choose(page.get_by_label("Add a file for 15"), ("plan.docx", PLAN))
    expect(task(page, "15").locator(".task-state")).to_have_text("Being checked")
    answer(page, served)
    done(page)
    expect(task(page, "15").locator(".task-state")).to_have_text("In use, with questions")
    expect(row(page, "plan.docx")).to_contain_text("It looks like 5 ")


def test_a_file_that_was_sent_answers_one_more_item(page: Page, served: SignedIn) -> None:
    send(page, served, "plan.docx", PLAN)
    task(page, "15").get_by_text("Answer this").click()
    too = page.get_by_label("This file answers it too: a file that you sent, for 15")
    task(page, "15").get_by_role("button", name="Use this file").click()
    expect(task(page, "15").get_by_text("Choose a file that you sent.")).to_be_visible()
    too.select_option(label="plan.docx (upload 1)")
    task(page, "15").get_by_role("button", name="Use this file").click()
    expect(task(page, "15").locator(".task-state")).to_have_text("Being checked")
    answer(page, served)
    done(page)
    expect(task(page, "15").locator(".task-state")).to_have_text("In use")


def test_a_file_is_taken_back_after_what_follows_was_read(
    page: Page, served: SignedIn, visit: Visit
) -> None:
    send(page, served, "providers.xlsx", LIST)
    publish_pack(served.outside, visit.id)
    row(page, "providers.xlsx").get_by_role("button", name="Take back").click()
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("Take back providers.xlsx (upload 1)?")
    expect(question).to_contain_text("nothing is left in use")
    expect(question).to_contain_text("Inspectors have it in a pack that is published.")
    question.get_by_role("button", name="Cancel").click()
    expect(question).to_be_hidden()
    row(page, "providers.xlsx").get_by_role("button", name="Take back").click()
    confirm(page, "Take it back")
    page.locator("#history-count").click()
    past = page.locator("#past tbody tr")
    expect(past).to_contain_text("Taken back")
    expect(past).to_contain_text("You took this file back. It is not used.")
    send(page, served, "again.xlsx", LIST)
    expect(row(page, "again.xlsx")).to_contain_text("In use")


def test_history_is_folded_and_the_filter_shows_what_needs_me(page: Page, served: SignedIn) -> None:
    send(page, served, "providers.xlsx", LIST)
    send(page, served, "newer.xlsx", providers(PROVIDER | {"Provider name": "Elm Centre"}))
    send(page, served, "notes.csv", b"Some,thing\nelse,\n")
    expect(page.locator("#past")).to_be_hidden()
    expect(page.locator("#history-count")).to_have_text("Not used any more: 1 file")
    page.get_by_label("Only those that need me (1)").check()
    expect(page.locator("#sent tbody tr")).to_have_count(1)
    expect(page.locator("#sent tbody tr")).to_contain_text("notes.csv")
    page.locator("#history-count").click()
    expect(page.locator("#past tbody tr")).to_contain_text("Upload 2 has replaced this file.")


def test_an_older_file_is_asked_about_before_it_goes(page: Page, served: SignedIn) -> None:
    def dated(day: str, text: str) -> None:
        page.evaluate(
            """([day, text]) => take([new File([text], "plan.txt",
            { lastModified: Date.parse(day) })])""",
            [day, text],
        )

    dated("2021-10-20T11:00Z", "Strategic planning\n\nOur strategy, corrected")
    expect(row(page, "plan.txt")).to_be_visible()
    answer(page, served)
    dated("2021-10-18T11:00Z", "Strategic planning\n\nOur strategy")
    asked = page.locator("#sending .problem")
    expect(asked).to_contain_text("was changed later, at midday on Wednesday 20 October 2021")
    page.get_by_role("button", name="Do not send it plan.txt").click()
    expect(page.locator("#sending li")).to_have_count(0)
    expect(page.locator("#sent tbody tr")).to_have_count(1)
    dated("2021-10-18T11:00Z", "Strategic planning\n\nOur strategy")
    page.get_by_role("button", name="Send it anyway plan.txt").click()
    expect(page.locator("#sent tbody tr")).to_have_count(2)


def test_the_page_says_how_many_files_go_before_ones_own(page: Page, served: SignedIn) -> None:
    answer_all(served.outside)  # what other visits left waiting
    files = [(f"{n}.csv", f"a,b\n{n}\n".encode()) for n in range(4)]
    choose(page.get_by_label("Choose files"), *files)
    expect(page.locator("#sent tbody tr")).to_have_count(4)
    find_uploads(served.outside)
    page.evaluate("refresh()")
    expect(page.locator("#sent")).to_contain_text("3 files go before it.")
    expect(page.locator("#busy")).to_be_hidden()
    # Told and read in one breath: the page draws itself anew every few seconds.
    told = """() => { drawBusy([{ is_waiting: true, before: 12 }]);
        return [$("busy").hidden, $("busy").textContent]; }"""
    is_hidden, words = page.evaluate(told)
    assert not is_hidden
    assert "12 go before yours. You can leave this page." in words
    answer(page, served)


def test_the_children_stand_in_a_grid_by_code_and_each_place_is_answered(
    page: Page, served: SignedIn, visit: Visit
) -> None:
    expect(page.locator("#children")).to_be_hidden()
    select(served, visit)
    page.reload()
    expect(page.locator("#children-due")).to_contain_text("documents are still to come")
    place = page.get_by_role("button", name=f"Answer Most recent plans of {CODES[0]}")
    place.click()
    expect(page.locator("#child-panel h3")).to_be_focused()
    panel = page.locator("#child-panel")
    panel.get_by_role("button", name="Not applicable").click()
    confirm(page, "Not applicable")
    expect(cell(page, "Most recent plans", 0)).to_contain_text("Does not apply")
    expect(panel).to_contain_text(f"You said that this does not apply ({WHO}, ")
    panel.get_by_role("button", name="Close").click()
    expect(place).to_be_focused()
    page.get_by_role(
        "button", name=f"Answer Chronology of significant events of {CODES[1]}"
    ).click()
    expect(panel.get_by_role("button", name="Not applicable")).to_have_count(0)
    choose(panel.get_by_label("Add a file"), ("scan.docx", word("Notes", "Ours")))
    expect(cell(page, "Chronology", 1)).to_contain_text("Being checked")
    answer(page, served)
    expect(cell(page, "Chronology", 1)).to_contain_text("In use")
    expect(row(page, "scan.docx")).to_contain_text(
        f"Chronology of significant events of {CODES[1]}"
    )


def test_a_file_is_dropped_on_its_place_and_one_with_a_code_in_its_name_beside_the_grid(
    page: Page, served: SignedIn, visit: Visit
) -> None:
    select(served, visit)
    page.reload()
    expect(page.locator("#grid tbody tr").first).to_be_visible()
    page.evaluate(
        """() => { const data = new DataTransfer();
        data.items.add(new File(["What we see"], "portrait.txt"));
        const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
        document.querySelectorAll("#grid tbody tr")[1].cells[2].dispatchEvent(drop); }"""
    )
    expect(row(page, "portrait.txt")).to_be_visible()
    box = page.get_by_label("Add files about several of the children")
    choose(box, (f"{CODES[2]} chronology.txt", b"Events of two years"))
    expect(row(page, f"{CODES[2]} chronology.txt")).to_be_visible()
    answer(page, served)
    expect(cell(page, "Pen portrait", 1)).to_contain_text("In use")
    expect(cell(page, "Chronology", 2)).to_contain_text("In use")
    keys = [each.key for each in served.outside.store.uploads(f"{visit.id}/")]
    assert all(key.startswith(f"{visit.id}/tracking/") for key in keys)


def select(served: SignedIn, visit: Visit) -> None:
    register = served.outside.register
    register.record_selection(visit.id, CODES, by="inspector", at=visit_now(visit))


def cell(page: Page, kind: str, child: int) -> Locator:
    return page.locator("#grid tbody tr").filter(has_text=kind).locator("td").nth(child)


def test_a_partner_sees_its_own_items_alone(
    browser: Browser, served: SignedIn, visit: Visit
) -> None:
    partner = add_partner(
        served.outside, visit.id, "Exampleshire ICB", "health", "icb@health.example", "", by="test"
    )
    select(served, visit)
    page = browser.new_context().new_page()
    page.goto(new_link(served.outside, visit.id, by="test", sender=partner.id))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Exampleshire ICB")
    expect(page.locator("#outstanding > li")).to_have_count(len(partner.items))
    expect(page.locator("#children")).to_be_hidden()
    item = page.locator("#outstanding > li").first
    item.get_by_text("Answer this").click()
    item.get_by_role("button", name="We do not hold this").click()
    confirm(page, "We do not hold this", "Pathways lead")
    expect(page.locator("#outstanding > li")).to_have_count(len(partner.items) - 1)
    [act] = [e for e in served.outside.register.audit(visit.id) if e.act == "said on the page"]
    assert (act.by, act.detail["who"]) == (partner.id, "Pathways lead")
    page.context.close()


def test_no_child_and_no_name_of_a_file_stands_in_an_address_or_a_log(
    page: Page, served: SignedIn, visit: Visit
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    select(served, visit)
    page.reload()
    send(page, served, "Zebedee providers.xlsx", LIST)
    page.get_by_role("button", name=f"Answer Most recent plans of {CODES[0]}").click()
    page.locator("#child-panel").get_by_role("button", name="Not applicable").click()
    confirm(page, "Not applicable")
    row(page, "Zebedee").get_by_role("button", name="Take back").click()
    confirm(page, "Take it back")
    ours = [url for url in asked if url.startswith(served.address)]
    assert len(ours) > 3
    assert not [url for url in ours if re.search("Zebedee|K7QM|2XWD", url)]
    logs = [log.read_bytes() for log in served.logs.rglob("*.log")]
    assert not [True for log in logs if b"Zebedee" in log or b"K7QM" in log]

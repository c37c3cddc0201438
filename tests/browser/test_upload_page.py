"""The upload page in a real browser, against the real api-server and the real S3 server."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from builders.uploads import answer_all, providers
from builders.visits import an_open_visit
from in_browser import choose, found_by_axe
from signed_in import Server, SignedIn, with_visits
from visit_exchange.buckets import Bucket
from visit_exchange.journey.access.upload_link import new_link, revoke_link
from visit_exchange.journey.ending.deferring import cancel, defer
from visit_exchange.journey.requesting.opening import send_request

SOUND = providers(
    {
        "Provider name": "Oak Centre",
        "URN": 999001,
        "State maintained or independent": "State maintained",
        "Registered or unregistered": "Registered",
        "Virtual": "No",
        "Offers outreach": "No",
        "Basic details of the offer": "Core subjects in small groups",
    }
)
pytestmark = [pytest.mark.browser, pytest.mark.services]


@pytest.fixture(scope="module")
def served(page_server: Server) -> SignedIn:
    """An api-server with two open visits; the request of each has gone out."""
    running = with_visits(page_server)
    for visit in (running.own, running.other):
        send_request(running.outside, visit)
    return running


@pytest.fixture
def link(served: SignedIn) -> str:
    """A fresh link of the first visit."""
    return new_link(served.outside, served.own, by="test")


@pytest.fixture
def page(browser: Browser, link: str) -> Iterator[Page]:
    """The page of that link, loaded; whatever the browser complained of fails the test."""
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    opened = context.new_page()
    refused: list[str] = []
    opened.on("pageerror", lambda error: refused.append(str(error)))
    opened.on(
        "console", lambda said: refused.append(said.text) if "Security" in said.text else None
    )
    opened.goto(link)
    expect(opened.get_by_role("heading", level=1)).to_have_text(
        "Send information about Exampleshire"
    )
    yield opened
    assert refused == []
    context.close()


def send(page: Page, *files: tuple[str, bytes] | Path) -> None:
    """Choose files to send."""
    choose(page.get_by_label("Choose files"), *files)


def task(page: Page, number: str) -> Locator:
    """Return an item of the task list, wherever it stands."""
    return page.locator("li.task").filter(has=page.locator(f"h3:text-matches('^{number} ')"))


def answering(page: Page, number: str) -> Locator:
    """Open what can be done about an item; return the item."""
    item = task(page, number)
    item.get_by_text("Answer this").click()
    return item


def confirm(page: Page, button: str, who: str = "SEND data manager") -> None:
    """Answer the question that is asked, under a job title."""
    question = page.get_by_role("dialog")
    question.get_by_label("Your job title").fill(who)
    question.get_by_role("button", name=button).click()


def state_of(page: Page, name: str) -> str:
    """Return the state that the table of files tells."""
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name)).first
    return row.get_by_role("cell").first.inner_text()


def test_a_file_is_sent_checked_and_answered(page: Page, served: SignedIn) -> None:
    send(page, ("providers.xlsx", SOUND), ("notes.csv", b"Some,thing\nelse,\n"))
    expect(page.locator("#sent tbody tr")).to_have_count(2)
    assert state_of(page, "providers.xlsx") == "Being checked"
    answer_all(served.outside)
    row = page.get_by_role("row").filter(has_text="providers.xlsx")
    expect(row).to_contain_text("In use")
    expect(row).to_contain_text("It holds: Settings offering alternative provision (1 row).")
    refused = page.get_by_role("row").filter(has_text="notes.csv")
    expect(refused.get_by_role("link", name="What to do")).to_be_visible()
    assert len(refused.locator("p.line").all()) >= 2, "the page itself says what is wrong"
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Our reply of providers.xlsx").click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("Accepted")
    with page.expect_download() as loaded:
        page.get_by_role("link", name="Your lists with the cells marked of providers.xlsx").click()
    assert loaded.value.suggested_filename == "reply.xlsx"


def test_the_bytes_that_arrive_are_those_that_were_chosen(page: Page, served: SignedIn) -> None:
    content = bytes(range(256)) * 8000
    send(page, ("two megabytes.bin", content))
    expect(page.get_by_role("rowheader", name="two megabytes.bin")).to_be_visible()
    uploads = served.outside.store.uploads(f"{served.own}/")
    [mine] = [each for each in uploads if each.key.endswith("/two megabytes.bin")]
    assert served.outside.store.get(Bucket.UPLOADS, mine.key) == content


def test_the_secret_leaves_the_address_and_reaches_no_log(
    page: Page, served: SignedIn, link: str
) -> None:
    token = link.partition("#")[2]
    send(page, ("a.csv", b"a,b\n1,2\n"))
    expect(page.get_by_role("rowheader", name=re.compile(r"^a\.csv "))).to_be_visible()
    assert "#" not in page.url
    logs = list(served.logs.rglob("*.log"))
    assert any(b"/upload/visit" in log.read_bytes() for log in logs), "no access was logged"
    assert [log.name for log in logs if token.encode() in log.read_bytes()] == []
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Exampleshire")


def test_one_link_shows_nothing_of_another_visit(
    browser: Browser, page: Page, served: SignedIn
) -> None:
    send(page, ("only mine.csv", b"a,b\n"))
    expect(page.get_by_role("rowheader", name="only mine.csv")).to_be_visible()
    other = browser.new_context().new_page()
    other.goto(new_link(served.outside, served.other, by="test"))
    expect(other.get_by_role("heading", level=1)).to_contain_text("Exampleshire")
    expect(other.get_by_text("You have not sent any files yet.")).to_be_visible()
    assert served.own not in other.content()
    other.context.close()


@pytest.mark.parametrize("token", ["", "#", "#wrong", "#" + "x" * 43])
def test_a_wrong_link_says_what_to_do(browser: Browser, served: SignedIn, token: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{served.address}/upload/{token}")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("You cannot send files with this link")
    expect(page.get_by_text("Use the").first).to_contain_text("newest mail")
    expect(heading).to_be_focused()
    page.context.close()


def test_a_link_that_is_revoked_stops_at_once(page: Page, served: SignedIn) -> None:
    revoke_link(served.outside, served.outside.register.visit(served.own), by="test")
    send(page, ("late.csv", b"a,b\n1,2\n"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "You cannot send files with this link"
    )
    uploads = served.outside.store.uploads(f"{served.own}/")
    assert not [each for each in uploads if each.key.endswith("/late.csv")]


def test_the_same_file_twice_is_sent_once(page: Page, served: SignedIn) -> None:
    twice = b"twice,the same\n1,2\n"
    send(page, ("once.csv", twice))
    expect(page.get_by_role("rowheader", name="once.csv")).to_be_visible()
    send(page, ("again.csv", twice))
    expect(page.get_by_text("You have sent this file already.", exact=False).first).to_be_visible()
    names = {each.key.rsplit("/", 1)[1] for each in served.outside.store.uploads(f"{served.own}/")}
    assert "once.csv" in names
    assert "again.csv" not in names


def test_a_file_that_is_empty_is_refused(page: Page) -> None:
    send(page, ("empty.csv", b""))
    expect(page.locator("#sending .problem")).to_contain_text("The file is empty")


def test_a_file_that_is_too_big_is_refused_before_it_is_read(page: Page, tmp_path: Path) -> None:
    big = tmp_path / "big.bin"
    with big.open("wb") as file:
        file.truncate((100 << 20) + 1)
    send(page, big)
    expect(page.locator("#sending .problem")).to_contain_text("larger than 100 megabytes")


def test_a_file_that_changes_after_it_was_chosen_is_refused(page: Page, tmp_path: Path) -> None:
    changing = tmp_path / "changing.csv"
    changing.write_bytes(b"before,\n")
    # What was chosen waits until the change is made.
    page.evaluate(
        """() => { const read = Blob.prototype.arrayBuffer;
        Blob.prototype.arrayBuffer = function () {
          return new Promise((go) => { window.go = () => go(read.call(this)); }); }; }"""
    )
    send(page, changing)
    expect(page.locator("#sending")).to_contain_text("Reading")
    changing.write_bytes(b"after, and longer\n")
    page.evaluate("window.go()")
    expect(page.locator("#sending .problem")).to_contain_text("The file changed")


def test_bytes_that_are_not_those_permitted_are_refused_by_the_store(page: Page) -> None:
    page.evaluate(
        """() => { const send = XMLHttpRequest.prototype.send;
        XMLHttpRequest.prototype.send = function (body) {
          const other = new Uint8Array(body.slice(0)); other[0] ^= 1;
          send.call(this, other); }; }"""
    )
    send(page, ("swapped.csv", b"a,b\n1,2\n3,4\n"))
    expect(page.locator("#sending .problem")).to_contain_text("did not arrive whole")


def test_without_a_connection_it_says_so_and_tries_again(page: Page) -> None:
    page.context.set_offline(True)
    send(page, ("offline.csv", b"off,line\n1,2\n"))
    expect(page.locator("#sending .problem")).to_contain_text("there is no connection")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again offline.csv").click()
    expect(page.get_by_role("rowheader", name="offline.csv")).to_be_visible()
    expect(page.locator("#sending li")).to_have_count(0)


def test_a_page_that_lost_its_connection_says_so_until_it_is_back(page: Page) -> None:
    lost = page.get_by_text("What you see here may be old")
    page.context.set_offline(True)
    page.evaluate("refresh()")
    expect(lost).to_be_visible()
    page.context.set_offline(False)
    expect(lost).to_be_hidden()


def test_a_name_is_shown_as_text(page: Page) -> None:
    send(page, ("<img src=x onerror=alert(1)>.csv", b"markup,in\nthe,name\n"))
    expect(page.get_by_role("rowheader", name="img src")).to_be_visible()
    assert page.locator("img").count() == 0


def test_a_workbook_can_be_sent_as_the_document_of_an_item(page: Page, served: SignedIn) -> None:
    answering(page, "15")
    content = b"Measure,2021\nPlaced,41\n"
    choose(page.get_by_label("Add a file for 15"), ("dashboard.csv", content))
    expect(page.get_by_role("rowheader", name="dashboard.csv")).to_be_visible()
    uploads = served.outside.store.uploads(f"{served.own}/documents/15/")
    assert [each.key.rpartition("/")[2] for each in uploads] == ["dashboard.csv"]


def test_files_can_be_dropped(page: Page) -> None:
    page.evaluate(
        """() => { const data = new DataTransfer();
        data.items.add(new File(["dropped,here\\n"], "dropped.csv"));
        const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
        document.getElementById("drop").dispatchEvent(drop); }"""
    )
    expect(page.get_by_role("rowheader", name="dropped.csv")).to_be_visible()


def test_the_keyboard_reaches_what_matters(page: Page) -> None:
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.textContent || document.activeElement.id")
        )
    assert reached[0] == "Skip to main content"
    links = [each.split()[0] for each in reached[1:5]]
    assert links == ["The", "Providers", "Surveys:", "Timetable"]
    assert reached[5].startswith("Templates for the lists")
    assert reached[8].endswith("@inspectorate.example")
    assert reached[9] == "Check a file without sending it"
    assert reached[10].startswith("What a corrected version replaces")
    assert reached[11:13] == ["files", "folder"]
    assert reached[13].startswith("Answer this: ")


@pytest.mark.parametrize("width", [320, 1100])
@pytest.mark.parametrize("shown", ["files", "refused"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    browser: Browser, link: str, served: SignedIn, width: int, shown: str
) -> None:
    # axe is a script of its own, which the page's policy forbids.
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(link if shown == "files" else f"{served.address}/upload/#wrong")
    if shown == "files":
        send(page, (f"a_very_long_name_{'x' * 60}_{width}.csv", f"n\n{width}\n".encode()))
        send(page, ("empty.csv", b""))
        expect(page.locator("#sending .problem")).to_be_visible()
        expect(page.locator("#sent")).to_be_visible()
    else:
        expect(page.get_by_role("heading", level=1)).to_contain_text("cannot")
    assert found_by_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_page_asks_only_its_own_server_and_the_store(
    browser: Browser, link: str, served: SignedIn
) -> None:
    page = browser.new_context().new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add("/".join(request.url.split("/")[:3])))
    page.goto(link)
    send(page, ("whom.csv", b"whom,does\nit,ask\n"))
    expect(page.get_by_role("rowheader", name="whom.csv")).to_be_visible()
    store = str(served.outside.settings.s3_endpoint)
    assert {each for each in asked if each.startswith("http")} == {served.address, store}
    page.context.close()


def test_it_says_what_a_corrected_file_replaces(page: Page) -> None:
    page.get_by_text("What a corrected version replaces").click()
    expect(page.get_by_text("a document with the same file name as one you sent")).to_be_visible()
    expect(page.get_by_text("a document with a new file name is added")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1100])
def test_a_visit_that_is_deferred_and_then_cancelled_says_so(
    browser: Browser, served: SignedIn, width: int
) -> None:
    outside = served.outside
    day = date(2022, 11, 7) + timedelta(weeks=width % 7)  # a Monday for each width
    visit = an_open_visit(outside, datetime.combine(day, time(12), UTC), notified=day)
    send_request(outside, visit.id)
    link = new_link(outside, visit.id, by="test")
    defer(outside, visit.id, "The offices are flooded", by="test")
    page = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    page.goto(link)
    expect(page.get_by_text("This visit is deferred.")).to_be_visible()
    expect(page.get_by_text("15 of 15 items not sent yet.")).to_be_visible()
    assert page.get_by_text(re.compile(rf"\b{day.year}\b")).count() == 0, "no date is told"
    assert found_by_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    cancel(outside, visit.id, "Another authority was meant", by="test")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "You cannot send files with this link"
    )
    expect(page.get_by_text("The visit was cancelled")).to_be_visible()
    assert found_by_axe(page) == []
    page.context.close()

"""The page's desk in a real browser: files checked and not sent, columns that an officer names,
folders and packed folders, and the receipt; against the real api-server and the real S3 server.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from builders.uploads import PROVIDER, answer_all, providers
from in_browser import choose, found_by_axe
from signed_in import Server, SignedIn, with_visits
from visit_exchange.journey.access.upload_link import new_link
from visit_exchange.journey.requesting.opening import send_request

pytestmark = [pytest.mark.browser, pytest.mark.services]
WRONG = providers(PROVIDER | {"State maintained or independent": "Neither"})
LISTED = "Settings offering alternative provision"


def strange(provider: str) -> bytes:
    """Return the list of providers with headings that nobody knows."""
    named = {"Haus": provider, "Nummer": 999001, "Wem": "State maintained"}
    named |= {"Gemeldet": "Registered", "Fern": "No", "Geht hin": "No", "Was": "Core subjects"}
    return providers(named)


def packed(files: dict[str, bytes]) -> bytes:
    """Return a packed folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def locked(content: bytes) -> bytes:
    """Return a packed folder whose files say that they are locked with a password."""
    marked = bytearray(content)
    at = marked.index(b"PK\x01\x02")
    marked[at + 8] |= 1
    return bytes(marked)


@pytest.fixture(scope="module")
def served(page_server: Server) -> SignedIn:
    """An api-server with an open visit whose request has gone out."""
    running = with_visits(page_server)
    send_request(running.outside, running.own)
    return running


@pytest.fixture
def page(browser: Browser, served: SignedIn) -> Iterator[Page]:
    """The upload page, loaded; whatever the browser complained of fails the test."""
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    opened = context.new_page()
    refused: list[str] = []
    opened.on("pageerror", lambda error: refused.append(str(error)))
    opened.on(
        "console", lambda said: refused.append(said.text) if "Security" in said.text else None
    )
    opened.goto(new_link(served.outside, served.own, by="test"))
    expect(opened.get_by_role("heading", level=1)).to_contain_text("Exampleshire")
    yield opened
    assert refused == []
    context.close()


def to_desk(page: Page) -> None:
    """Follow the link to the desk."""
    page.get_by_role("link", name="Check a file without sending it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check a file without sending it")


def check(page: Page, name: str, content: bytes) -> None:
    """Choose a file to check, and wait for what is told of it."""
    choose(page.get_by_label("Choose a file to check"), (name, content))
    expect(page.locator("#headline")).to_be_visible()


def send(page: Page, *files: tuple[str, bytes]) -> None:
    """Choose files to send."""
    choose(page.get_by_label("Choose files"), *files)


def name_columns(page: Page) -> None:
    """Say which list a table is, and which of its columns are which."""
    page.get_by_label("Which list is this?").select_option(label=LISTED)
    for title, heading in (
        ("Provider name", "A: Haus"),
        ("URN", "B: Nummer"),
        ("State maintained or independent", "C: Wem"),
        ("Registered or unregistered", "D: Gemeldet"),
        ("Virtual", "E: Fern"),
        ("Offers outreach", "F: Geht hin"),
        ("Basic details of the offer", "G: Was"),
    ):
        page.locator("#tables").get_by_label(title).first.select_option(label=heading)


def sent_names(served: SignedIn) -> list[str]:
    uploads = served.outside.store.uploads(f"{served.own}/")
    return [each.key.rpartition("/")[2] for each in uploads]


def test_a_file_is_checked_and_nothing_of_it_is_kept(page: Page, served: SignedIn) -> None:
    before = sent_names(served), len(served.outside.register.submissions(served.own))
    to_desk(page)
    check(page, "Zebedee Plumstead.xlsx", WRONG)
    expect(page.locator("#headline")).to_contain_text("1 thing to fix")
    expect(page.locator("#taken")).to_contain_text(f"{LISTED} (1 row)")
    expect(page.locator("#parts")).to_contain_text("Column C, 1 row: 2")
    with page.expect_download() as loaded:
        page.get_by_role("link", name="Your lists with the cells marked").click()
    assert loaded.value.suggested_filename == "Zebedee Plumstead-checked.xlsx"

    after = sent_names(served), len(served.outside.register.submissions(served.own))
    assert after == before
    last = served.outside.register.audit(served.own)[-1]
    assert (last.act, last.detail) == (
        "file checked, not sent",
        {"sender": "", "verdict": "must_fix"},
    )
    logs = list(served.logs.rglob("*.log"))
    assert [log.name for log in logs if b"Plumstead" in log.read_bytes()] == []


def test_while_others_are_checked_the_page_says_so_and_tries_again(page: Page) -> None:
    to_desk(page)
    tries: list[str] = []

    def busy_once(route: Route) -> None:
        tries.append(route.request.url)
        if len(tries) > 1:
            route.continue_()
            return
        told = "2 other files are being checked. Yours is begun as soon as there is room."
        route.fulfill(status=503, json={"detail": told})

    page.route("**/check/file", busy_once)
    choose(page.get_by_label("Choose a file to check"), ("sound.xlsx", providers(PROVIDER)))
    expect(page.get_by_text("2 other files are being checked.")).to_be_visible()
    expect(page.locator("#headline")).to_have_text("Accepted")
    expect(page.locator("#next-step")).to_contain_text("It is not sent yet")
    assert len(tries) == 2


def test_a_file_that_is_too_large_to_check_is_refused(page: Page) -> None:
    to_desk(page)
    choose(
        page.get_by_label("Choose a file to check"), ("big.xlsx", bytes((25 << 20) + (64 << 10)))
    )
    expect(page.get_by_role("alert")).to_contain_text("up to 25 megabytes")


def test_columns_are_named_once_and_the_next_file_is_read_by_them(
    page: Page, served: SignedIn
) -> None:
    to_desk(page)
    check(page, "anbieter.xlsx", strange("Oak Centre"))
    name_columns(page)
    expect(page.locator("#tables")).to_contain_text("A: Haus – for example Oak Centre")
    expect(page.locator("#tables")).to_contain_text("For example: Oak Centre")
    page.get_by_role("button", name="Check again with these columns").click()
    expect(page.locator("#headline")).to_contain_text("Accepted")
    page.get_by_role("button", name="Use these columns").click()
    expect(page.get_by_text("We remember these columns")).to_be_visible()

    page.get_by_role("link", name="Back to your files").click()
    send(page, ("anbieter 2.xlsx", strange("Elm Centre")))
    expect(page.get_by_role("rowheader", name="anbieter 2.xlsx")).to_be_visible()
    answer_all(served.outside)
    row = page.get_by_role("row").filter(has_text="anbieter 2.xlsx")
    expect(row).to_contain_text("Accepted")
    told = " ".join(str(each.detail) for each in served.outside.register.audit(served.own))
    assert "haus" not in told.casefold()


def test_a_file_that_was_sent_is_checked_again_with_its_columns(
    browser: Browser, served: SignedIn
) -> None:
    outside, visit = served.outside, served.other
    send_request(outside, visit)
    page = browser.new_context(viewport={"width": 1100, "height": 900}).new_page()
    page.goto(new_link(outside, visit, by="test"))
    send(page, ("anbieter.xlsx", strange("Ash Centre")))
    expect(page.get_by_role("rowheader", name="anbieter.xlsx")).to_be_visible()
    [before] = answer_all(outside)
    page.reload()
    page.get_by_role("link", name="Match your columns of anbieter.xlsx").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Say which of your columns are which")
    expect(page.locator("#headline")).to_be_visible()
    name_columns(page)
    page.get_by_role("button", name="Check again with these columns").click()
    expect(page.locator("#headline")).to_contain_text("Accepted")
    assert outside.register.submission(before.id).status is before.status, "not before it is used"
    page.get_by_role("button", name="Use these columns").click()
    expect(page.get_by_text("Upload 1 is being checked again")).to_be_visible()

    [again] = answer_all(outside)
    assert (again.id, again.upload) == (before.id, before.upload)
    page.get_by_role("link", name="Back to your files").click()
    row = page.get_by_role("row").filter(has_text="anbieter.xlsx")
    expect(row).to_contain_text("Accepted")
    expect(row.get_by_role("link", name="Match your columns")).to_have_count(0)
    assert len(list(outside.store.uploads(f"{visit}/"))) == 1
    page.context.close()


def test_a_wrong_link_says_what_to_do(browser: Browser, served: SignedIn) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{served.address}/upload/check")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "You cannot check files with this link"
    )
    page.context.close()


@pytest.mark.parametrize("width", [320, 1100])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    browser: Browser, served: SignedIn, width: int
) -> None:
    # axe is a script of its own, which the page's policy forbids.
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(new_link(served.outside, served.own, by="test"))
    to_desk(page)
    assert found_by_axe(page) == []
    check(page, "anbieter.xlsx", strange("x" * 80))
    page.get_by_label("Which list is this?").select_option(label=LISTED)
    assert found_by_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_packed_folder_is_opened_and_each_file_answered_on_its_own(
    page: Page, served: SignedIn
) -> None:
    content = packed(
        {
            "first/plan.csv": b"one,1\n",
            "second/plan.csv": b"two,2\n",
            "../../up.csv": b"up,3\n",
            "__MACOSX/._plan.csv": b"junk",
            "inner.zip": packed({"deep.csv": b"deep,1\n"}),
        }
    )
    send(page, ("everything.zip", content))
    for name in ("first - plan.csv", "second - plan.csv", "up.csv"):
        expect(page.get_by_role("rowheader", name=name)).to_be_visible()
    expect(page.locator("#sending")).to_contain_text("a packed folder inside a packed folder")
    names = sent_names(served)
    assert {"first - plan.csv", "second - plan.csv", "up.csv"} <= set(names)
    assert not {"everything.zip", "inner.zip", "._plan.csv"} & set(names)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("locked.zip", locked(packed({"a.csv": b"a,b\n"})), "locked with a password"),
        ("cut.zip", packed({"a.csv": b"a,b\n"})[:40], "is damaged"),
        ("empty.zip", packed({}), "no files in this packed folder"),
        ("other.7z", b"7z\xbc\xaf\x27\x1c" + bytes(40), "of a kind that we cannot open"),
        ("other.rar", b"Rar!\x1a\x07\x00" + bytes(40), "of a kind that we cannot open"),
    ],
    ids=["locked", "cut", "empty", "7z", "rar"],
)
def test_a_packed_folder_that_cannot_be_opened_says_what_to_do(
    page: Page, served: SignedIn, name: str, content: bytes, why: str
) -> None:
    before = sent_names(served)
    send(page, (name, content))
    expect(page.locator("#sending .problem")).to_contain_text(why)
    assert sent_names(served) == before


def test_a_packed_folder_that_says_less_than_it_holds_is_not_opened(page: Page) -> None:
    content = bytearray(packed({"bomb.csv": b"0" * 5_000_000}))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    send(page, ("bomb.zip", bytes(content)))
    expect(page.locator("#sending .problem")).to_contain_text("is damaged")


def test_a_folder_is_sent_file_by_file(page: Page, served: SignedIn, tmp_path: Path) -> None:
    for folder, text in (("north", "n,1\n"), ("south", "s,2\n")):
        (tmp_path / "all" / folder).mkdir(parents=True)
        (tmp_path / "all" / folder / "figures.csv").write_text(text)
    (tmp_path / "all" / "Thumbs.db").write_bytes(b"junk")
    choose(page.get_by_label("Or choose a folder"), tmp_path / "all")
    for name in ("north - figures.csv", "south - figures.csv"):
        expect(page.get_by_role("rowheader", name=name)).to_be_visible()
    assert "Thumbs.db" not in sent_names(served)


def test_the_receipt_tells_all_that_was_sent_and_what_became_of_it(
    page: Page, served: SignedIn, tmp_path: Path
) -> None:
    send(page, ("for the chief.xlsx", providers(PROVIDER | {"Provider name": "Yew Centre"})))
    expect(page.get_by_role("rowheader", name="for the chief.xlsx")).to_be_visible()
    answer_all(served.outside)
    with page.expect_download() as loaded:
        page.get_by_role("link", name="Get a receipt of everything you sent").click()
    assert loaded.value.suggested_filename == f"receipt-{served.own}.xlsx"
    loaded.value.save_as(tmp_path / "receipt.xlsx")
    book = openpyxl.load_workbook(tmp_path / "receipt.xlsx")
    assert book.sheetnames == ["Receipt", "What was sent", "What is asked for"]
    rows = list(book["What was sent"].iter_rows(values_only=True))
    assert len(rows) == len(sent_names(served)) + 1
    [mine] = [row for row in rows if row[1] == "for the chief.xlsx"]
    assert mine[4] == "4 Alternative providers"
    assert str(mine[5]).startswith("In use")
    assert len(str(mine[7])) == 64

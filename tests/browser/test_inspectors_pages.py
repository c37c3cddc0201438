"""What an inspector does on their page, in a real browser: read, compare, choose, follow."""

import io
import re
import zipfile
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from builders.published import SETTINGS, settings_file
from builders.uploads import PROVIDER, answer_all, child, pdf, word, workbook
from in_browser import found_by_axe, opened
from signed_in import Server, SignedIn, with_visits
from visit_exchange.buckets import Bucket
from visit_exchange.journey.access.people import let_track
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.journey.publishing.tracking_packs import publish_tracking_pack
from visit_exchange.journey.upkeep.published_figures import load_figures, load_neighbours
from visit_exchange.services.object_store import ObjectStore

WIDTHS = [320, 1100]
EACH_WIDTH = [320, pytest.param(1100, marks=pytest.mark.soak)]
HERE = "/inspectors/visit/{own}"
PACK = HERE + "/pack/2"
LIST = PACK + "/list/currently_attending"
READ = [
    "/inspectors/",
    HERE,
    *(f"{PACK}/{part}" for part in ("glance", "questions", "question/1", "documents", "child/1")),
    PACK + "/changes/1",
    LIST,
    HERE + "/children",
    HERE + "/providers",
    HERE + "/notes",
    "/inspectors/visit/{other}",
]
pytestmark = [pytest.mark.browser, pytest.mark.services]


@pytest.fixture(scope="module")
def served(page_server: Server, s3_admin: ObjectStore) -> SignedIn:
    """An api-server with two versions of a pack: the second has a child and a document more."""
    running = with_visits(page_server)
    children = [child(f"AP-{n:04}", Age=8 + n % 9) for n in range(1, 61)]
    children[1] |= {"Full or part time": "PT"}  # the numbers raise a question
    _send(running, s3_admin, "lists.xlsx", _lists(children))
    _send(running, s3_admin, "Strategic planning.docx", word("Strategic planning", "As agreed."))
    publish_pack(running.outside, running.own)
    children[0] |= {"Age": 15}
    _send(running, s3_admin, "lists.xlsx", _lists([*children, child("AP-0061")]))
    _send(running, s3_admin, "impact.pdf", pdf("Impact of alternative provision", "It helps."))
    publish_pack(running.outside, running.own)
    _load_published(running)
    return running


def _load_published(running: SignedIn) -> None:
    """Load placements by setting type, with one suppressed, and neighbours; all invented."""
    hidden = {**SETTINGS, "Other unregistered provider": "c"}
    content = settings_file({"England": SETTINGS, "999": SETTINGS, "330": hidden})
    day, by = date(2023, 6, 8), "data team"
    load_figures(running.outside, "spc_ap_setting.csv", content, day, by=by)
    near = b"la_code,neighbour_la_code\n999,330\n999,331\n"
    load_neighbours(running.outside, near, "An invented list", day, by=by)


def _lists(children: list[dict[str, object]]) -> bytes:
    providers = [PROVIDER, PROVIDER | {"Provider name": "Elm House", "URN": 999002}]
    return workbook({"Currently attending": children, "Alternative providers": providers})


def _send(running: SignedIn, s3_admin: ObjectStore, name: str, content: bytes) -> None:
    s3_admin.put(Bucket.UPLOADS, f"{running.own}/{name}", content)
    answer_all(running.outside)


def open_page(browser: Browser, served: SignedIn, path: str, width: int = 1100) -> Page:
    """Open a page as the inspector, signed in."""
    return opened(browser, served, "inspector", path, width)


@pytest.mark.parametrize("width", EACH_WIDTH)
@pytest.mark.parametrize("path", READ)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    browser: Browser, served: SignedIn, path: str, width: int
) -> None:
    page = open_page(browser, served, path, width)
    assert found_by_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_who_signs_in_lands_on_their_visits(browser: Browser, served: SignedIn) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{served.address}/inspectors/")
    page.get_by_label("Username").fill("inspector")
    page.get_by_label("Password").fill(served.kept.airflow_passwords["inspector"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your visits")
    page.goto(served.address)
    expect(page.get_by_role("link", name=served.own)).to_be_visible()
    page.context.close()


def test_a_list_is_searched_sorted_and_turned_and_no_cell_stands_in_an_address(
    browser: Browser, served: SignedIn
) -> None:
    page = open_page(browser, served, LIST)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    expect(page.get_by_role("status")).to_contain_text("61 of 61 rows")
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    code = page.get_by_role("row").nth(1).get_by_role("link").inner_text()
    page.get_by_label("Search this list").fill(code)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_contain_text("1 of 61 rows fit")
    page.get_by_role("link", name=code).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Child {code}")
    page.go_back()
    expect(page.get_by_role("status")).to_contain_text("1 of 61 rows fit")
    page.get_by_role("button", name="Show all rows").click()
    page.get_by_role("link", name="Age", exact=True).click()
    expect(page.get_by_role("columnheader", name="Age")).to_have_attribute("aria-sort", "ascending")
    assert not [url for url in asked if code in url]
    page.context.close()


def test_a_child_is_found_by_code_and_a_wrong_code_is_told(
    browser: Browser, served: SignedIn
) -> None:
    page = open_page(browser, served, HERE, 320)
    page.get_by_label("One child in all lists").fill("nobody")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the code of a child")
    assert page.title().startswith("Error: ")
    assert found_by_axe(page) == []
    page.context.close()


def test_a_number_stands_beside_what_is_published_and_what_is_not_is_said(
    browser: Browser, served: SignedIn
) -> None:
    page = open_page(browser, served, f"{PACK}/glance")
    expect(page.get_by_text("There was no earlier visit of this kind")).to_be_visible()
    page.get_by_role("link", name="Beside published figures").click()
    section = page.locator("section", has_text="In an unregistered setting")
    expect(section.locator("dl.beside div")).to_have_text(
        [re.compile("Exampleshire *10.0%"), re.compile("England *10.0%"), re.compile("2 neighb")]
    )
    section.get_by_text("Each neighbour").click()
    shown = section.get_by_role("listitem")
    expect(shown.first).to_have_text("Birmingham: c suppressed, to protect people")
    expect(shown.nth(1)).to_have_text("Coventry: not published")
    expect(section).to_contain_text("published Thursday 8 June 2023")
    expect(section).to_contain_text("School arranged alternative provision: at an unregistered")
    expect(section).to_contain_text("nothing published is loaded")
    page.context.close()


def test_what_is_new_is_told_since_the_version_that_was_opened(
    browser: Browser, served: SignedIn
) -> None:
    page = open_page(browser, served, f"{HERE}/pack/1/glance")
    page.goto(served.address + HERE.format(own=served.own))
    expect(page.get_by_text("(1 child new, 0 gone, 1 changed)")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="New document")).to_have_count(1)
    page.get_by_role("link", name="Which rows").click()
    expect(page.get_by_role("heading", name="New, or as they are now: 2 rows")).to_be_visible()
    page.context.close()


def test_a_note_is_kept_beside_its_child_and_names_nobody(
    browser: Browser, served: SignedIn
) -> None:
    page = open_page(browser, served, PACK + "/child/1", 320)
    page.get_by_label("Write a note").fill("Ask Sarah Jenkins about the placement.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_role("alert")).to_contain_text("The note must name nobody")
    assert found_by_axe(page) == []
    page.get_by_label("Write a note").fill("Why is the timetable so short?")
    page.get_by_label("It is a line of enquiry").check()
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_role("heading", name="Notes: 1")).to_be_visible()
    assert page.url.endswith("/child/1")
    assert found_by_axe(page) == []
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("heading", name="Notes: 1")).to_have_count(0)
    page.context.close()


def test_everything_is_downloaded_in_one_zip_and_that_is_audited(served: SignedIn) -> None:
    answer = served.ask("inspector", "GET", PACK + "/zip")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert f"{served.own} lists.xlsx" in names
    assert "manifest.json" in names
    last = served.outside.register.audit(served.own)[-1]
    assert (last.by, last.act, last.detail["what"]) == ("inspector", "opened", "whole pack")


def test_children_are_chosen_with_their_coverage_changed_and_followed(
    browser: Browser, served: SignedIn
) -> None:
    page = open_page(browser, served, HERE + "/children")
    page.get_by_role("button", name="Choose these children").click()
    expect(page.get_by_role("alert")).to_contain_text("Select the children to track.")
    assert found_by_axe(page) == []
    page.get_by_role("button", name="Start from the proposal").click()
    expect(page.get_by_role("heading", name="Chosen: 3")).to_be_visible()
    page.get_by_role("button", name="Remove").first.click()
    expect(page.get_by_role("heading", name="Chosen: 2")).to_be_visible()
    unticked = page.get_by_role("checkbox", checked=False).first
    unticked.check(force=True)
    expect(page.get_by_role("heading", name="Chosen: 3")).to_be_visible()  # without a new page
    page.get_by_role("button", name="Choose these children").click()
    expect(page.get_by_text("The choice was made: inspector")).to_be_visible()

    page.get_by_role("button", name="Remove").first.click()
    page.get_by_role("button", name="Change the choice").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter why you change the choice.")
    page.get_by_label("Why the choice is changed").fill("One has left the area")
    page.get_by_role("button", name="Change the choice").click()
    expect(page.get_by_role("heading", name="Chosen: 2")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.context.close()


def test_the_tracking_folder_is_for_its_team_alone(
    browser: Browser, served: SignedIn, s3_admin: ObjectStore
) -> None:
    chosen = served.outside.register.selection(served.own)
    assert chosen is not None
    code = chosen.codes[0]
    report = pdf("Chronology", f"About {code}.")
    _send(served, s3_admin, f"tracking/{code} chronology.pdf", report)
    assert publish_tracking_pack(served.outside, served.own) == 1
    folder = HERE + "/tracking/1/"
    assert served.ask("inspector", "GET", folder).status_code == 403
    let_track(served.outside, served.own, "inspector", may=True, by="data team")
    for width in WIDTHS:
        page = open_page(browser, served, folder, width)
        expect(page.get_by_role("link", name="Chronology")).to_be_visible()
        expect(page.get_by_text("Missing").first).to_be_visible()
        assert found_by_axe(page) == []
        page.context.close()

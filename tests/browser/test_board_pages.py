"""The board, a visit's page and the choice of children in a real browser."""

import pytest
from playwright.sync_api import Browser, Page, expect

from builders.uploads import answer_all, attending, child, word
from in_browser import found_by_axe, opened
from signed_in import Server, SignedIn, with_visits
from visit_exchange.buckets import Bucket
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.visits.kind_of import framework_of

pytestmark = [pytest.mark.browser, pytest.mark.services]


@pytest.fixture(scope="module")
def served(page_server: Server, s3_admin: ObjectStore) -> SignedIn:
    """An api-server whose inspector chooses among eight children; a document waits for a person."""
    running = with_visits(page_server)
    rows = [child(f"AP-000{number}") for number in range(1, 9)]
    s3_admin.put(Bucket.UPLOADS, f"{running.own}/a.xlsx", attending(*rows))
    answer_all(running.outside)
    document = word("Strategic planning", "As agreed for AP-0001 in March.")
    s3_admin.put(Bucket.UPLOADS, f"{running.own}/Strategic planning.docx", document)
    answer_all(running.outside)
    return running


def open_page(browser: Browser, served: SignedIn, who: str, path: str, width: int = 1100) -> Page:
    """Open a page of the board as somebody who has signed in."""
    return opened(browser, served, who, path, width)


@pytest.mark.parametrize("width", [320, 1100])
@pytest.mark.parametrize(
    "path",
    [
        "/visits/",
        "/visits/visit/{own}",
        "/visits/visit/{own}/selection",
        "/visits/visit/{own}/do/ask",
    ],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    browser: Browser, served: SignedIn, path: str, width: int
) -> None:
    page = open_page(browser, served, "inspector", path, width)
    assert found_by_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.parametrize(
    ("many", "told"),
    [(0, "Select the children to track."), (7, "Choose 6 children or fewer. 7 chosen.")],
)
def test_a_choice_that_cannot_be_is_told_at_the_top_and_at_the_codes(
    browser: Browser, served: SignedIn, many: int, told: str
) -> None:
    page = open_page(browser, served, "inspector", "/visits/visit/{own}/selection", 320)
    for box in page.get_by_role("checkbox").all()[:many]:
        box.check()
    page.get_by_role("button", name="Choose these children").click()
    expect(page.get_by_role("alert")).to_contain_text(told)
    expect(page.get_by_role("group")).to_contain_text(told)
    assert page.title().startswith("Error: ")
    assert page.get_by_role("checkbox", checked=True).count() == many, "the ticks are kept"
    page.get_by_role("link", name=told).click()
    expect(page.locator("#code-1")).to_be_focused()
    assert found_by_axe(page) == []
    page.context.close()


def test_children_are_chosen_by_keyboard_and_the_page_says_what_follows(
    browser: Browser, served: SignedIn
) -> None:
    page = open_page(browser, served, "inspector", "/visits/visit/{own}")
    page.get_by_role("link", name="Choose the children").press("Enter")
    first = page.get_by_role("checkbox").first
    code = first.get_attribute("value")
    first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 child selected")
    expect(page.get_by_text(f"Chosen by inspector: {code}.")).to_be_visible()
    assert found_by_axe(page) == []
    page.get_by_role("link", name="Visit").click()
    expect(page.get_by_role("link", name="The children selected")).to_be_visible()
    page.context.close()


def test_one_more_item_is_asked_for_in_the_words_of_the_kind_of_visit(
    browser: Browser, served: SignedIn
) -> None:
    page = open_page(browser, served, "inspector", "/visits/visit/{own}/ask", 320)
    kind = framework_of(served.outside.register.visit(served.own))
    page.get_by_text("What is asked for already").click()
    expect(page.get_by_text(f"{kind.title}:")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text=kind.items[0].title)).to_be_visible()
    page.get_by_label("What you ask for").fill("Minutes of the placement panel")
    page.get_by_label("An item that it is like").select_option(kind.documents[0].number)
    page.get_by_role("button", name="Show what will follow").click()

    expect(page.get_by_role("alert")).to_contain_text("Enter why it is necessary")
    assert page.title().startswith("Error: ")
    assert page.get_by_label("An item that it is like").input_value() == kind.documents[0].number
    assert found_by_axe(page) == []
    page.context.close()


def test_the_data_team_sees_what_waits_for_it_and_inspectors_see_no_command(
    browser: Browser, served: SignedIn
) -> None:
    page = open_page(browser, served, "data-team", "/visits/")
    now = page.get_by_role("list", name="Needs somebody now").get_by_role("listitem")
    expect(now.filter(has_text=served.own)).to_contain_text("upload 2 to decide on")
    now.filter(has_text=served.own).get_by_role("link").first.click()
    expect(page.get_by_text("Upload 2: May identify a child: 1 × reference")).to_be_visible()
    expect(page.get_by_role("link", name="release or refuse it")).to_be_visible()
    page.context.close()
    page = open_page(browser, served, "inspector", "/visits/visit/{own}", 320)
    table = page.get_by_role("region", name="Waiting for the data team")
    expect(table).to_contain_text("May identify a child")
    expect(table).not_to_contain_text("visit-exchange")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()

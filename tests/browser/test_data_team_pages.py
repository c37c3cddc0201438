"""What the data team does on the board, in a real browser: looks, narrows, acts, registers."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from builders.uploads import answer_all, attending, child, word
from in_browser import found_by_axe, opened
from signed_in import Server, SignedIn, with_visits
from visit_exchange.buckets import Bucket
from visit_exchange.journey.pages.board.acts.doing import do_ordered, open_orders
from visit_exchange.journey.requesting.asking import ask
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.visits.dates.working_days import is_working_day_in_england, rolled_forward

pytestmark = [pytest.mark.browser, pytest.mark.services]

WIDTHS = [390, pytest.param(1280, marks=pytest.mark.soak)]
VISIT = "/visits/visit/{own}"
PAGES = [
    "/visits/",
    VISIT,
    f"{VISIT}/audit",
    f"{VISIT}/do/adjust",
    f"{VISIT}/do/release",
    f"{VISIT}/do/add-inspector",
    f"{VISIT}/do/issue-keys",
    f"{VISIT}/do/add-partner",
    "/visits/numbers",
    "/visits/register",
]
WHY = "The council asked for it"


@pytest.fixture(scope="module")
def served(page_server: Server, s3_admin: ObjectStore) -> SignedIn:
    """An api-server with a list in use, a wrong list, and a document that waits for a person."""
    running = with_visits(page_server)
    sent = {
        "a.xlsx": attending(child("AP-0001"), child("AP-0002")),
        "Strategic planning.docx": word("Strategic planning", "As agreed for AP-0001."),
        "wrong.xlsx": attending(child("AP-0003", Age="old")),
    }
    for name, content in sent.items():
        s3_admin.put(Bucket.UPLOADS, f"{running.own}/{name}", content)
        answer_all(running.outside)
    return running


def open_page(browser: Browser, served: SignedIn, path: str, width: int = 1280) -> Page:
    """Open a page as the data team, signed in."""
    return opened(browser, served, "data-team", path, width)


def go_on(page: Page, act: str) -> None:
    """Look at what will follow, and do it."""
    page.get_by_role("button", name="Show what will follow").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("what will follow")
    page.get_by_role("button", name=act, exact=True).click()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    browser: Browser, served: SignedIn, path: str, width: int
) -> None:
    page = open_page(browser, served, path, width)
    assert found_by_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_the_board_is_narrowed_and_shown_whole_again(browser: Browser, served: SignedIn) -> None:
    page = open_page(browser, served, "/visits/")
    page.get_by_label("Inspector").select_option("other-inspector")
    page.get_by_role("button", name="Narrow").click()
    expect(page.get_by_text(re.compile(r"narrowed to \d+ of"))).to_be_visible()
    expect(page.get_by_text(served.own)).to_have_count(0)
    page.get_by_role("link", name="Show all").click()
    # Its deadlines are folded away when other modules have left many visits.
    expect(page.get_by_role("link", name=served.own).first).to_be_visible()
    page.context.close()


def test_the_board_renews_itself_and_loses_neither_focus_nor_scroll(
    browser: Browser, served: SignedIn
) -> None:
    page = open_page(browser, served, "/visits/", 390)
    page.clock.install()
    page.reload()
    link = page.get_by_role("listitem").filter(has_text=served.other).get_by_role("link").first
    link.focus()
    page.get_by_text("What the numbers are").click()
    link.focus()
    page.evaluate("scrollTo(0, 300)")
    was = page.evaluate("[document.activeElement.href, scrollY]")
    expect(page.get_by_role("columnheader", name="+")).to_have_count(0)
    due = served.outside.register.milestone(served.other, "on_site_start").due.date()
    ask(served.outside, served.other, "Panel minutes", WHY, due.isoformat(), by="data team")
    page.clock.run_for(10_000)
    expect(page.get_by_role("columnheader", name="+")).to_be_visible()
    assert page.evaluate("[document.activeElement.href, scrollY]") == was
    expect(page.locator("details[open]")).to_have_count(1)

    page.get_by_role("button", name="Stop renewing").click()
    expect(page.get_by_role("button", name="Go on renewing")).to_be_visible()
    page.context.close()


def test_without_javascript_the_board_is_loaded_anew_by_itself_or_by_a_link(
    browser: Browser, served: SignedIn
) -> None:
    signed = served.ask("data-team", "GET", "/visits/").request.headers["Authorization"]
    context = browser.new_context(java_script_enabled=False)
    context.set_extra_http_headers({"Authorization": signed})
    page = context.new_page()
    page.goto(f"{served.address}/visits/")
    assert page.locator("noscript meta[http-equiv=refresh]").count() in (0, 1)
    page.get_by_role("link", name="Renew now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Visits")
    expect(page.get_by_role("button", name="Stop renewing")).to_be_hidden()
    context.close()


def test_a_deadline_is_moved_where_one_sees_it(browser: Browser, served: SignedIn) -> None:
    page = open_page(browser, served, VISIT)
    page.get_by_role("link", name="Move a deadline").click()
    page.get_by_role("button", name="Show what will follow").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the new time")
    assert page.title().startswith("Error: ")
    assert found_by_axe(page) == []
    deadline = page.get_by_label("The deadline")
    label = deadline.locator("option", has_text="Lists and documents due").inner_text()
    deadline.select_option(label=label)
    due = served.outside.register.milestone(served.own, "returns").due
    noon = (due + timedelta(days=1)).replace(hour=10, minute=0)
    page.get_by_label("The new time").fill(f"{noon:%Y-%m-%dT%H:%M}")
    page.get_by_label("Reason").fill(WHY)
    go_on(page, "Move a deadline")
    expect(page.get_by_role("alert")).to_contain_text("audited under your login")
    moved = served.outside.register.adjustments(served.own)[-1]
    assert (moved.made_by, moved.reason) == ("data-team", WHY)
    expect(page.get_by_text("Moved", exact=True).first).to_be_visible()
    assert found_by_axe(page) == []
    page.context.close()


def test_a_partner_is_asked_where_one_sees_the_visit(browser: Browser, served: SignedIn) -> None:
    page = open_page(browser, served, VISIT, 390)
    page.get_by_role("link", name="Ask a partner too").click()
    page.get_by_label("The partner", exact=True).fill("Exampleshire ICB")
    page.get_by_label("Reason").fill(WHY)
    page.get_by_role("button", name="Show what will follow").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the partner’s e-mail")
    page.get_by_label("What kind of partner it is").select_option("health")
    page.get_by_label("The partner’s e-mail").fill("icb@example.nhs.uk")
    page.get_by_role("button", name="Show what will follow").click()
    expect(page.get_by_text("A mail goes to icb@example.nhs.uk")).to_be_visible()
    assert found_by_axe(page) == []
    page.get_by_role("button", name="Ask a partner too").click()
    expect(page.get_by_text("Being done").first).to_be_visible()
    assert [do_ordered(served.outside, one) for one in open_orders(served.outside)]
    page.reload()
    expect(page.get_by_text("Exampleshire ICB is asked for")).to_be_visible()
    expect(page.get_by_role("link", name="Remove a partner")).to_be_visible()
    page.context.close()


def test_what_was_entered_can_be_changed_before_it_is_done(
    browser: Browser, served: SignedIn
) -> None:
    page = open_page(browser, served, f"{VISIT}/do/hold", 390)
    page.get_by_label("Reason").fill(WHY)
    page.get_by_role("button", name="Show what will follow").click()
    assert found_by_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert WHY not in page.url
    page.get_by_role("button", name="Change what you entered").click()
    assert page.get_by_label("Reason").input_value() == WHY
    assert served.outside.register.hold(served.own) is None
    page.context.close()


def test_a_document_is_released_from_the_board_and_its_page_says_what_came_of_it(
    browser: Browser, served: SignedIn
) -> None:
    page = open_page(browser, served, "/visits/")
    page.get_by_role("link", name=f"upload 2 to decide on ({served.own})").click()
    page.get_by_label("Reason").fill("It is a template, no child")
    go_on(page, "Release a document")
    expect(page.get_by_text("Being done").first).to_be_visible()
    [order] = open_orders(served.outside)
    assert do_ordered(served.outside, order).startswith("done")
    page.get_by_role("link", name="Renew now").click()
    expect(page.get_by_text("Upload 2 goes out with the next pack")).to_be_visible()
    page.get_by_role("link", name="Audit").click()
    ordered = page.get_by_role("row").filter(has_text="act ordered")
    expect(ordered.filter(has_text="release").first).to_contain_text("data-team")
    page.context.close()


def test_a_visit_is_registered_by_choices_and_shows_its_dates_first(
    browser: Browser, served: SignedIn
) -> None:
    page = open_page(browser, served, "/visits/register", 390)
    page.get_by_role("button", name="Go on").click()
    for told in ("Select the kind", "Select the local authority", "Enter the notification date"):
        expect(page.get_by_role("alert")).to_contain_text(told)
    assert found_by_axe(page) == []
    ahead = datetime.now(UTC).date() + timedelta(days=40)
    tuesday = rolled_forward(
        ahead, lambda day: day.weekday() == 1 and is_working_day_in_england(day)
    )
    page.get_by_label("Alternative provision thematic visit 2023").check()
    page.get_by_label("Local authority").select_option(label="Camden")
    page.get_by_label("Notification date").fill(tuesday.isoformat())
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("The notification is on a Tuesday, not on a Monday")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_label("LANO’s e-mail").fill("nobody")
    page.get_by_label("Lead inspector’s e-mail").fill("lead@inspectorate.example")
    page.get_by_label("inspector", exact=True).check()
    page.get_by_role("button", name="Show what will be registered").click()
    expect(page.get_by_role("alert")).to_contain_text("LANO e-mail must be one e-mail address")
    assert found_by_axe(page) == []
    page.get_by_label("LANO’s e-mail").fill("lano@camden.example")
    page.get_by_role("button", name="Show what will be registered").click()
    expect(page.get_by_text("Camden (202)")).to_be_visible()
    assert found_by_axe(page) == []
    page.get_by_role("button", name="Register the visit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Camden")
    visit = served.outside.register.visit(f"202-ap-{tuesday:%Y%m%d}")
    assert served.outside.register.inspectors(visit.id) == ("inspector",)
    page.context.close()


def test_the_numbers_are_read_and_saved(browser: Browser, served: SignedIn) -> None:
    page = open_page(browser, served, "/visits/numbers")
    expect(page.get_by_role("region", name="Problems by rule")).to_contain_text("age")
    with page.expect_download() as saved:
        page.get_by_role("link", name="The same as a CSV file").click()
    text = saved.value.path().read_text()
    assert text.startswith("what,kind of visit,month")
    assert served.own not in text
    page.context.close()


def test_a_visits_page_leads_to_its_run_in_airflow_and_the_run_back(
    browser: Browser, served: SignedIn
) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{served.address}/inspectors/")
    page.get_by_label("Username").fill("data-team")
    page.get_by_label("Password").fill(served.kept.airflow_passwords["data-team"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/inspectors/")
    page.goto(f"{served.address}/plugin/visits")
    framed = page.frame_locator("iframe")
    framed.get_by_role("listitem").filter(has_text=served.own).get_by_role("link").first.click()
    framed.get_by_role("link", name="Its run in Airflow").click()
    page.wait_for_url(f"**/dags/visit/runs/{served.own}**")
    page.get_by_role("link", name="Visit", exact=True).click()
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_be_visible()
    page.context.close()

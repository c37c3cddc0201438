"""What an authority and the inspectors arrange, each in a real browser on their own page."""

import pytest
from playwright.sync_api import Browser, Page, expect

from builders.uploads import PROVIDER, answer_all, child, workbook
from in_browser import found_by_axe, opened
from signed_in import Server, SignedIn, with_visits
from visit_exchange.buckets import Bucket
from visit_exchange.journey.access.people import let_track
from visit_exchange.journey.access.upload_link import new_link
from visit_exchange.journey.ending.closing import close_returns
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.journey.requesting.opening import send_request
from visit_exchange.journey.selecting.provider_choice import choose_providers
from visit_exchange.journey.selecting.selection import codes_in_lists, select
from visit_exchange.services.object_store import ObjectStore

HERE = "/inspectors/visit/{own}"
WIDTHS = [320, 1100]
EACH_WIDTH = [320, pytest.param(1100, marks=pytest.mark.soak)]
pytestmark = [pytest.mark.browser, pytest.mark.services]


@pytest.fixture(scope="module")
def served(page_server: Server, s3_admin: ObjectStore) -> SignedIn:
    """An api-server with a visit of which three children and two providers are chosen."""
    running = with_visits(page_server)
    outside = running.outside
    children = [child(f"AP-{n:04}", Age=8 + n) for n in range(1, 7)]
    both = [PROVIDER, PROVIDER | {"Provider name": "Elm House", "URN": 999002}]
    lists = workbook({"Currently attending": children, "Alternative providers": both})
    s3_admin.put(Bucket.UPLOADS, f"{running.own}/lists.xlsx", lists)
    send_request(outside, running.own)
    answer_all(outside)
    publish_pack(outside, running.own)
    close_returns(outside, running.own)
    visit = outside.register.visit(running.own)
    select(outside, visit, sorted(codes_in_lists(outside, visit))[:3], by="inspector")
    choose_providers(outside, visit, ["Oak Centre", "Elm House"], by="inspector")
    let_track(outside, running.own, "inspector", may=True, by="data team")
    return running


def authority(browser: Browser, served: SignedIn, part: str, width: int = 1100) -> Page:
    """Open a page of the authority with its link, as a mail leads there."""
    link = new_link(served.outside, served.own, by="test")
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(link.replace("/upload/#", f"/upload/{part}/#"))
    expect(page.locator("h1")).not_to_have_text("Loading")
    return page


def inspector(browser: Browser, served: SignedIn, part: str, width: int = 1100) -> Page:
    return opened(browser, served, "inspector", HERE + part, width)


@pytest.mark.parametrize("width", EACH_WIDTH)
@pytest.mark.parametrize("part", ["children", "providers", "surveys", "timetable"])
def test_axe_finds_nothing_on_the_authoritys_pages(
    browser: Browser, served: SignedIn, part: str, width: int
) -> None:
    page = authority(browser, served, part, width)
    assert found_by_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_a_link_from_the_upload_page_leads_to_each(browser: Browser, served: SignedIn) -> None:
    link = new_link(served.outside, served.own, by="test")
    page = browser.new_context().new_page()
    page.goto(link)
    page.get_by_role("link", name="The selected children: who takes part").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "The selected children: who takes part"
    )
    assert "#" not in page.url
    page.context.close()


def test_a_child_agrees_another_declines_and_somebody_else_is_chosen(
    browser: Browser, served: SignedIn
) -> None:
    chosen = served.outside.register.selection(served.own)
    assert chosen is not None
    first, second, _ = chosen.codes
    page = authority(browser, served, "children")
    form = page.locator("form", has_text=f"Save for {first}")
    form.get_by_label("Agreed", exact=True).check()
    form.get_by_label("Role of who approached").fill("Mrs Kowalczyk")
    form.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text("must name nobody")
    assert page.title().startswith("Error: ")
    assert found_by_axe(page) == []
    form.get_by_label("Role of who approached").fill("class teacher")
    form.get_by_label("Best way for inspectors").fill("In the morning")
    form.get_by_role("button").click()
    expect(page.get_by_text("Saved. The inspectors see it now.")).to_be_focused()
    other = page.locator("form", has_text=f"Save for {second}")
    other.get_by_label("Declined").check()
    other.get_by_label("Role of who approached").fill("key worker")
    other.get_by_role("button").click()
    expect(page.get_by_role("heading", name="Tracked no longer")).to_be_visible()
    page.context.close()

    page = inspector(browser, served, "")
    expect(page.get_by_text("Agreed; approached by class teacher")).to_be_visible()
    expect(page.get_by_text("Best way to support: In the morning")).to_be_visible()
    page.get_by_role("link", name="Choose somebody else").first.click()
    expect(page.get_by_text(f"Declined or withdrew: {second}.")).to_be_visible()
    fresh = next(code for code in sorted(_codes(served)) if code not in chosen.codes)
    page.get_by_role("checkbox", name=fresh).check(force=True)
    assert found_by_axe(page) == []
    page.get_by_role("button", name="Choose these children").click()
    expect(page.get_by_role("heading", name="Chosen: 3")).to_be_visible()
    now = served.outside.register.selection(served.own)
    assert now is not None
    assert (second in now.codes, fresh in now.codes) == (False, True)
    page.context.close()


def _codes(served: SignedIn) -> frozenset[str]:
    return codes_in_lists(served.outside, served.outside.register.visit(served.own))


def test_letters_are_fetched_times_agreed_and_samples_chosen(
    browser: Browser, served: SignedIn
) -> None:
    page = authority(browser, served, "providers")
    with page.expect_download() as loaded:
        page.get_by_role("link", name="Notification letter (Word) to Elm House").click()
    assert loaded.value.suggested_filename == "letter-to-provider-1.docx"
    form = page.locator("form", has_text="Elm House")
    form.get_by_label("Date of the visit").fill("2023-04-18")
    form.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text("must be a real time")
    form.get_by_label("Time of the visit").fill("10:00")
    form.get_by_role("button").click()
    expect(page.get_by_text("Saved. The inspectors see it now.")).to_be_visible()
    page.context.close()

    code = sorted(_codes(served))[0]
    for width in WIDTHS:
        page = inspector(browser, served, "/provider-visits", width)
        expect(page.get_by_text("Tuesday 18 April 2023, 10:00")).to_be_visible()
        assert found_by_axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        form = page.locator("form", has_text="Elm House")
        form.get_by_label("Codes of the children").fill("Somebody")
        form.get_by_role("button").click()
        expect(page.get_by_role("alert")).to_contain_text("Code 1 is no code of this visit")
        form.get_by_label("Codes of the children").fill(code)
        form.get_by_role("button").click()
        expect(page.get_by_role("alert")).to_have_count(0)
        page.context.close()
    page = authority(browser, served, "providers")
    expect(page.get_by_text(f"Have the records of these children ready: {code}")).to_be_visible()
    page.context.close()


def test_the_lano_says_who_sent_a_survey_on_and_inspectors_see_it(
    browser: Browser, served: SignedIn
) -> None:
    page = authority(browser, served, "surveys", 320)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Select whom the survey is for")
    page.get_by_label("Parents and carers").check(force=True)
    page.get_by_label("Who sent it on").fill("the parent carer forum")
    page.get_by_label("To whom").fill("its members")
    page.get_by_label("Date").fill("2023-03-28")
    page.get_by_label("On paper").check(force=True)
    page.get_by_label("Whom it does not reach").fill("families without internet at home")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. The inspectors see it now.")).to_be_focused()
    assert found_by_axe(page) == []
    said = "Parents and carers: by the parent carer forum, to its members, on paper"
    expect(page.get_by_role("listitem").filter(has_text=said)).to_be_visible()
    seen = inspector(browser, served, "")
    expect(seen.get_by_text(said)).to_be_visible()
    seen.context.close()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Nothing has been saved yet.")).to_be_visible()
    page.context.close()


def test_the_timetable_is_started_by_inspectors_changed_by_the_authority_and_told(
    browser: Browser, served: SignedIn
) -> None:
    page = inspector(browser, served, "/timetable")
    page.get_by_role("button", name="Start the timetable").click()
    expect(page.get_by_text("The timetable is started.")).to_be_visible()
    page.get_by_role("button", name="Tell everybody").click()
    expect(page.get_by_text("Everybody was told by mail")).to_be_visible()
    assert found_by_axe(page) == []
    stale = page

    page = authority(browser, served, "timetable", 320)
    page.get_by_role("button", name="Change Set-up call").click()
    page.get_by_label("Length in minutes").fill("ten")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("must be a number of minutes")
    page.get_by_label("Length in minutes").fill("45")
    page.get_by_label("Place (optional)").fill("Civic centre")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Tell everybody when")).to_be_visible()
    assert found_by_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Tell everybody").click()
    expect(page.get_by_text("Everybody was told by mail")).to_be_visible()
    page.context.close()

    stale.get_by_role("button", name="Took place Set-up call").click()
    expect(stale.get_by_role("alert")).to_contain_text("Somebody else has changed the timetable")
    stale.get_by_role("button", name="Took place Set-up call").click()
    expect(stale.locator("strong", has_text="Took place")).to_be_visible()
    stale.context.close()
    dossier = served.outside.register.dossier(served.own)
    told = [*(e.key for e in dossier.mails), *(e.key for e in dossier.waiting_mails)]
    assert sum(f"{served.own}/timetable/" in key for key in told) == 4, "two people, twice"


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (503, '{"detail": "What you entered has not been saved."}', "has not been saved"),
        (502, "<h1>Bad gateway</h1>", "may not have been saved"),
    ],
)
def test_what_was_entered_stays_while_a_part_is_away(
    browser: Browser, served: SignedIn, status: int, body: str, told: str
) -> None:
    page = authority(browser, served, "surveys")
    kind = "application/json" if body.startswith("{") else "text/plain"
    away = {"status": status, "body": body, "content_type": kind}
    page.route("**/surveys/shown", lambda route: route.fulfill(**away))
    page.get_by_label("Who sent it on").fill("the parent carer forum")
    for _ in range(2):
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text(told)
    expect(page.get_by_label("Who sent it on")).to_have_value("the parent carer forum")
    page.unroute("**/surveys/shown")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Select whom the survey is for")
    expect(page.get_by_label("Who sent it on")).to_have_value("the parent carer forum")
    page.context.close()

"""A page that sends somebody to a place calls it as that place is called."""

from upload_page.arranging_forms import Said
from upload_page.arranging_routes import PAGES, part
from visit_exchange.journey.pages.arranging.children import ChildrenPage, ChildToAsk
from visit_exchange.journey.pages.reply_downloads import REQUEST_FILES
from visit_exchange.visits.places.keys import TRACKING_REQUEST, within
from visit_exchange.visits.places.names import SELECTED_CHILDREN

FILE = REQUEST_FILES[within(TRACKING_REQUEST, SELECTED_CHILDREN)]


def written(name: str) -> str:
    return (PAGES / "parts" / name).read_text(encoding="utf-8")


def test_who_a_code_stands_for_is_looked_up_where_the_page_has_it() -> None:
    asked = ChildToAsk("K7QM-2XWD", None, "6pm on Monday 3 April 2023")
    shown = ChildrenPage("AP", "Exampleshire", (asked,), (), True, "")
    page = bytes(part("children.html", "", shown=shown, said=Said(), told="").body).decode()
    assert f"open “{FILE}” under “Get the request”" in page
    assert f"open ‘{FILE}’ under ‘Get the request’" in written("children.html")
    assert ">Get the request</h2>" in written("request.html")
    assert 'id="request"' in written("request.html")

"""Numbers over time: a page and a CSV, for the data team."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from visit_board.reader import DataTeam
from visit_board.rendering import page
from visit_exchange.journey.pages.board.numbers_file import numbers_csv
from visit_exchange.journey.pages.board.numbers_read import numbers
from visit_exchange.services.outside import outside

router = APIRouter()


@router.get("/numbers", response_class=HTMLResponse)
def numbers_page(_reader: DataTeam) -> HTMLResponse:
    """Return the page of numbers."""
    return page("numbers.html", numbers=numbers(outside()))


@router.get("/numbers.csv")
def numbers_file(_reader: DataTeam) -> Response:
    """Return the same numbers as a CSV file."""
    headers = {"Content-Disposition": 'attachment; filename="visit-exchange-numbers.csv"'}
    content = numbers_csv(numbers(outside()))
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)

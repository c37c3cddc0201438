"""A certificate of disposal as a page that stands alone."""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from visit_exchange.writing.page_style import page_style

if TYPE_CHECKING:
    from visit_exchange.visits.disposal_records import Certificate


def certificate_page(certificate: "Certificate") -> str:
    """Return the page; what it says is all in the certificate."""
    told = json.loads(certificate.body)
    return _template().render(told=told, sha256=certificate.sha256, style=page_style())


@cache
def _template() -> Template:
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    return pages.get_template("certificate.html.j2")

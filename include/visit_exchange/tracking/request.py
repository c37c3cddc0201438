"""The request for information about the selected children. The mail names them by code only."""

from collections.abc import Sequence

from visit_exchange.kinds import Framework
from visit_exchange.tracking.providers import providers_lines
from visit_exchange.visits.visit import Visit
from visit_exchange.writing.dates_in_words import say_when


def tracking_request_mail(
    visit: Visit,
    framework: Framework,
    codes: Sequence[str],
    *,
    due: str,
    upload_place: str,
    crosswalk_place: str,
    has_page: bool = False,
    providers: Sequence[str] = (),
) -> tuple[str, str]:
    """Return subject and text of the mail to the LANO.

    ``due`` is the milestone's local time (ISO 8601). A mail is read by more than it is meant for,
    so which child a code stands for is only in the authority's replies, at
    ``crosswalk_place``. ``has_page`` says that the authority has a link to an upload page.
    ``providers`` are those that inspectors plan to visit.
    """
    when = say_when(due)
    example = f"{codes[0]} {framework.tracking.items[0].id.replace('_', ' ')}.pdf" if codes else ""
    asked = "\n".join(f"- {item.title}: {item.about}" for item in framework.tracking.items)
    text = (
        f"Inspectors have selected {_children(len(codes))} to track: {', '.join(codes)}.\n\n"
        f"By {when}, upload these documents about each of them, where you hold them:\n\n"
        f"{asked}\n\n"
        f"{_ON_THE_PAGE if has_page else ''}"
        f"Which child each code stands for: {crosswalk_place}\n"
        f"Upload to: {upload_place}\n\n"
        "Put the child’s code and the kind of document in each file’s name, for example "
        f"“{example}”, or put the files in a folder named by the code. Send nothing about children "
        "who were not selected: we set it aside. When you send a document of the same kind about "
        "a child again, the newest counts.\n" + providers_lines(providers)
    )
    return f"Tracking information due by {when}: {visit.id}", text


_ON_THE_PAGE = (
    "In a browser: open the link that we sent you for your files. It shows which child each code "
    "stands for. Before you choose files there, select “The selected children”.\n\n"
    "With an S3 client:\n"
)


def _children(count: int) -> str:
    return "1 child" if count == 1 else f"{count} children"

"""Who asks: the sender whose link's token the browser shows, and how fast it may ask."""

from typing import Annotated

from fastapi import Depends, Header, HTTPException

from upload_page.pace import Pace
from visit_exchange.journey.access.upload_link import sender_of_link
from visit_exchange.journey.sender import Sender
from visit_exchange.services.outside import outside

LONGEST_TOKEN = 100
TOO_FAST = "Too many at once. Wait a minute, then try again."
pace = Pace(most=120, seconds=60)


def sender_of(authorization: Annotated[str, Header()] = "") -> Sender:
    """Return whom the link's token is for; 403 when it no longer works, or never did."""
    token = authorization.removeprefix("Bearer ")[:LONGEST_TOKEN]
    try:
        return sender_of_link(outside(), token)
    except PermissionError as error:
        raise HTTPException(403, str(error)) from None


LinksSender = Annotated[Sender, Depends(sender_of)]


def not_too_fast(sender: LinksSender) -> Sender:
    """Return whom the link is for; 429 when it acts too often."""
    if not pace.allows(sender.folder):
        raise HTTPException(429, TOO_FAST)
    return sender


ActingSender = Annotated[Sender, Depends(not_too_fast)]

"""Who tries to sign in: every name that a part of Airflow may read in the request."""

import json
from typing import Any
from urllib.parse import parse_qs

FORM, MANY = b"application/x-www-form-urlencoded", b"multipart/"
_USERNAME = "username"


def is_strange(scope: Any) -> bool:
    """Say whether no page of ours sends a request so: its name could be read in several ways."""
    kinds = [value for name, value in scope["headers"] if name.lower() == b"content-type"]
    return len(kinds) > 1 or any(kind.strip().lower().startswith(MANY) for kind in kinds)


def names_in(body: bytes) -> frozenset[str]:
    """Return the names in a body, as JSON and as a form alike: one of them is the one that counts.

    Airflow takes a name in any case, with blanks around it.
    """
    found = {*_in_json(body), *_in_form(body)}
    return frozenset(" ".join(name.casefold().split()) for name in found) or frozenset({""})


def _in_json(body: bytes) -> list[str]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return []
    return [str(told[_USERNAME])] if isinstance(told, dict) and _USERNAME in told else []


def _in_form(body: bytes) -> list[str]:
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).get(_USERNAME, [])

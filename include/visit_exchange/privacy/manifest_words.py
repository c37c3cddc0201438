"""What a manifest of ours says in words, each word by itself.

Its digests and instants are numbers that nobody bears: ten digits of a SHA-256 look like an NHS
number, and 12:02:48.320548 with its signs taken out looks like a telephone number.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from visit_exchange.privacy.documents.document_text import UnreadableDocument

_DIGEST = re.compile(r"[0-9a-f]{64}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)")


def manifest_words(content: bytes) -> Iterator[str]:
    """Yield every key, text and number of a manifest but digests and instants.

    UnreadableDocument where it is not JSON.
    """
    try:
        read = json.loads(content)
    except ValueError:
        raise UnreadableDocument("The manifest is not JSON") from None
    yield from (word for word in _scalars(read) if not _is_ours(word))


def _scalars(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _scalars(each)
    elif isinstance(value, list):
        for each in value:
            yield from _scalars(each)
    else:
        yield str(value)


def _is_ours(word: str) -> bool:
    return bool(_DIGEST.fullmatch(word) or _INSTANT.fullmatch(word))

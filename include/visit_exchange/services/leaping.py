"""One listing through a bucket that leaps over what nobody asked for.

It costs as many questions as there are pages of what was asked for and leaps over what was not, at
most: not one for each prefix.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types_boto3_s3.type_defs import ListObjectVersionsOutputTypeDef, ObjectVersionTypeDef

    # Lists what comes after a key and a version of it.
    ListAfter = Callable[[str, str], ListObjectVersionsOutputTypeDef]


def versions_under(
    prefixes: Sequence[str], list_after: "ListAfter"
) -> "Iterator[ObjectVersionTypeDef]":
    """Yield every version under ``prefixes``, which are in order and no one under another."""
    at = 0
    key, version = "", ""
    while at < len(prefixes):
        page = list_after(key or prefixes[at], version)
        for found in page.get("Versions", ()):
            if _place(found["Key"], prefixes) is not None:
                yield found
        if not page.get("IsTruncated"):
            return
        key, version = page["NextKeyMarker"], page.get("NextVersionIdMarker", "")
        if (place := _place(key, prefixes)) is None:
            place, key, version = bisect_right(prefixes, key), "", ""
        at = place


def _place(key: str, prefixes: Sequence[str]) -> int | None:
    """Return which of the prefixes a key lies under; None when under none."""
    at = bisect_right(prefixes, key) - 1
    return at if at >= 0 and key.startswith(prefixes[at]) else None

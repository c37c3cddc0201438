"""Where a page shows words that no text and no single picture holds.

Programs cut a picture into strips, each too low for a line of words, and draw letters as shapes
where a font may not travel. Both are seen on the page as it is drawn.
"""

from collections.abc import Callable, Iterator, Sequence

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from visit_exchange.privacy.documents.pdf.pages import DEEPEST, Box, drawn, pictures_on, size_of

_LOWEST, _HIGHEST = 3.0, 60.0  # points of a letter
_WIDEST = 2.0  # times as wide as high
_APART = 0.4  # of a letter's height, between two of a word
_FEWEST = 5  # letters
_CORNERS = 40  # of the outlines of so many letters
_TOUCHING = 1.5  # points
_MOST = 600  # shapes that are looked at one by one; of more the whole page is seen


def pieced(page: pypdfium2.PdfPage) -> Box | None:
    """Return the part of a page that is to be seen, None where nothing is in pieces."""
    strips = [Box(*picture.get_bounds()) for picture in pictures_on(page)]
    letters = list(_letters(page))
    if max(len(strips), len(letters)) > _MOST or (page.get_rotation() and (strips or letters)):
        return _whole(page)
    found = [_around(group) for group in _groups([(box, 0) for box in strips], _beside_strips)]
    words = _groups(letters, _beside_letters, _FEWEST)
    found += [_around(group) for group in words if sum(n for _, n in group) >= _CORNERS]
    return _around([(box, 0) for box in found]) if found else None


def seen(page: pypdfium2.PdfPage, part: Box) -> Image.Image:
    """Return what a part of a page looks like."""
    looks = drawn(page)
    width, height = size_of(page)
    across, down = looks.width / width, looks.height / height
    left, right = part.left * across, part.right * across
    top, bottom = (height - part.top) * down, (height - part.bottom) * down
    return looks.crop((round(left), round(top), round(right), round(bottom)))


_Shape = tuple[Box, int]  # where it is, and how many corners its outline has


def _letters(page: pypdfium2.PdfPage) -> Iterator[_Shape]:
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=DEEPEST):
        box = Box(*shape.get_bounds())
        high, wide = box.top - box.bottom, box.right - box.left
        corners = raw.FPDFPath_CountSegments(shape)
        if not _LOWEST <= high <= _HIGHEST:
            continue
        if wide <= _WIDEST * high:
            yield box, corners
        elif corners >= _CORNERS:  # a word or a line in one shape
            yield from [(box, corners)] * _FEWEST


def _groups(
    shapes: Sequence[_Shape], beside: Callable[[Box, Box], bool], fewest: int = 2
) -> Iterator[list[_Shape]]:
    """Yield the shapes that stand beside each other, where there are enough of them."""
    left = list(shapes)
    while left:
        group = [left.pop()]
        for one in group:  # it grows while it is gone through
            near = [beside(one[0], other[0]) for other in left]
            group += [other for other, is_near in zip(left, near, strict=True) if is_near]
            left = [other for other, is_near in zip(left, near, strict=True) if not is_near]
        if len(group) >= fewest:
            yield group


def _beside_strips(one: Box, other: Box) -> bool:
    return _are_near(one, other, _TOUCHING, _TOUCHING)


def _beside_letters(one: Box, other: Box) -> bool:
    high = min(one.top - one.bottom, other.top - other.bottom)
    return _are_near(one, other, _APART * max(high, _LOWEST), 0)


def _are_near(one: Box, other: Box, across: float, up: float) -> bool:
    return (
        max(one.left, other.left) - min(one.right, other.right) <= across
        and max(one.bottom, other.bottom) - min(one.top, other.top) <= up
    )


def _around(shapes: Sequence[_Shape]) -> Box:
    boxes = [box for box, _ in shapes]
    return Box(
        min(box.left for box in boxes) - _LOWEST,
        min(box.bottom for box in boxes) - _LOWEST,
        max(box.right for box in boxes) + _LOWEST,
        max(box.top for box in boxes) + _LOWEST,
    )


def _whole(page: pypdfium2.PdfPage) -> Box:
    width, height = size_of(page)
    return Box(0, 0, width, height)

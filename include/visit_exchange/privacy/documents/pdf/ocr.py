"""Reads the words in a picture, with models that a package brings along: nothing is fetched.

For pictures of documents, in the child process: it takes seconds for a page that is full.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageStat

if TYPE_CHECKING:
    from rapidocr import RapidOCR

# One thread, or a child's limit of processor time would be over the sooner; one line at a time
# is the fastest where lines are of different lengths.
_SETTINGS = {
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.text_score": 0.0,
    "Rec.rec_batch_num": 1,
    "Det.limit_type": "max",
    "Det.limit_side_len": 1280,
}
SURE = 0.85  # what the model gives a line that it reads well
MOST_UNSURE = 0.1  # of a picture's letters may stand in lines that it reads badly
FEW_UNSURE = 12  # letters: what a photograph's leaves and windows are taken for
WORTH_A_LOOK = 30_000  # dots: a logo says nothing; a picture of ten rows of a table is larger
_LINE_OF_WORDS = 3  # times as wide as high: a smaller picture, but a name may stand in it
_SMALLEST_LINE = 2_500  # dots
_BRIGHT = 128  # of 256 tones
_SAME_LINE = 0.6  # of a line's height: boxes that overlap by this stand side by side


@dataclass(frozen=True)
class ReadLine:
    """A line of a picture: its words, how sure they are (0 to 1), and its box in dots from the
    upper left corner: left, top, right, bottom."""

    text: str
    sure: float
    box: tuple[float, float, float, float]


def is_worth_a_look(width: int, height: int) -> bool:
    """Say whether a picture of so many dots across and down may hold words that can be read."""
    is_line = width >= _LINE_OF_WORDS * height or height >= _LINE_OF_WORDS * width
    return width * height >= (_SMALLEST_LINE if is_line else WORTH_A_LOOK)


def on_paper(picture: Image.Image) -> Image.Image:
    """Return a picture without what is clear in it: on a sheet that it stands out against.

    Browsers draw words as a black picture and say in its clearness where they are.
    """
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    tone = ImageStat.Stat(clear.convert("L"), clear.getchannel("A").point(_opaque)).mean
    sheet = Image.new("RGBA", clear.size, "black" if tone and tone[0] > _BRIGHT else "white")
    return Image.alpha_composite(sheet, clear).convert("RGB")


def read_picture(picture: Image.Image) -> tuple[ReadLine, ...]:
    """Return the lines of a picture from top to bottom, side by side from left to right."""
    import numpy as np
    from rapidocr.utils.output import RapidOCROutput

    found = _reader()(np.asarray(picture.convert("RGB")))
    # With detection and recognition both on, it is always this; without a line all are None.
    if not isinstance(found, RapidOCROutput) or found.boxes is None:
        return ()
    texts, scores = found.txts or (), found.scores or ()
    lines = [
        ReadLine(text, float(score), _around(box))
        for box, text, score in zip(found.boxes, texts, scores, strict=True)
        if text.strip()
    ]
    return tuple(_in_order(lines))


def is_read_badly(lines: Sequence[ReadLine], few: int = FEW_UNSURE) -> bool:
    """Say whether so much of what stands in a picture is unsure that it counts as not read.

    ``few`` letters may be unsure in any picture.
    """
    letters = sum(len(line.text) for line in lines)
    unsure = sum(len(line.text) for line in lines if line.sure < SURE)
    return unsure > max(MOST_UNSURE * letters, few)


def _opaque(clearness: int) -> int:
    return 255 if clearness > _BRIGHT else 0


@cache
def _reader() -> "RapidOCR":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import cv2
    from rapidocr import RapidOCR

    cv2.setNumThreads(1)
    return RapidOCR(params=_SETTINGS)


def _around(corners: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    across, down = zip(*((float(x), float(y)) for x, y in corners), strict=True)
    return min(across), min(down), max(across), max(down)


def _in_order(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """Cells of one row of a table come one after the other, as they are read."""
    rows: list[list[ReadLine]] = []
    for line in sorted(lines, key=lambda line: line.box[1]):
        if rows and _beside(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.box[0])]


def _beside(one: ReadLine, other: ReadLine) -> bool:
    overlap = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    lower = min(one.box[3] - one.box[1], other.box[3] - other.box[1])
    return overlap > _SAME_LINE * lower

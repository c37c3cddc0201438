"""Ways in which a text file can be written, and a name in it."""

import base64
import quopri
from collections.abc import Callable

from builders.hiding.planting import CHILD, GLUED, JOINED, Place

_LINE = f"As agreed with {CHILD} on Monday, the plan stands.\n"


def _as(encoding: str, mark: bytes = b"") -> Callable[[], bytes]:
    return lambda: mark + _LINE.encode(encoding)


def _saying(text: str | bytes) -> Callable[[], bytes]:
    content = text if isinstance(text, bytes) else text.encode()
    return lambda: b"Our plan for the year.\n" + content + b"\n"


_CODED = base64.b64encode(_LINE.encode() * 40).decode()
_LINES = "\n".join(_CODED[at : at + 76] for at in range(0, len(_CODED), 76))
_ = (
    ("UTF-8", "found", _as("utf-8")),
    ("UTF-8 with a mark", "found", _as("utf-8-sig")),
    ("UTF-16 with a mark", "found", _as("utf-16")),
    ("UTF-16 without a mark", "found", _as("utf-16-le")),
    ("UTF-16, the other way round", "found", _as("utf-16-be")),
    ("UTF-32 with a mark", "found", _as("utf-32")),
    ("UTF-32 without a mark", "found", _as("utf-32-le")),
    ("UTF-32, the other way round", "found", _as("utf-32-be", b"\0\0\xfe\xff")),
    ("Windows", "found", lambda: f"Café: {_LINE}".encode("cp1252")),
    ("joined", "found", _saying(f"see {JOINED}.docx")),
    ("glued", "found", _saying(f"see {GLUED}")),
    ("an address", "found", _saying("https://example.org/Casey%20Quillfeather")),
    ("an address with plus", "found", _saying("https://example.org/?child=Casey+Quillfeather")),
    ("letters spaced out", "found", _saying(" ".join(GLUED))),
    ("letters with points", "found", _saying(".".join(GLUED))),
    ("tags", "found", _saying("<b>Ca</b>sey <i>Quill</i>feather")),
    ("entities", "found", _saying("".join(f"&#{ord(c)};" for c in CHILD))),
    ("escapes", "found", _saying("".join(f"\\u{ord(c):04x}" for c in CHILD))),
    ("Excel's escapes", "found", _saying("".join(f"_x{ord(c):04X}_" for c in CHILD))),
    ("base64", "found", _saying(base64.b64encode(f"about {CHILD}, aged 9".encode()))),
    ("quoted printable", "found", _saying(quopri.encodestring(CHILD.replace("y", "ÿ").encode()).replace(b"=C3=BF", b"=79"))),
    ("UTF-7", "found", _saying(b"+" + base64.b64encode(CHILD.encode("utf-16-be")).rstrip(b"=") + b"-")),
    ("EBCDIC", "refused", _as("cp037")),
    ("two encodings in one", "refused", lambda: b"Our plan for the year. " * 400 + _LINE.encode("utf-16-le")),
    ("lines of base64", "refused", _saying(_LINES)),
    ("a line of base64", "refused", _saying(_CODED)),
)  # fmt: skip
PLACES = tuple(Place("txt", *each) for each in _)

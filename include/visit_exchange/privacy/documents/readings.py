"""What a text says to those who read it another way: decoded, or its words parted.

``Casey%20Example``, ``Casey_Example`` and ``CaseyExample`` name a child as well as the words do.
Whatever is searched is searched in these readings too.
"""

import base64
import binascii
import html
import quopri
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_plus

# Longer runs are no name; they are cut, so that no pattern meets a run without an end.
LONGEST = 400
_PIECE, _OVERLAP = 300, 60
_ENDLESS = re.compile(rf"\S{{{LONGEST},}}")
_TOKEN = re.compile(rf"\S{{1,{LONGEST}}}")
_JOINED = re.compile(r"[^\W_][_.~|:;=&/\\+]{1,3}[^\W_]")
_JOINTS = re.compile(r"[_.~|:;=&/\\+]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z]{3})(?=\d)|(?<=\d)(?=[A-Za-z]{3})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_|\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_UTF_7 = re.compile(r"\+[A-Za-z0-9+/]{2,}-?")
_QUOTED = re.compile(r"=[0-9A-F]{2}")
_IN_FOOTERS = re.compile(r'&(?:[A-Z]|"[^"]*"|\d+)')
_IN_FORMATS = re.compile(r'["\\]')
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_SPACED_OUT = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .|/·_-][^\W\d_]){3,80}(?![^\W_])")


def in_pieces(text: str) -> str:
    """Return ``text`` with runs without a space cut into pieces that overlap.

    No identifier is as long as an overlap, so none is lost; and no pattern meets a run without an
    end, which some take the square of its length for.
    """
    return _ENDLESS.sub(_pieces, text)


def _pieces(run: re.Match[str]) -> str:
    step = _PIECE - _OVERLAP
    return "\n".join(run[0][at : at + _PIECE] for at in range(0, len(run[0]), step))


def other_readings(text: str) -> str:
    """Return what else ``text`` can be read as, a line for each; empty when that is nothing new."""
    found: dict[str, None] = {}
    for line in text.splitlines():
        for token in _TOKEN.findall(line):
            found.update(dict.fromkeys(_readings(token)))
        if "<" in line and (plain := _TAG.sub("", line)) != line:
            found[plain] = None
        if "_x" in line or '"' in line or "=" in line or "&" in line or "\\" in line:
            decoded = _of_line(line)
            if decoded != line:
                found[decoded] = None
    return "\n".join(found)


def closed_up(text: str) -> str:
    """Return what is written letter by letter, a line for each: two spaces begin a new word."""
    return "\n".join(filter(None, map(_closed, text.splitlines())))


def _closed(line: str) -> str:
    runs = (re.sub(r"[\W_]", "", run[0]) for run in _SPACED_OUT.finditer(line))
    return _HUMP.sub(" ", " ".join(runs))


def _of_line(line: str) -> str:
    """Decode what may hold spaces: entities, escapes, the marks of footers and number formats."""
    decoded = _ESCAPED.sub(_character, html.unescape(_IN_FOOTERS.sub(" ", line)))
    if _QUOTED.search(decoded):
        decoded = quopri.decodestring(decoded.encode("utf-8", "replace")).decode("utf-8", "replace")
    return _HUMP.sub(" ", _IN_FORMATS.sub("", decoded))


def _readings(token: str) -> Iterator[str]:
    for way in _WAYS:
        decoded = way(token)
        if decoded and decoded != token:
            yield decoded
            if way is not _parted:
                yield _parted(decoded)
    if (parted := _parted(token)) != token:
        yield parted


def _parted(token: str) -> str:
    joined = _JOINTS.sub(" ", token) if _JOINED.search(token) else token
    return _HUMP.sub(" ", joined)


def _unquoted(token: str) -> str:
    return unquote_plus(token) if "%" in token else token


def _unescaped(token: str) -> str:
    return _ESCAPED.sub(_character, html.unescape(token)) if re.search(r"[&_\\]", token) else token


def _character(match: re.Match[str]) -> str:
    return chr(int(next(filter(None, match.groups())), 16))


def _from_base64(token: str) -> str:
    return " ".join(filter(None, map(_plain_of, _BASE64.findall(token))))


def _plain_of(run: str) -> str:
    if run.isalpha() and (run.islower() or run.istitle()):
        return ""  # a word
    plain = run.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        decoded = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
        text = decoded.decode(
            "utf-16-le" if decoded[1::2].count(0) > len(decoded) // 3 else "utf-8"
        )
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return text if text.isprintable() else ""


def _from_utf_7(token: str) -> str:
    if not _UTF_7.search(token):
        return token
    try:
        return token.encode("ascii").decode("utf-7")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return token


_WAYS: tuple[Callable[[str], str], ...] = (_unquoted, _unescaped, _from_base64, _from_utf_7)

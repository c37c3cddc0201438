"""Fonts that travel inside documents: what draws their letters, without what tells of them."""

from visit_exchange.privacy.documents.pdf.values import UnknownPartError

_DRAW = frozenset(
    {
        b"cmap", b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep",
        b"post", b"OS/2", b"CFF ", b"vhea", b"vmtx", b"VORG", b"gasp",
    }
)  # fmt: skip
_SFNT = (b"\0\1\0\0", b"true", b"OTTO")
_ENTRY = 16
_EEXEC_KEY, _CHARSTRING_SKIP = 55665, 4


def plain_program(content: bytes) -> bytes:
    """Return a font program; one in tables (TrueType, OpenType) without names and unknown tables.

    Raises UnknownPartError for a collection and for what is cut short.
    """
    if content[:4] == b"ttcf":
        raise UnknownPartError("a collection of fonts")
    return _plain_tables(content) if content[:4] in _SFNT else content


def _plain_tables(content: bytes) -> bytes:
    count = int.from_bytes(content[4:6], "big")
    entries = [content[12 + _ENTRY * n : 12 + _ENTRY * (n + 1)] for n in range(count)]
    tables: list[tuple[bytes, bytes]] = []
    for entry in entries:
        at, length = int.from_bytes(entry[8:12], "big"), int.from_bytes(entry[12:16], "big")
        if entry[:4] not in _DRAW:
            continue
        if at + length > len(content):
            raise UnknownPartError("a font is cut short")
        tables.append((entry[:8], content[at : at + length]))
    return _packed(content[:4], tables)


def _packed(version: bytes, tables: list[tuple[bytes, bytes]]) -> bytes:
    power = max(len(tables), 1).bit_length() - 1
    reach = 16 << power
    steps = (len(tables), reach, power, 16 * len(tables) - reach)
    head = version + b"".join(step.to_bytes(2, "big") for step in steps)
    at = len(head) + _ENTRY * len(tables)
    entries, body = b"", b""
    for tag_and_sum, table in tables:
        place = (at + len(body)).to_bytes(4, "big") + len(table).to_bytes(4, "big")
        entries += tag_and_sum + place
        body += table + b"\0" * (-len(table) % 4)
    return head + entries + body


def deciphered(content: bytes) -> bytes:
    """Return the part of a Type 1 font that is enciphered, as it reads; empty when there is none.

    The cipher is the font format's own and keeps nothing secret.
    """
    mark = content.find(b"eexec")
    if mark < 0:
        return b""
    hidden = content[mark + 5 :].lstrip(b" \r\n\t")
    if all(byte in b"0123456789abcdefABCDEF \r\n\t" for byte in hidden[:4]):
        hidden = _from_hexadecimal(hidden)
    key, plain = _EEXEC_KEY, bytearray()
    for byte in hidden:
        plain.append(byte ^ key >> 8)
        key = (byte + key) * 52845 + 22719 & 0xFFFF
    return bytes(plain[_CHARSTRING_SKIP:])


def _from_hexadecimal(digits: bytes) -> bytes:
    kept = bytes(byte for byte in digits if byte in b"0123456789abcdefABCDEF")
    return bytes.fromhex(kept[: len(kept) // 2 * 2].decode("ascii"))

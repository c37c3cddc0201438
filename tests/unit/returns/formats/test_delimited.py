"""Text tables: encodings and delimiters."""

import pytest

from visit_exchange.returns.formats.delimited import decode, find_delimiter, read_delimited

TEXT = "Name,Place\nZoë,Café\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_text_is_decoded_from_any_encoding_in_use(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("content", [b"MZ\x90\x00\x03\x00", b"\xff\xfe\x00", bytes(range(256))])
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    assert decode(content) is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_gives_even_rows(delimiter: str) -> None:
    rows = [["Setting", "Offer"], ["Oak Hub", "Maths, English"], ["Elm Farm", "Care; animals"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)

    assert find_delimiter(text) == delimiter
    assert read_delimited(text) == rows


def test_prose_has_no_delimiter() -> None:
    assert find_delimiter("Our strategy, agreed in May,\nis this.\n\nWe will.") is None


@pytest.mark.slow
def test_a_quotation_mark_that_is_never_closed_loses_no_row() -> None:
    rows = read_delimited('a,b\n1,"2\n' + "3,4\n" * 40_000)

    assert len(rows) >= 40_002


def test_rows_are_made_alike_wide() -> None:
    assert read_delimited("title\na,b\n1,2\n") == [["title", ""], ["a", "b"], ["1", "2"]]

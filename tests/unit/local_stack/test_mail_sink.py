"""Mails are kept as files: one for each Message-ID, a folder for each recipient."""

from pathlib import Path

from local_stack.mail.mail_sink import keep

LANO = "lano@authority.example"


def test_a_mail_is_kept_as_it_came_in_its_recipients_folder(tmp_path: Path) -> None:
    path = keep(tmp_path, LANO, _mail("<request.999-ap-20261123@visits.example>", "The request"))
    assert path.parent == tmp_path / LANO
    assert path.name.startswith("request.999-ap-20261123-")
    assert b"The request" in path.read_bytes()


def test_a_mail_sent_twice_is_kept_once(tmp_path: Path) -> None:
    first = keep(tmp_path, LANO, _mail("<reply.1@visits.example>", "sent"))
    again = keep(tmp_path, LANO, _mail("<reply.1@visits.example>", "sent again"))
    assert again == first
    assert [path.name for path in first.parent.iterdir()] == [first.name]


def test_mails_with_the_same_beginning_are_told_apart(tmp_path: Path) -> None:
    paths = {keep(tmp_path, LANO, _mail(f"<reply@{host}.example>", "x")) for host in ("a", "b")}
    assert len(paths) == 2


def test_a_mail_without_a_message_id_is_kept_by_its_content(tmp_path: Path) -> None:
    paths = {keep(tmp_path, LANO, body) for body in (b"\r\none", b"\r\ntwo", b"\r\ntwo")}
    assert len(paths) == 2


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    hostile = _mail("<../../outside@visits.example>", "x")
    path = keep(tmp_path / "mail", "../../outside", hostile)
    assert path.resolve().is_relative_to(tmp_path / "mail")
    assert len(path.relative_to(tmp_path / "mail").parts) == 2


def _mail(message_id: str, body: str) -> bytes:
    return f"Message-ID: {message_id}\r\nSubject: A visit\r\n\r\n{body}\r\n".encode()

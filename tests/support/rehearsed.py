"""A rehearsal that has ended, and what it left with everyone."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import psycopg2
from rich.console import Console

from local_stack.postgres.databases import socket_folder
from local_stack.supervising.stack import Stack
from rehearsal.files.everything import canaries
from rehearsal.judging.leaks import leaks
from rehearsal.people.authority import invent_authority
from rehearsal.people.material import load_material
from rehearsal.playing.demo import rehearse
from rehearsal.playing.play import cast_of
from visit_exchange.buckets import Bucket
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

FRAMEWORK = "ap_thematic_2023"
SEED = 1
DATABASES = ("airflow", "register")
TEMPORARY = "temporary"  # the folder beside the stack's home where its programs write for a moment


@dataclass(frozen=True)
class Rehearsed:
    """``authority`` and ``inspectors`` are folders with all that each of them could download."""

    stack: Stack
    outside: Outside
    visit: Visit
    failures: list[str] = field(repr=False)

    @property
    def authority(self) -> Path:
        return self.stack.home.folder / "rehearsal" / self.visit.id / "authority"

    @property
    def inspectors(self) -> Path:
        return self.stack.home.folder / "rehearsal" / self.visit.id / "inspectors"

    def reply_mails(self) -> Counter[str]:
        """Return how many mails answered each upload, by the place of its reply.

        A mail about one file begins with its number; one about several has a line for each.
        """
        mails = self.mails_to(self.visit.lano_email)
        texts = [
            f"{mail['Subject']}\n{mail.get_body(('plain',)).get_content()}"  # type: ignore[union-attr]
            for mail in mails
        ]
        # Another visit of the stack may have the same LANO.
        ours = [text.partition("\n")[2] for text in texts if self.visit.id in text]
        return Counter(place for text in ours for place in self._reply_places(text))

    def mails_to(self, recipient: str) -> list[EmailMessage]:
        """Return every mail that reached a person, of all visits of the stack, oldest first."""
        parser = BytesParser(policy=default)
        found = (self.stack.home.mail / recipient).glob("*.eml")
        files = sorted(found, key=lambda file: file.stat().st_mtime_ns)
        return [parser.parsebytes(file.read_bytes()) for file in files]

    def _reply_places(self, text: str) -> list[str]:
        lines = re.findall(r"^(?:- )?Your upload (\d+):", text, re.MULTILINE)
        return [f"{self.visit.id}/{int(number):04d}" for number in lines]

    def audited(self, act: str) -> list[dict[str, Any]]:
        """Return what the audit says of every act of this kind."""
        return [
            dict(entry.detail)
            for entry in self.outside.register.audit(self.visit.id)
            if entry.act == act
        ]

    def rows(self, database: str, query: str, *values: str) -> list[tuple[Any, ...]]:
        """Return what a query finds in one of the stack's databases."""
        where = str(socket_folder(self.stack.home.postgres))
        connection = psycopg2.connect(host=where, user="postgres", dbname=database)
        with connection, connection.cursor() as cursor:
            cursor.execute(query, values or None)
            found = cursor.fetchall()
        connection.close()
        return found


def rehearse_once(
    stack: Stack, outside: Outside, *, framework: str = FRAMEWORK, days: float = 1
) -> Rehearsed:
    """Rehearse a visit to its end; what the rehearsal shows goes to a file beside the logs.

    ``days`` is how much longer its days are than those of ``make demo``.
    """
    before = {visit.id for visit in outside.register.visits()}
    with (stack.home.folder / "screen.txt").open("a") as screen:
        failures = rehearse(
            stack.home,
            stack.ports,
            stack.kept,
            Console(file=screen, width=120),
            framework=framework,
            seed=SEED,
            day_seconds=cast_of(framework).day_seconds * days,
        )
    visit = next(v for v in outside.register.visits() if v.id not in before)
    return Rehearsed(stack, outside, visit, failures)


def planted(rehearsed: Rehearsed) -> tuple[str, ...]:
    """Return what may lie in the uploads and the authority's own replies, and nowhere else."""
    material = load_material(FRAMEWORK)
    authority = invent_authority(material, seed=SEED, notified=rehearsed.visit.notified)
    references = {child.reference for child in authority.children}
    return (*canaries(authority, seed=SEED), *sorted(references))


def lay_out_databases(rehearsed: Rehearsed, folder: Path) -> int:
    """Write every table of every database as a text file; return how many rows there were."""
    total = 0
    for database in DATABASES:
        for (table,) in rehearsed.rows(database, _TABLES):
            rows = rehearsed.rows(database, f'SELECT * FROM "{table}"')  # noqa: S608  (a table of ours)
            total += len(rows)
            text = "\n".join(" | ".join(map(_as_text, row)) for row in rows)
            _write(folder / database / f"{table}.txt", text.encode("utf-8", "replace"))
    return total


def lay_out_bucket(rehearsed: Rehearsed, bucket: Bucket, folder: Path) -> int:
    """Download every object of a bucket; return how many there are."""
    keys = rehearsed.outside.store.keys(bucket, "")
    for key in keys:
        _write(folder / key, rehearsed.outside.store.get(bucket, key))
    return len(keys)


def lay_out_mails(rehearsed: Rehearsed, recipient: str, folder: Path) -> int:
    """Write each mail to a person as it is read, attachments beside it; return how many."""
    mails = rehearsed.mails_to(recipient)
    for number, mail in enumerate(mails):
        for name, content in _parts(mail):
            _write(folder / str(number) / name, content)
    return len(mails)


def found_in(folder: Path, rehearsed: Rehearsed) -> list[str]:
    """Return the files below ``folder`` that hold anything planted, never what they hold."""
    return leaks(folder, planted(rehearsed))


_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


def _parts(mail: EmailMessage) -> Iterator[tuple[str, bytes]]:
    yield "headers", "\n".join(f"{name}: {value}" for name, value in mail.items()).encode()
    for number, part in enumerate(mail.walk()):
        if not part.is_multipart():
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            yield f"part {number}", content


def _as_text(value: object) -> str:
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode("latin-1")
    return json.dumps(value) if isinstance(value, dict | list) else str(value)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

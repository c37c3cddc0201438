"""What was destroyed after a backup was taken: a restore brings none of it back."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from visit_exchange.errors import UserError
from visit_exchange.kinds.rules.retention import Evidence
from visit_exchange.services.backing_up.versions import KeptVersion
from visit_exchange.visits.disposal_records import Certificate

KEY_RING = "key ring"


@dataclass(frozen=True)
class Tombstones:
    """Certificates of disposal, and visits whose keys are gone though no certificate says so."""

    certificates: tuple[Certificate, ...] = ()
    further_keys: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """The visits whose keys are gone."""
        certified = (
            each.visit_id
            for each in self.certificates
            for thing in _things(each)
            if thing["kind"] == Evidence.KEYS.value and thing["place"] == KEY_RING
        )
        return self.further_keys | frozenset(certified)

    def destroyed(self) -> frozenset[tuple[str, str]]:
        """Return what is gone of the store: bucket, and the hash of the object's key.

        Not by version: an object that is destroyed goes with every version that it had.
        """
        return frozenset(
            (thing["place"], thing["key_hash"])
            for each in self.certificates
            for thing in _things(each)
        )


def is_gone(kept: KeptVersion, destroyed: frozenset[tuple[str, str]]) -> bool:
    """Say whether a version that was kept has been destroyed since."""
    return (kept.bucket, kept.key_hash) in destroyed


def read_certificates(files: Iterable[Path]) -> tuple[Certificate, ...]:
    """Return the certificates in files as they were mailed; UserError for one that is none."""
    return tuple(_certificate(file) for file in sorted(files))


def _certificate(file: Path) -> Certificate:
    body = file.read_text(encoding="utf-8")
    try:
        told: dict[str, Any] = json.loads(body)
        visit, number = str(told["visit"]), int(told["certificate"])
        things = told["things"]
    except (ValueError, KeyError, TypeError):
        things = None
    if not isinstance(things, list):
        raise UserError(f"{file.name} is no certificate of disposal. Take the .json of the mail")
    return Certificate(visit, number, body, hashlib.sha256(body.encode()).hexdigest())


def _things(certificate: Certificate) -> list[dict[str, str]]:
    things: list[dict[str, str]] = json.loads(certificate.body)["things"]
    return things

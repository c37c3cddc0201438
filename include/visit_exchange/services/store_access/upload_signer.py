"""Permission to upload one file, once: an address that is good for exactly these bytes.

A browser that holds no key of the store sends a file with it. The store itself refuses other
bytes, another length, a second use, and anything after fifteen minutes.
"""

import base64
import hashlib
import re
import unicodedata
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from visit_exchange.services.refusals import store_refusals

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

GOOD_FOR = timedelta(minutes=15)
LONGEST_NAME = 120  # characters: a key has at most 1,024 bytes, and a letter up to four
SHA256_BYTES = 32
# The embedded store keeps its own files under names that end so.
_STORES_OWN = re.compile(r"(\.versions|\.uploads)+$", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w .()+&,'-]")
_FOLDER = re.compile(r"(?:[a-z0-9-]+/)*")


@dataclass(frozen=True)
class PresignedUpload:
    """Where and how to send one file. Neither is printed: the address is a permission.

    Send the bytes to ``url`` by PUT with exactly these ``headers``; a browser sets
    ``Content-Length`` itself. ``key`` is what the upload is called in the store.
    """

    url: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    key: str = field(repr=False)


class UploadSigner:
    """Signs uploads with an identity that can add and do nothing else."""

    def __init__(self, client: "S3Client", bucket: str, inside: "S3Client | None" = None) -> None:
        """``client`` speaks to the store as the sender reaches it; ``bucket`` is its name there.

        ``inside`` speaks to it as this process reaches it, where that is another address.
        """
        self._client = client
        self._inside = inside or client
        self._bucket = bucket

    def __repr__(self) -> str:
        return "UploadSigner()"

    def presigned_upload(
        self, visit_id: str, name: str, length: int, sha256: str, *, folder: str = ""
    ) -> PresignedUpload:
        """Return the permission to add one file to a visit's uploads.

        ``length`` is in bytes, ``sha256`` in hex. ``folder`` is below the visit's prefix, ends with
        a slash and is ours to choose (``tracking/``), never the sender's. ValueError when one of
        them cannot be what it says.
        """
        key = upload_key(visit_id, name, folder)
        headers = {
            "If-None-Match": "*",
            "x-amz-checksum-sha256": _checksum(sha256),
        }
        if length < 1:
            raise ValueError("a file to upload has at least one byte")
        url = self._client.generate_presigned_url(
            "put_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ContentLength": length,
                "ChecksumSHA256": headers["x-amz-checksum-sha256"],
                "IfNoneMatch": headers["If-None-Match"],
            },
            ExpiresIn=int(GOOD_FOR.total_seconds()),
        )
        return PresignedUpload(url, headers, key)

    @store_refusals()
    def add(self, visit_id: str, name: str, content: bytes, *, folder: str) -> str:
        """Add a file to a visit's uploads, as a browser with a permission would; return its key."""
        key = upload_key(visit_id, name, folder)
        self._inside.put_object(
            Bucket=self._bucket,
            Key=key,
            Body=content,
            ChecksumSHA256=_checksum(hashlib.sha256(content).hexdigest()),
            IfNoneMatch="*",
        )
        return key


def upload_key(visit_id: str, name: str, folder: str = "") -> str:
    """Return a key that no other upload has, and that ends with the file's name made safe."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", visit_id) or not _FOLDER.fullmatch(folder):
        raise ValueError("a visit id or a folder has small letters, digits and hyphens only")
    return f"{visit_id}/{folder}{uuid.uuid4()}/{safe_name(name)}"


def safe_name(name: str) -> str:
    """Return a file's name without its folders and without what a store may take for more.

    The end is kept when it is too long: it says what kind of file it is.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    safe = _STORES_OWN.sub("", _UNSAFE.sub("-", last)).strip(" .")
    kind = PurePosixPath(safe).suffix[:10]
    return (
        safe if len(safe) <= LONGEST_NAME else safe[: LONGEST_NAME - len(kind)] + kind
    ) or "file"


def _checksum(sha256: str) -> str:
    digest = bytes.fromhex(sha256)
    if len(digest) != SHA256_BYTES:
        raise ValueError("a SHA-256 has 64 hexadecimal digits")
    return base64.b64encode(digest).decode()

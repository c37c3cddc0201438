"""What somebody may try on an S3 server, by the name that the isolation matrix gives it."""

import http.client
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import httpx
from botocore import UNSIGNED
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from visit_exchange.services.store_access.keeper import Credential, connect_iam

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

BODY = b"tried"
OWN = "999-ap-20261123"
WIDE = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":["*"]}]}'
)


class Refused(Exception):
    """The server turned the act away."""


@dataclass(frozen=True)
class Party:
    """Somebody with keys, or without any. ``versions`` are real version ids, by place."""

    s3: "S3Client"
    keys: Credential | None
    versions: dict[str, str]

    @property
    def endpoint(self) -> str:
        return self.s3.meta.endpoint_url

    def version(self, place: str) -> str:
        """Return the id of the version that lies in a place; a made-up one where none does."""
        return self.versions.get(place, "0" * 32)

    def iam(self) -> Any:
        """Return this party's IAM."""
        keys = self.keys or Credential("", "")
        return connect_iam(self.endpoint, "eu-west-2", keys.access_key, keys.secret_key)


def unsigned() -> Config:
    """Return the configuration of a caller without a name."""
    return Config(signature_version=UNSIGNED, s3={"addressing_style": "path"})


def attempt(party: Party, act: str, place: str) -> None:
    """Try an act; Refused when the server turns it away."""
    bucket, _, key = place.partition("/")
    try:
        ACTS[act](party, bucket, key)
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise
        raise Refused(str(status)) from None


def raw(party: Party, method: str, path: str) -> str:
    """Send a request with exactly this path: no client tidies it up. Signed, if there are keys."""
    content = BODY if method == "PUT" else b""
    request = AWSRequest(method, party.endpoint + as_the_server_reads(path), {}, content)
    if party.keys:
        pair = Credentials(party.keys.access_key, party.keys.secret_key)
        S3SigV4Auth(pair, "s3", "eu-west-2").add_auth(request)
    connection = http.client.HTTPConnection(urlsplit(party.endpoint).netloc, timeout=60)
    connection.request(method, path, content, dict(request.headers.items()))
    answer = connection.getresponse()
    status, text = answer.status, answer.read().decode()
    connection.close()
    if status >= httpx.codes.BAD_REQUEST:
        assert status < httpx.codes.INTERNAL_SERVER_ERROR
        raise Refused(str(status))
    return text


def as_the_server_reads(path: str) -> str:
    """Return a path in the form whose signature the server checks: decoded, and encoded its way."""
    place, _, query = path.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    return quote(unquote(place)) + (
        f"?{urlencode(pairs, quote_via=quote, safe='')}" if pairs else ""
    )


def send(method: str, address: str) -> None:
    """Use a presigned address."""
    answer = httpx.request(method, address, trust_env=False, timeout=60)
    if answer.is_error:
        raise Refused(str(answer.status_code))


def _multipart(party: Party, bucket: str, key: str) -> None:
    begun = party.s3.create_multipart_upload(Bucket=bucket, Key=key)["UploadId"]
    part = party.s3.upload_part(Bucket=bucket, Key=key, UploadId=begun, PartNumber=1, Body=BODY)
    parts: Any = {"Parts": [{"ETag": part["ETag"], "PartNumber": 1}]}
    party.s3.complete_multipart_upload(
        Bucket=bucket,
        Key=key,
        UploadId=begun,
        MultipartUpload=parts,
    )


def _copy(party: Party, source: str, target: str) -> None:
    bucket, _, key = target.partition("/")
    party.s3.copy_object(Bucket=bucket, Key=key, CopySource=source)


def _part_copy(party: Party, source: str, target: str) -> None:
    bucket, _, key = target.partition("/")
    begun = party.s3.create_multipart_upload(Bucket=bucket, Key=key)["UploadId"]
    try:
        party.s3.upload_part_copy(
            Bucket=bucket, Key=key, UploadId=begun, PartNumber=1, CopySource=source
        )
    finally:
        party.s3.abort_multipart_upload(Bucket=bucket, Key=key, UploadId=begun)


def _delete_many(party: Party, bucket: str, key: str) -> None:
    told = party.s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key}]})
    if told.get("Errors"):
        raise Refused(told["Errors"][0]["Code"])


def _tags(key: str) -> Any:
    return {"TagSet": [{"Key": "scan", "Value": key}]}


def _presigned(method: str, call: str) -> Callable[[Party, str, str], None]:
    def act(party: Party, bucket: str, key: str) -> None:
        address = party.s3.generate_presigned_url(call, Params={"Bucket": bucket, "Key": key})
        send(method, address)

    return act


def _list_past_its_own(party: Party, bucket: str, query: str) -> None:
    """A list that shows what the party may see anyway, or nothing, went no further."""
    keys = re.findall("<Key>(.*?)</Key>", raw(party, "GET", f"/{bucket}/{query}"))
    if all(key.startswith(f"{OWN}/") and "/tracking/" not in key for key in keys):
        raise Refused("nothing of others is shown")


def _named(buckets: list[Any]) -> None:
    """An S3 server answers everyone with the buckets that they may see: none is a refusal."""
    if not buckets:
        raise Refused("none is shown")


def _policy_on_bucket(party: Party, bucket: str, _: str) -> None:
    allow = WIDE.replace('"Effect"', '"Principal":"*","Effect"')
    party.s3.put_bucket_policy(Bucket=bucket, Policy=allow)


ACTS: dict[str, Callable[[Party, str, str], object]] = {
    "add": lambda p, b, k: p.s3.put_object(Bucket=b, Key=k, Body=BODY),
    "add in parts": _multipart,
    "add with tags": lambda p, b, k: p.s3.put_object(Bucket=b, Key=k, Body=BODY, Tagging="a=b"),
    "add with ACL": lambda p, b, k: p.s3.put_object(Bucket=b, Key=k, Body=BODY, ACL="public-read"),
    "add by address": _presigned("PUT", "put_object"),
    "add exactly": lambda p, b, k: raw(p, "PUT", f"/{b}/{k}"),
    "read": lambda p, b, k: p.s3.get_object(Bucket=b, Key=k)["Body"].read(),
    "read version": lambda p, b, k: p.s3.get_object(
        Bucket=b, Key=k, VersionId=p.version(f"{b}/{k}")
    ),
    "read by address": _presigned("GET", "get_object"),
    "read exactly": lambda p, b, k: raw(p, "GET", f"/{b}/{k}"),
    "look at": lambda p, b, k: p.s3.head_object(Bucket=b, Key=k),
    "see tags": lambda p, b, k: p.s3.get_object_tagging(Bucket=b, Key=k),
    "see ACL": lambda p, b, k: p.s3.get_object_acl(Bucket=b, Key=k),
    "list": lambda p, b, k: p.s3.list_objects_v2(Bucket=b, Prefix=k),
    "list versions": lambda p, b, k: p.s3.list_object_versions(Bucket=b, Prefix=k),
    "list uploads in parts": lambda p, b, k: p.s3.list_multipart_uploads(Bucket=b, Prefix=k),
    "list exactly": lambda p, b, k: raw(p, "GET", f"/{b}/{k}"),
    "list past its own": _list_past_its_own,
    "copy into own": lambda p, b, k: _copy(p, f"{b}/{k}", f"uploads/{OWN}/copied"),
    "copy part into own": lambda p, b, k: _part_copy(p, f"{b}/{k}", f"uploads/{OWN}/copied"),
    "delete": lambda p, b, k: p.s3.delete_object(Bucket=b, Key=k),
    "delete version": lambda p, b, k: p.s3.delete_object(
        Bucket=b, Key=k, VersionId=p.version(f"{b}/{k}"), BypassGovernanceRetention=True
    ),
    "delete many": _delete_many,
    "tag": lambda p, b, k: p.s3.put_object_tagging(Bucket=b, Key=k, Tagging=_tags("clean")),
    "make public": lambda p, b, k: p.s3.put_object_acl(Bucket=b, Key=k, ACL="public-read"),
    "unlock": lambda p, b, k: p.s3.put_object_legal_hold(
        Bucket=b, Key=k, LegalHold={"Status": "OFF"}
    ),
    "list buckets": lambda p, b, k: _named(p.s3.list_buckets()["Buckets"]),
    "make bucket": lambda p, b, k: p.s3.create_bucket(Bucket=b),
    "delete bucket": lambda p, b, k: p.s3.delete_bucket(Bucket=b),
    "open bucket": _policy_on_bucket,
    "close bucket's policy": lambda p, b, k: p.s3.delete_bucket_policy(Bucket=b),
    "stop versions": lambda p, b, k: p.s3.put_bucket_versioning(
        Bucket=b, VersioningConfiguration={"Status": "Suspended"}
    ),
    "stop lock": lambda p, b, k: p.s3.put_object_lock_configuration(
        Bucket=b, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"}
    ),
    "stop encryption": lambda p, b, k: p.s3.delete_bucket_encryption(Bucket=b),
    "see encryption": lambda p, b, k: p.s3.get_bucket_encryption(Bucket=b),
    "expire objects": lambda p, b, k: p.s3.put_bucket_lifecycle_configuration(
        Bucket=b,
        LifecycleConfiguration={
            "Rules": [
                {"ID": "x", "Status": "Enabled", "Filter": {"Prefix": k}, "Expiration": {"Days": 1}}
            ]
        },
    ),
    "list users": lambda p, b, k: p.iam().list_users(),
    "make user": lambda p, b, k: p.iam().create_user(UserName="visit-intruder"),
    "make wider policy": lambda p, b, k: p.iam().create_policy(
        PolicyName="visit-intruder", PolicyDocument=WIDE
    ),
    "make key of": lambda p, b, k: p.iam().create_access_key(UserName=b),
    "see user": lambda p, b, k: p.iam().get_user(UserName=b),
    "destroy user": lambda p, b, k: p.iam().delete_user(UserName=b),
    "widen own policy": lambda p, b, k: p.iam().put_user_policy(
        UserName=b, PolicyName="more", PolicyDocument=WIDE
    ),
    "drop own policy": lambda p, b, k: p.iam().detach_user_policy(
        UserName=b, PolicyArn=f"arn:aws:iam::000000000000:policy/{b}"
    ),
}

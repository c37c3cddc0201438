"""Each party reaches its own in the object store, and nothing else: tried on the real server.

A row is one attempt: who, what, where, and whether the server does it. What it refuses must also
have changed nothing. {A} is the visit 999-ap-20261123, {B} another authority's; the parties are of
visit {A} unless they are ``other``. ``shut out`` is an authority whose visit has closed;
``data team`` and ``nobody`` have no key.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

import boto3
import pytest
import time_machine

from issued_access import ConnectAs
from store_acts import OWN, Party, Refused, attempt, send, unsigned
from visit_exchange.buckets import Bucket
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.store_access.identities import (
    STANDING_IDENTITIES,
    VISIT_IDENTITIES,
    partner_identity,
)
from visit_exchange.services.store_access.keeper import AccessKeeper, Credential

pytestmark = pytest.mark.services

OTHER = "998-ap-20261123"
CLOSED = "997-ap-20261123"
LAID = (  # what lies in the store before anybody tries anything
    "uploads/{A}/list.xlsx",
    "uploads/{A}/from-inspectors/ticks.xlsx",
    "uploads/{A}/partners/health/list.xlsx",
    "uploads/{B}/list.xlsx",
    "uploads/{A}0/list.xlsx",
    "uploads/{A}-2/list.xlsx",
    "replies/{A}/001/reply.html",
    "replies/{A}/partners/health/001/reply.html",
    "replies/{A}/partners/trust/001/reply.html",
    "replies/{B}/001/reply.html",
    "replies/{A}-2/001/reply.html",
    "staging/{A}/list.json",
    "packs/{A}/v001/manifest.json",
    "packs/{A}/answers/001.html",
    "packs/{A}/tracking/v001/manifest.json",
    "packs/{A}-2/v001/manifest.json",
    "packs/{B}/v001/manifest.json",
    "packs/{B}/tracking/v001/manifest.json",
)
MATRIX = """
la | add | uploads/{A}/new.xlsx | yes
la | add in parts | uploads/{A}/large.pdf | yes
la | add | uploads/{A}/tracking/K7/plan.pdf | yes
la | add | uploads/{A}/list.xlsx | yes
la | add by address | uploads/{A}/new.xlsx | yes
la | add exactly | uploads/{A}/exactly.xlsx | yes
la | add exactly | uploads/{A}/a%20name.xlsx | yes
la | add | uploads/{A}/from-inspectors/ticks.xlsx | no
la | add in parts | uploads/{A}/from-inspectors/new.xlsx | no
la | add by address | uploads/{A}/from-inspectors/new.xlsx | no
la | add exactly | uploads/{A}/x/../from-inspectors/new.xlsx | no
la | add exactly | uploads/{A}/from-inspectors%2Fnew.xlsx | no
la | add exactly | uploads/{A}//from-inspectors/../../{B}/new.xlsx | no
la | add | uploads/{A}/partners/health/new.xlsx | no
la | add | uploads/{B}/new.xlsx | no
la | add in parts | uploads/{B}/new.xlsx | no
la | add by address | uploads/{B}/new.xlsx | no
la | add | uploads/{A}0/new.xlsx | no
la | add | uploads/{A}-2/new.xlsx | no
la | add | uploads/{A} | no
la | add | uploads/new.xlsx | no
la | add exactly | uploads/{A}/../{B}/new.xlsx | no
la | add exactly | uploads/{A}/%2e%2e/{B}/new.xlsx | no
la | add exactly | uploads/{A}/..%2f{B}/new.xlsx | no
la | add exactly | uploads/{A}/..%5c{B}%5cnew.xlsx | no
la | add exactly | uploads/{A}//../{B}/new.xlsx | no
la | add exactly | uploads/{A}/%252e%252e/../../../packs/{A}/v001/manifest.json | no
la | add exactly | uploads/{A}/../../packs/{A}/v001/manifest.json | no
la | add | replies/{A}/new.html | no
la | add | replies/{A}/001/reply.html | no
la | add | staging/{A}/new.json | no
la | add | packs/{A}/v001/new.xlsx | no
la | add with tags | uploads/{A}/new.xlsx | no
la | add with ACL | uploads/{A}/new.xlsx | no
la | add | uploads/{A}/list.xlsx.versions/v_1 | no
la | add | uploads/{A}/.versions/list.xlsx | no
la | add | uploads/{A}/.uploads/list.xlsx | no
la | add in parts | uploads/{A}/list.versions/more/list.xlsx | no
la | add by address | uploads/{A}/list.versions/list.xlsx | no
la | add exactly | uploads/{A}/list%2Eversions/list.xlsx | no
la | add exactly | uploads/{A}/list.versions%2Flist.xlsx | no
la | add exactly | uploads/{A}/x/../list.versions/list.xlsx | no
la | add | uploads/{A}/list.versions | yes
la | add | uploads/{A}/uploads/list.xlsx | yes
la | read | uploads/{A}/list.xlsx | no
la | read version | uploads/{A}/list.xlsx | no
la | read by address | uploads/{A}/list.xlsx | no
la | look at | uploads/{A}/list.xlsx | no
la | see tags | uploads/{A}/list.xlsx | no
la | see ACL | uploads/{A}/list.xlsx | no
la | list | uploads/{A}/ | no
la | list versions | uploads/{A}/ | no
la | list uploads in parts | uploads/{A}/ | no
la | list | uploads/ | no
la | delete | uploads/{A}/list.xlsx | no
la | delete version | uploads/{A}/list.xlsx | no
la | delete many | uploads/{A}/list.xlsx | no
la | tag | uploads/{A}/list.xlsx | no
la | make public | uploads/{A}/list.xlsx | no
la | unlock | uploads/{A}/list.xlsx | no
la | read | replies/{A}/001/reply.html | yes
la | look at | replies/{A}/001/reply.html | yes
la | read by address | replies/{A}/001/reply.html | yes
la | list | replies/{A}/ | yes
la | list | replies/{A}/001/ | yes
la | read exactly | replies/{A}/001/reply.html | yes
la | read exactly | replies/{A}/%30%30%31/reply.html | yes
la | list exactly | replies/?prefix={A}/ | yes
la | read | replies/{A}/partners/health/001/reply.html | no
la | list | replies/{A}/partners/health/ | yes
la | read | replies/{B}/001/reply.html | no
la | read by address | replies/{B}/001/reply.html | no
la | read exactly | replies/{A}/../{B}/001/reply.html | no
la | read exactly | replies/{A}/%2e%2e/{B}/001/reply.html | no
la | read exactly | replies/{A}/..%2f{B}/001/reply.html | no
la | read | replies/{A}-2/001/reply.html | no
la | list | replies/ | no
la | list | replies/{A} | no
la | list | replies/{B}/ | no
la | list | replies/{A}-2/ | no
la | list past its own | replies/?prefix={A}/&prefix={B}/ | no
la | list past its own | replies/?prefix={A}/../{B}/ | no
la | list past its own | replies/?list-type=2&prefix= | no
la | list versions | replies/{A}/ | no
la | delete | replies/{A}/001/reply.html | no
la | read | staging/{A}/list.json | no
la | list | staging/{A}/ | no
la | read | packs/{A}/v001/manifest.json | no
la | list | packs/{A}/ | no
la | copy into own | replies/{A}/001/reply.html | yes
la | copy into own | replies/{B}/001/reply.html | no
la | copy into own | packs/{A}/v001/manifest.json | no
la | copy into own | uploads/{B}/list.xlsx | no
la | copy into own | replies/{A}/../{B}/001/reply.html | no
la | copy into own | replies/{A}/%2e%2e/{B}/001/reply.html | no
la | copy part into own | packs/{A}/v001/manifest.json | no
la | copy part into own | replies/{B}/001/reply.html | no
la | list buckets | - | no
la | make bucket | mine | no
la | delete bucket | uploads | no
la | open bucket | uploads | no
la | close bucket's policy | uploads | no
la | stop versions | uploads | no
la | stop lock | uploads | no
la | stop encryption | uploads | no
la | expire objects | uploads/{A}/ | no
la | list users | - | no
la | make user | - | no
la | make wider policy | - | no
la | make key of | pipeline | no
la | make key of | visit-{B}-la | no
la | see user | pipeline | no
la | widen own policy | visit-{A}-la | no
la | drop own policy | visit-{A}-la | no
other la | add | uploads/{B}/new.xlsx | yes
other la | add | uploads/{A}/new.xlsx | no
other la | read | replies/{A}/001/reply.html | no
other la | list | replies/{A}/ | no
other la | copy into own | replies/{B}/001/reply.html | no
partner | add | uploads/{A}/partners/health/new.xlsx | yes
partner | add in parts | uploads/{A}/partners/health/large.pdf | yes
partner | add by address | uploads/{A}/partners/health/new.xlsx | yes
partner | add | uploads/{A}/new.xlsx | no
partner | add | uploads/{A}/partners/new.xlsx | no
partner | add | uploads/{A}/partners/health-2/new.xlsx | no
partner | add | uploads/{A}/partners/trust/new.xlsx | no
partner | add | uploads/{A}/from-inspectors/ticks.xlsx | no
partner | add | uploads/{B}/partners/health/new.xlsx | no
partner | add exactly | uploads/{A}/partners/health/../trust/new.xlsx | no
partner | add exactly | uploads/{A}/partners/health/%2e%2e/%2e%2e/new.xlsx | no
partner | read | uploads/{A}/partners/health/list.xlsx | no
partner | list | uploads/{A}/partners/health/ | no
partner | delete | uploads/{A}/partners/health/list.xlsx | no
partner | read | replies/{A}/partners/health/001/reply.html | yes
partner | list | replies/{A}/partners/health/ | yes
partner | read | replies/{A}/001/reply.html | no
partner | read | replies/{A}/partners/trust/001/reply.html | no
partner | read exactly | replies/{A}/partners/health/../../001/reply.html | no
partner | list | replies/{A}/ | no
partner | list | replies/{A}/partners/ | no
partner | list | replies/{A}/partners/trust/ | no
partner | read | staging/{A}/list.json | no
partner | read | packs/{A}/v001/manifest.json | no
other partner | read | replies/{A}/partners/health/001/reply.html | no
inspectors | read | packs/{A}/v001/manifest.json | yes
inspectors | read | replies/{A}/partners/health/001/reply.html | no
inspectors | read | packs/{A}/answers/001.html | yes
inspectors | read by address | packs/{A}/v001/manifest.json | yes
inspectors | list | packs/{A}/v001/ | yes
inspectors | list | packs/{A}/answers/ | yes
inspectors | list | packs/{A}/ | no
inspectors | list | packs/{A}/tracking/ | no
inspectors | list versions | packs/{A}/v001/ | no
inspectors | list | packs/ | no
inspectors | list | packs/{B}/v001/ | no
inspectors | list past its own | packs/?prefix={A}/v001/&prefix={B}/ | no
inspectors | list past its own | packs/?prefix={A}/v001/../tracking/ | no
inspectors | read | packs/{A}/tracking/v001/manifest.json | no
inspectors | look at | packs/{A}/tracking/v001/manifest.json | no
inspectors | read by address | packs/{A}/tracking/v001/manifest.json | no
inspectors | read version | packs/{A}/tracking/v001/manifest.json | no
inspectors | read exactly | packs/{A}/v001/../tracking/v001/manifest.json | no
inspectors | read exactly | packs/{A}/%74racking/v001/manifest.json | no
inspectors | read | packs/{B}/v001/manifest.json | no
inspectors | read | packs/{A}-2/v001/manifest.json | no
inspectors | read exactly | packs/{A}/../{B}/v001/manifest.json | no
inspectors | add | packs/{A}/v001/new.xlsx | no
inspectors | delete | packs/{A}/v001/manifest.json | no
inspectors | delete version | packs/{A}/v001/manifest.json | no
inspectors | tag | packs/{A}/v001/manifest.json | no
inspectors | add | uploads/{A}/from-inspectors/new.xlsx | yes
inspectors | add | uploads/{A}/from-inspectors/x.versions/new.xlsx | no
inspectors | add | uploads/{A}/new.xlsx | no
inspectors | add exactly | uploads/{A}/from-inspectors/../new.xlsx | no
inspectors | add | uploads/{B}/from-inspectors/new.xlsx | no
inspectors | read | uploads/{A}/from-inspectors/ticks.xlsx | no
inspectors | read | uploads/{A}/list.xlsx | no
inspectors | read | replies/{A}/001/reply.html | no
inspectors | list | replies/{A}/ | no
inspectors | read | staging/{A}/list.json | no
inspectors | make key of | visit-{A}-tracking-team | no
other inspectors | read | packs/{B}/v001/manifest.json | yes
other inspectors | read | packs/{A}/v001/manifest.json | no
other inspectors | add | uploads/{A}/from-inspectors/new.xlsx | no
tracking team | read | packs/{A}/tracking/v001/manifest.json | yes
tracking team | read exactly | packs/{A}/%74racking/v001/manifest.json | yes
tracking team | list | packs/{A}/ | yes
tracking team | read | packs/{B}/tracking/v001/manifest.json | no
tracking team | list | packs/{B}/tracking/ | no
tracking team | read | uploads/{A}/list.xlsx | no
tracking team | read | replies/{A}/001/reply.html | no
tracking team | delete | packs/{A}/tracking/v001/manifest.json | no
pipeline | read | uploads/{A}/list.xlsx | yes
pipeline | read version | uploads/{A}/list.xlsx | yes
pipeline | list versions | uploads/ | yes
pipeline | add | replies/{A}/002/reply.html | yes
pipeline | read | replies/{A}/001/reply.html | yes
pipeline | add | staging/{A}/new.json | yes
pipeline | add | packs/{A}/v002/manifest.json | yes
pipeline | see encryption | packs | yes
pipeline | add | uploads/{A}/new.xlsx | no
pipeline | delete | uploads/{A}/list.xlsx | no
pipeline | delete version | packs/{A}/v001/manifest.json | no
pipeline | delete | staging/{A}/list.json | no
pipeline | list versions | packs/{A}/ | no
pipeline | tag | uploads/{A}/list.xlsx | no
pipeline | stop versions | packs | no
pipeline | stop encryption | staging | no
pipeline | open bucket | packs | no
pipeline | make bucket | mine | no
pipeline | make user | - | no
pipeline | make key of | visit-{A}-la | no
upload signer | add by address | uploads/{A}/new.xlsx | yes
upload signer | add by address | uploads/{A}/from-inspectors/new.xlsx | no
upload signer | add by address | packs/{A}/new.xlsx | no
upload signer | read | uploads/{A}/list.xlsx | no
upload signer | list | uploads/{A}/ | no
upload signer | delete | uploads/{A}/list.xlsx | no
disposer | list versions | uploads/{A}/ | yes
disposer | delete version | packs/{A}-2/v001/manifest.json | yes
disposer | delete version | staging/{A}/list.json | yes
disposer | read | uploads/{A}/list.xlsx | no
disposer | read version | packs/{A}/tracking/v001/manifest.json | no
disposer | add | packs/{A}/v001/new.xlsx | no
disposer | stop lock | uploads | no
access keeper | read | packs/{A}/v001/manifest.json | no
access keeper | list | uploads/{A}/ | no
access keeper | add | uploads/{A}/new.xlsx | no
access keeper | list users | - | no
access keeper | widen own policy | access_keeper | no
shut out | add | uploads/{C}/new.xlsx | no
shut out | read | replies/{C}/001/reply.html | no
shut out | list | replies/{C}/ | no
shut out | read by address | replies/{C}/001/reply.html | no
shut out | make key of | visit-{C}-la | no
nobody | read | packs/{A}/v001/manifest.json | no
nobody | read exactly | packs/{A}/v001/manifest.json | no
nobody | list | uploads/ | no
nobody | list buckets | - | no
nobody | add | uploads/{A}/new.xlsx | no
nobody | add exactly | uploads/{A}/new.xlsx | no
nobody | delete | uploads/{A}/list.xlsx | no
data team | read | packs/{A}/v001/manifest.json | no
data team | list | replies/{A}/ | no
data team | list users | - | no
"""
HEALTH = partner_identity("health")
LETTERS = {"A": OWN, "B": OTHER, "C": CLOSED}
PARTIES = {
    "tracking team": "tracking-team",
    "upload signer": "upload_signer",
    "access keeper": "access_keeper",
    "partner": "partner-health",
}


ROWS = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in MATRIX.format_map(LETTERS).strip().splitlines()
]


@pytest.fixture(scope="module")
def versions(shared_store: ObjectStore) -> dict[str, str]:
    """The version id of everything that was laid in the store, by place."""
    made = {}
    for place in (each.format_map(LETTERS) for each in LAID):
        bucket, _, key = place.partition("/")
        put = shared_store.client.put_object(Bucket=bucket, Key=key, Body=b"as it was")
        made[place] = put["VersionId"]
    return made


@pytest.fixture(scope="module")
def party_named(
    shared_store: ObjectStore,
    real_keeper: AccessKeeper,
    standing: Callable[[str], Credential],
    connect_as: ConnectAs,
    versions: dict[str, str],
) -> Callable[[str], Party]:
    """Returns a party of the table, with the keys that it was given."""
    endpoint = shared_store.client.meta.endpoint_url
    nobody = boto3.client("s3", endpoint_url=endpoint, region_name="eu-west-2", config=unsigned())
    keys = {
        (visit, who): real_keeper.issue(visit, identity)
        for visit in (OWN, OTHER)
        for who, identity in (VISIT_IDENTITIES | {HEALTH.id: HEALTH}).items()
    }
    keys[CLOSED, "la"] = real_keeper.issue(CLOSED, VISIT_IDENTITIES["la"])
    real_keeper.revoke(CLOSED, VISIT_IDENTITIES["la"])

    def keys_of(name: str) -> Credential:
        who = PARTIES.get(name.removeprefix("other "), name.removeprefix("other "))
        if who in STANDING_IDENTITIES:
            return standing(who)
        if name == "data team":
            return Credential("VXDATA_TEAM", "no key was ever made")
        if name == "shut out":
            return keys[CLOSED, "la"]
        return keys[OTHER if name.startswith("other ") else OWN, who]

    @cache
    def party(name: str) -> Party:
        if name == "nobody":
            return Party(nobody, None, versions)
        return Party(connect_as(keys_of(name)).client, keys_of(name), versions)

    return party


def everything(store: ObjectStore) -> set[tuple[str, str, str]]:
    """Return every version of every object in the shared buckets."""
    assert "mine" not in [bucket["Name"] for bucket in store.client.list_buckets()["Buckets"]]
    return {
        (bucket.value, found["Key"], found["VersionId"])
        for bucket in Bucket
        for page in store.client.get_paginator("list_object_versions").paginate(Bucket=bucket.value)
        for found in [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
    }


@pytest.mark.parametrize(("who", "act", "place", "done"), ROWS, ids=[" ".join(r) for r in ROWS])
def test_each_reaches_its_own_and_nothing_else(
    who: str,
    act: str,
    place: str,
    done: str,
    party_named: Callable[[str], Party],
    shared_store: ObjectStore,
) -> None:
    party, before = party_named(who), everything(shared_store)
    if done == "yes":
        attempt(party, act, place)
        return
    with pytest.raises(Refused):
        attempt(party, act, place)
    assert everything(shared_store) == before


def test_the_table_tries_more_than_a_hundred_things() -> None:
    assert len(set(ROWS)) == len(ROWS) > 150


def test_who_overwrites_adds_a_version_beside_the_earlier_one_which_nobody_can_delete(
    party_named: Callable[[str], Party], shared_store: ObjectStore, versions: dict[str, str]
) -> None:
    bucket, key = Bucket.UPLOADS.value, f"{OWN}/list.xlsx"
    party_named("la").s3.put_object(Bucket=bucket, Key=key, Body=b"in its place")

    assert shared_store.get(Bucket.UPLOADS, key) == b"in its place"
    assert shared_store.get(Bucket.UPLOADS, key, versions[f"{bucket}/{key}"]) == b"as it was"
    for who in ("la", "inspectors", "pipeline", "upload signer"):
        with pytest.raises(Refused):
            attempt(party_named(who), "delete version", f"{bucket}/{key}")


def test_an_address_that_has_expired_opens_nothing(party_named: Callable[[str], Party]) -> None:
    place = {"Bucket": "replies", "Key": f"{OWN}/001/reply.html"}
    s3 = party_named("la").s3
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=10)):
        address, expired = (
            s3.generate_presigned_url("get_object", Params=place, ExpiresIn=seconds)
            for seconds in (3600, 60)
        )
    send("GET", address)

    with pytest.raises(Refused, match="403"):
        send("GET", expired)


def test_keys_that_are_revoked_close_the_addresses_that_were_signed_with_them(
    real_keeper: AccessKeeper, connect_as: ConnectAs, shared_store: ObjectStore
) -> None:
    visit, la = "996-ap-20261123", VISIT_IDENTITIES["la"]
    shared_store.put(Bucket.REPLIES, f"{visit}/001/reply.html", b"reply")
    signing = connect_as(real_keeper.issue(visit, la))
    reply = {"Bucket": signing.name(Bucket.REPLIES), "Key": f"{visit}/001/reply.html"}
    address = signing.client.generate_presigned_url("get_object", Params=reply, ExpiresIn=600)
    send("GET", address)

    real_keeper.revoke(visit, la)

    with pytest.raises(Refused, match="403"):
        send("GET", address)

"""The key ring on a real folder: one key per visit, never twice, gone when destroyed."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from visit_exchange.services.key_ring import KeyRing, NoKey

VISIT = "999-ap-20261123"


@pytest.fixture
def keys(tmp_path: Path) -> KeyRing:
    return KeyRing(tmp_path / "keys")


def test_a_key_is_made_once_and_differs_for_each_visit(keys: KeyRing) -> None:
    key = keys.create(VISIT)

    assert len(key) == 32
    assert keys.create(VISIT) == key == keys.key(VISIT)
    assert keys.create("998-ap-20261123") != key


def test_of_many_who_make_a_key_at_once_all_get_the_same(keys: KeyRing) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: keys.create(VISIT), range(32)))

    assert len(made) == 1


def test_only_its_owner_can_read_a_key(keys: KeyRing, tmp_path: Path) -> None:
    keys.create(VISIT)

    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    files = list((tmp_path / "keys").iterdir())
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600]


def test_without_a_key_there_is_an_error_and_no_key_is_made(keys: KeyRing) -> None:
    with pytest.raises(NoKey, match="has no key"):
        keys.key(VISIT)
    assert not keys.has(VISIT)


def test_half_a_key_is_no_key(keys: KeyRing, tmp_path: Path) -> None:
    keys.create(VISIT)
    (tmp_path / "keys" / f"{VISIT}.key").write_bytes(b"half")

    with pytest.raises(NoKey, match="damaged"):
        keys.key(VISIT)


def test_a_destroyed_key_is_never_made_again(keys: KeyRing, tmp_path: Path) -> None:
    key = keys.create(VISIT)
    for _ in range(2):
        keys.destroy(VISIT)

    assert not keys.has(VISIT)
    assert not [file for file in (tmp_path / "keys").iterdir() if key in file.read_bytes()]
    with pytest.raises(NoKey, match="destroyed"):
        keys.create(VISIT)


@pytest.mark.parametrize("visit_id", ["../999", "", "a/b", "A"])
def test_a_visit_id_never_leads_out_of_the_folder(keys: KeyRing, visit_id: str) -> None:
    with pytest.raises(ValueError, match="visit id"):
        keys.create(visit_id)


def test_its_repr_holds_nothing_secret(keys: KeyRing) -> None:
    key = keys.create(VISIT)

    assert key.hex() not in repr(keys)
    assert repr(keys) == "KeyRing()"

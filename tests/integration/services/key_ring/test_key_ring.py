"""The key ring on a real folder: one sealed key per visit, never twice, gone when destroyed."""

import json
import shutil
import stat
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from visit_exchange.errors import UserError
from visit_exchange.privacy.pseudonyms import child_code
from visit_exchange.services.key_ring import KeyRing, NoKey, initialise, list_keys, rotate
from visit_exchange.services.key_ring.local_wrapping import LocalWrapping, WrappingFile
from visit_exchange.services.key_ring.ring import SEALED

VISIT, OTHER = "999-ap-20261123", "998-ap-20261123"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def wrapping(tmp_path: Path) -> WrappingFile:
    made = WrappingFile(tmp_path / "apart" / "wrapping-key")
    made.create()
    return made


@pytest.fixture
def keys(folder: Path, wrapping: WrappingFile) -> KeyRing:
    return KeyRing(folder, [wrapping])


def at_rest(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_key_is_made_once_and_differs_for_each_visit(keys: KeyRing) -> None:
    key = keys.create(VISIT)

    assert len(key) == 32
    assert keys.create(VISIT) == key == keys.key(VISIT)
    assert keys.create(OTHER) != key


def test_of_many_who_make_a_key_at_once_all_get_the_same(keys: KeyRing) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: keys.create(VISIT), range(32)))

    assert len(made) == 1


def test_only_its_owner_can_read_a_key(keys: KeyRing, folder: Path, tmp_path: Path) -> None:
    keys.create(VISIT)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = [*folder.iterdir(), tmp_path / "apart" / "wrapping-key"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_what_lies_in_the_folder_is_no_key(keys: KeyRing, folder: Path) -> None:
    key = keys.create(VISIT)

    for written in (key, b64encode(key), key.hex().encode()):
        assert written not in at_rest(folder)


def test_without_a_key_there_is_an_error_and_no_key_is_made(keys: KeyRing) -> None:
    with pytest.raises(NoKey, match="has no key"):
        keys.key(VISIT)
    assert not keys.has(VISIT)


@pytest.mark.parametrize("stored", [b"half", b"{}", b'{"wrapped_by": "local:1", "data": "?"}'])
def test_a_damaged_key_is_no_key(keys: KeyRing, folder: Path, stored: bytes) -> None:
    keys.create(VISIT)
    (folder / f"{VISIT}{SEALED}").write_bytes(stored)

    with pytest.raises(NoKey, match="damaged"):
        keys.key(VISIT)


def test_a_key_that_was_changed_or_moved_to_another_visit_does_not_open(
    keys: KeyRing, folder: Path
) -> None:
    keys.create(VISIT)
    shutil.copy(folder / f"{VISIT}{SEALED}", folder / f"{OTHER}{SEALED}")

    with pytest.raises(NoKey, match=f"key of visit {OTHER} was sealed by"):
        keys.key(OTHER)


@pytest.mark.parametrize("kept", [None, "", "not base64!", "c2hvcnQ="])
def test_without_a_wrapping_key_no_key_is_made_or_opened(
    keys: KeyRing, wrapping: WrappingFile, folder: Path, kept: str | None
) -> None:
    keys.create(VISIT)
    wrapping.path.unlink()
    if kept is not None:
        wrapping.path.write_text(kept)

    acts: tuple[Callable[[], object], ...] = (
        lambda: keys.key(VISIT),
        lambda: keys.create(OTHER),
    )
    for act in acts:
        with pytest.raises(NoKey, match="wrapping key"):
            act()
    assert not keys.has(OTHER)


def test_another_wrapping_key_opens_nothing(keys: KeyRing, folder: Path, tmp_path: Path) -> None:
    keys.create(VISIT)
    another = WrappingFile(tmp_path / "another")
    another.create()

    with pytest.raises(NoKey, match="Restore that wrapping key"):
        KeyRing(folder, [another]).key(VISIT)


def test_a_destroyed_key_is_never_made_again(keys: KeyRing, folder: Path) -> None:
    key = keys.create(VISIT)
    for _ in range(2):
        keys.destroy(VISIT)

    assert not keys.has(VISIT)
    assert key not in at_rest(folder)
    for act in (keys.create, keys.key):
        with pytest.raises(NoKey, match="destroyed"):
            act(VISIT)


def test_who_knows_whether_a_key_was_destroyed_says_so_and_nobody_is_asked(
    wrapping: WrappingFile, folder: Path
) -> None:
    key = KeyRing(folder, [wrapping]).create(VISIT)
    keys = KeyRing(folder, [wrapping], is_buried=_nobody_is_there)

    assert keys.key(VISIT, is_buried=False) == key
    with pytest.raises(NoKey, match="destroyed"):
        keys.key(VISIT, is_buried=True)


def _nobody_is_there(visit_id: str) -> bool:
    raise ConnectionError(visit_id)


def test_a_restored_backup_brings_back_the_same_codes(
    keys: KeyRing, folder: Path, tmp_path: Path
) -> None:
    code = child_code(keys.create(VISIT), "AP-0001")
    shutil.copytree(folder, tmp_path / "backup")
    shutil.rmtree(folder)

    shutil.copytree(tmp_path / "backup", folder)

    assert child_code(keys.key(VISIT), "AP-0001") == code


def test_a_restored_backup_does_not_bring_back_a_destroyed_key(
    wrapping: WrappingFile, folder: Path, tmp_path: Path
) -> None:
    buried: set[str] = set()
    keys = KeyRing(folder, [wrapping], is_buried=buried.__contains__)
    keys.create(VISIT)
    shutil.copytree(folder, tmp_path / "backup")
    keys.destroy(VISIT)
    buried.add(VISIT)  # as the register's audit keeps it

    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "backup", folder)
    assert keys.has(VISIT)

    for act in (keys.create, keys.key):
        with pytest.raises(NoKey, match="destroyed"):
            act(VISIT)
    assert not keys.has(VISIT)


def test_a_key_that_an_older_version_left_open_is_sealed_when_it_is_first_used(
    keys: KeyRing, folder: Path
) -> None:
    folder.mkdir()
    (folder / f"{VISIT}.key").write_bytes(b"k" * 32)
    assert keys.has(VISIT)

    assert keys.create(VISIT) == keys.key(VISIT) == b"k" * 32
    assert b"k" * 32 not in at_rest(folder)
    assert [found.state for found in list_keys(keys)] == ["sealed"]


def test_an_open_key_beside_another_sealed_one_is_refused(keys: KeyRing, folder: Path) -> None:
    keys.create(VISIT)
    (folder / f"{VISIT}.key").write_bytes(b"k" * 32)

    with pytest.raises(NoKey, match="two keys"):
        keys.key(VISIT)


@pytest.mark.parametrize("visit_id", ["../999", "", "a/b", "A"])
def test_a_visit_id_never_leads_out_of_the_folder(keys: KeyRing, visit_id: str) -> None:
    with pytest.raises(ValueError, match="visit id"):
        keys.create(visit_id)


def test_nothing_that_is_shown_holds_a_secret(keys: KeyRing, wrapping: WrappingFile) -> None:
    key = keys.create(VISIT)
    [secret] = wrapping.keys()

    shown = f"{keys!r} {wrapping!r} {list_keys(keys)!r}"

    assert f"{VISIT}" in shown
    for hidden in (key, secret):
        assert hidden.hex() not in shown
        assert b64encode(hidden).decode() not in shown
        assert hidden.hex()[:16] not in shown


def test_the_list_says_what_opens_and_what_does_not(keys: KeyRing, folder: Path) -> None:
    keys.create(VISIT)
    keys.create(OTHER)
    keys.create("997-ap-20261123")
    keys.destroy(OTHER)
    stored = json.loads((folder / f"{VISIT}{SEALED}").read_bytes()) | {"wrapped_by": "local:gone"}
    (folder / f"{VISIT}{SEALED}").write_text(json.dumps(stored))

    told = {found.visit_id: found for found in list_keys(keys)}

    assert [told[each].state for each in sorted(told)] == ["sealed", "destroyed", "sealed"]
    assert "local:gone" in told[VISIT].fault
    assert told["997-ap-20261123"].fault == ""
    assert len(told["997-ap-20261123"].fingerprint) == 16


class TestRotation:
    """A new wrapping key seals everything anew, and the old one is then good for nothing."""

    def test_the_keys_stay_and_the_old_wrapping_key_opens_nothing(
        self, keys: KeyRing, folder: Path, wrapping: WrappingFile
    ) -> None:
        before = {visit: keys.create(visit) for visit in (VISIT, OTHER)}
        old = wrapping.path.read_text()

        done = rotate(keys)

        assert (done.sealed_anew, done.old_one_is_gone) == (2, True)
        assert {visit: keys.key(visit) for visit in before} == before
        assert old.strip() not in wrapping.path.read_text()
        with pytest.raises(NoKey):
            KeyRing(folder, [LocalWrapping(lambda: old, "a copy")]).key(VISIT)

    @pytest.mark.parametrize("broken_at", ["add", "first seal", "second seal", "drop_old"])
    def test_broken_off_anywhere_it_loses_nothing_and_the_next_one_ends_it(
        self, keys: KeyRing, wrapping: WrappingFile, monkeypatch: pytest.MonkeyPatch, broken_at: str
    ) -> None:
        before = {visit: keys.create(visit) for visit in (VISIT, OTHER)}
        first = wrapping.current()
        with monkeypatch.context() as patch:
            break_off(patch, wrapping, broken_at)
            with pytest.raises(KeyboardInterrupt):
                rotate(keys)
        assert {visit: keys.key(visit) for visit in before} == before

        rotate(keys)

        assert {visit: keys.key(visit) for visit in before} == before
        assert len(wrapping.keys()) == 1
        assert {found.wrapped_by for found in list_keys(keys)} == {wrapping.current()}
        assert wrapping.current() != first

    def test_a_key_that_is_made_during_a_rotation_can_be_opened_after_it(
        self, keys: KeyRing
    ) -> None:
        visits = [f"{number}-ap-20261123" for number in range(100, 130)]
        with ThreadPoolExecutor(4) as pool:
            made = [pool.submit(keys.create, visit) for visit in visits]
            for _ in range(3):
                rotate(keys)
        assert [keys.key(visit) for visit in visits] == [each.result() for each in made]

    def test_where_the_wrapping_key_is_kept_by_others_the_new_one_is_put_first(
        self, folder: Path, wrapping: WrappingFile, tmp_path: Path
    ) -> None:
        lines = [wrapping.path.read_text()]
        keys = KeyRing(folder, [LocalWrapping(lambda: " ".join(lines), "the backend")])
        key = keys.create(VISIT)
        another = WrappingFile(tmp_path / "another")
        another.create()
        lines.insert(0, another.path.read_text())

        done = rotate(keys)

        assert (done.sealed_anew, done.old_one_is_gone) == (1, False)
        del lines[1]
        assert keys.key(VISIT) == key


class TestFirstWrappingKey:
    """A wrapping key is made once, and never where it would lock keys out."""

    def test_it_is_made_when_there_is_none(self, folder: Path, tmp_path: Path) -> None:
        keys = KeyRing(folder, [WrappingFile(tmp_path / "new")])

        assert initialise(keys).startswith("local:")
        assert keys.create(VISIT) == keys.key(VISIT)

    def test_it_is_not_made_twice(self, keys: KeyRing, wrapping: WrappingFile) -> None:
        before = wrapping.current()
        with pytest.raises(UserError, match="already"):
            initialise(keys)
        assert wrapping.current() == before

    def test_a_lost_one_is_not_replaced_while_it_is_needed(
        self, keys: KeyRing, wrapping: WrappingFile
    ) -> None:
        keys.create(VISIT)
        wrapping.path.unlink()

        with pytest.raises(UserError, match="Restore the wrapping key"):
            initialise(keys)
        assert not wrapping.path.exists()


def break_off(patch: pytest.MonkeyPatch, wrapping: WrappingFile, where: str) -> None:
    """Let the process die at a step of the rotation."""

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    if where in ("add", "drop_old"):
        patch.setattr(wrapping, where, die)
        return
    seal, left = wrapping.seal, [1 if where == "second seal" else 0]

    def seal_some(visit_id: str, key: bytes) -> object:
        if not left[0]:
            die()
        left[0] -= 1
        return seal(visit_id, key)

    patch.setattr(wrapping, "seal", seal_some)

"""The folder of sealed keys: made once, opened when needed, destroyed for good."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from visit_exchange.services.key_ring.errors import NoKey
from visit_exchange.services.key_ring.key_in_ring import KeyInRing
from visit_exchange.services.key_ring.whole_files import locked, shred, write_whole
from visit_exchange.services.key_ring.wrapping import Sealed, Wrapping, not_opened

KEY_BYTES = 32
SEALED, PLAIN, DESTROYED = ".sealed", ".key", ".destroyed"


class KeyRing:
    """The keys in a folder. Its repr says nothing of what is in it."""

    def __init__(
        self,
        folder: Path,
        wrappings: Sequence[Wrapping],
        *,
        is_buried: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """Nothing is read until a key is needed.

        The first of ``wrappings`` seals, every one opens. ``is_buried`` says whether a visit's key
        was destroyed, from another place than the folder: a restored backup brings none back.
        """
        self._folder = folder
        self._wrappings = tuple(wrappings)
        self._is_buried = is_buried

    def __repr__(self) -> str:
        return "KeyRing()"

    @property
    def sealing(self) -> Wrapping:
        """What seals; NoKey when there is no wrapping key."""
        if not self._wrappings:
            raise NoKey("There is no wrapping key, and no key lies open. See the settings")
        return self._wrappings[0]

    def elsewhere(self, folder: Path) -> "KeyRing":
        """Return a ring whose keys lie in another folder, and are opened as ours are."""
        return KeyRing(folder, self._wrappings)

    def create(self, visit_id: str) -> bytes:
        """Return the visit's key, made now unless it is there already.

        NoKey when it was destroyed: a destroyed key is never made again.
        """
        self._refuse_destroyed(visit_id)
        if not self.has(visit_id):
            with self._beside_rotation():
                self._write_once(visit_id, secrets.token_bytes(KEY_BYTES))
        return self.key(visit_id)

    def has(self, visit_id: str) -> bool:
        """Return whether the visit has a key."""
        return self._path(visit_id, SEALED).exists() or self._path(visit_id, PLAIN).exists()

    def key(self, visit_id: str, *, is_buried: bool | None = None) -> bytes:
        """Return the visit's key (32 bytes); NoKey when there is none or it cannot be opened.

        ``is_buried`` says whether it was destroyed, where that is known already.
        """
        self._refuse_destroyed(visit_id, is_buried)
        self._seal_plain(visit_id)
        try:
            return self._opened(visit_id)
        except NoKey:
            # A rotation may have sealed it anew between the reading of the two files.
            return self._opened(visit_id)

    def fingerprint(self, visit_id: str) -> str:
        """Return what tells this key from another and does not give it away."""
        return hmac.new(self.key(visit_id), b"fingerprint", hashlib.sha256).hexdigest()[:16]

    def sealed_hash(self, visit_id: str) -> str | None:
        """Return the SHA-256 of what the folder has of the visit's key; None when there is none."""
        for kind in (SEALED, PLAIN):
            if self._path(visit_id, kind).exists():
                return hashlib.sha256(self._path(visit_id, kind).read_bytes()).hexdigest()
        return None

    def destroy(self, visit_id: str) -> None:
        """Overwrite and remove the visit's key, and remember that it is gone."""
        # The tombstone first: after a crash between the two, no new key takes the old one's place.
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path(visit_id, DESTROYED).touch(mode=0o600)
        for kind in (SEALED, PLAIN):
            shred(self._path(visit_id, kind))

    def visits(self) -> tuple[str, ...]:
        """Return every visit that has or had a key."""
        files = self._folder.glob("[!.]*") if self._folder.exists() else ()
        kinds = (SEALED, PLAIN, DESTROYED)
        return tuple(sorted({file.stem for file in files if file.suffix in kinds}))

    def state(self, visit_id: str) -> KeyInRing:
        """Return what the folder says of a visit's key, unopened."""
        if self._path(visit_id, DESTROYED).exists():
            return KeyInRing(visit_id, "destroyed")
        if self._path(visit_id, PLAIN).exists():
            return KeyInRing(visit_id, "not sealed")
        return KeyInRing(visit_id, "sealed", self._sealed(visit_id).wrapped_by)

    def states(self) -> tuple[KeyInRing, ...]:
        """Return what the folder says of every key."""
        return tuple(self.state(visit_id) for visit_id in self.visits())

    def seal_plain(self) -> None:
        """Seal every key that an older version left open."""
        for found in self.states():
            if found.state == "not sealed":
                self._seal_plain(found.visit_id)

    def seal_all_anew(self) -> int:
        """Seal every key that the current wrapping key has not sealed; return how many.

        Only for who holds the ring alone.
        """
        done, current = 0, self.sealing.current()
        for found in self.states():
            if found.state == "sealed" and found.wrapped_by != current:
                sealed = self.sealing.seal(found.visit_id, self._opened(found.visit_id))
                write_whole(self._path(found.visit_id, SEALED), sealed.to_bytes(), replace=True)
                done += 1
        return done

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep out whoever would make a key meanwhile, in every process of this machine."""
        with locked(self._folder, alone=True):
            yield

    @contextmanager
    def _beside_rotation(self) -> Iterator[None]:
        with locked(self._folder, alone=False):
            yield

    def _refuse_destroyed(self, visit_id: str, is_buried: bool | None = None) -> None:
        buried = self._is_buried(visit_id) if is_buried is None else is_buried
        if self._path(visit_id, DESTROYED).exists() or buried:
            self.destroy(visit_id)  # what a restored backup brought back goes again
            raise NoKey(f"The key of visit {visit_id} was destroyed. It cannot be made again")

    def _opened(self, visit_id: str) -> bytes:
        sealed = self._sealed(visit_id)
        for wrapping in self._wrappings:
            if wrapping.knows(sealed.wrapped_by):
                return wrapping.open(visit_id, sealed)
        raise not_opened(visit_id, sealed.wrapped_by)

    def _sealed(self, visit_id: str) -> Sealed:
        try:
            return Sealed.from_bytes(self._path(visit_id, SEALED).read_bytes(), visit_id)
        except FileNotFoundError:
            raise NoKey(f"Visit {visit_id} has no key. It is made when the visit opens") from None

    def _seal_plain(self, visit_id: str) -> None:
        """Seal a key that an older version left open, and remove the open one."""
        plain = self._path(visit_id, PLAIN)
        try:
            key = plain.read_bytes()
        except FileNotFoundError:
            return
        if len(key) != KEY_BYTES:
            raise NoKey(f"The key of visit {visit_id} is damaged. Restore it from the backup")
        with self._beside_rotation():
            self._write_once(visit_id, key)
        if self._opened(visit_id) != key:
            raise NoKey(f"Visit {visit_id} has two keys. Restore the key ring from one backup")
        shred(plain)

    def _write_once(self, visit_id: str, key: bytes) -> None:
        sealed = self.sealing.seal(visit_id, key)
        try:
            write_whole(self._path(visit_id, SEALED), sealed.to_bytes(), replace=False)
        except FileExistsError:
            return  # of two who make it at once the first wins

    def _path(self, visit_id: str, kind: str) -> Path:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", visit_id):
            raise ValueError("a visit id has small letters, digits and hyphens only")
        return self._folder / f"{visit_id}{kind}"

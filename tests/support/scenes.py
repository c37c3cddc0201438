"""A scene: what takes long to play is played once for a module, and each test gets a copy of it.

A copy has tables, buckets and keys of its own, so no test sees what another did.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest
from sqlalchemy import NullPool, create_engine, text

from local_stack.home import Home
from local_stack.postgres.databases import database_url
from recorded_outside import AirflowRecorder, KeeperRecorder, MailRecorder, outside_of
from services import copy_database, drop_database
from visit_exchange.buckets import Bucket
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Register

Told = TypeVar("Told")
_numbers = count(1)


@dataclass(frozen=True)
class Scene(Generic[Told]):
    """What was played: ``told`` is what the play returned, the rest is copied."""

    told: Told
    database: str
    store: ObjectStore
    folder: Path
    mail: MailRecorder


@dataclass(frozen=True)
class Stage:
    """Where scenes are played and copied."""

    postgres: Home
    migrated: str
    s3_admin: ObjectStore

    def play(self, folder: Path, play: Callable[[Outside], Told]) -> Scene[Told]:
        """Play on an outside with nothing in it."""
        name = f"scene_{next(_numbers)}"
        copy_database(self.postgres, self.migrated, name)
        with self._register(name) as register:
            store, mail = self._buckets(name), MailRecorder()
            told = play(
                outside_of(register, store, mail, AirflowRecorder(), KeeperRecorder(), folder)
            )
        return Scene(told, name, store, folder, mail)

    @contextmanager
    def copy(
        self, scene: Scene[Told], folder: Path, mail: MailRecorder, airflow: AirflowRecorder
    ) -> Iterator[Outside]:
        """Give an outside in which everything is as it was when the play ended.

        ``mail`` has what was sent in the play; it and ``airflow`` are told what comes now.
        """
        name = f"copy_{next(_numbers)}"
        copy_database(self.postgres, scene.database, name)
        shutil.copytree(scene.folder, folder, dirs_exist_ok=True)
        store = self._buckets(name)
        self._note_versions(name, _copy_objects(scene.store, store))
        mail.sent += scene.mail.sent
        with self._register(name) as register:
            yield outside_of(register, store, mail, airflow, KeeperRecorder(), folder)
        drop_database(self.postgres, name)

    def drop(self, scene: Scene[Told]) -> None:
        """Forget a scene's tables."""
        drop_database(self.postgres, scene.database)

    @contextmanager
    def _register(self, name: str) -> Iterator[Register]:
        register = Register(database_url(self.postgres.postgres, name))
        yield register
        register.close()  # a database that somebody is in cannot be copied

    def _buckets(self, name: str) -> ObjectStore:
        own = name.replace("_", "-")
        store = ObjectStore(self.s3_admin.client, {each: f"{each.value}-{own}" for each in Bucket})
        store.create_buckets(lock_days=1)
        return store

    def _note_versions(self, name: str, new: dict[str, str]) -> None:
        """Let the register's uploads be those of the copy: a store names each version anew."""
        engine = create_engine(database_url(self.postgres.postgres, name), poolclass=NullPool)
        update = text("UPDATE submissions SET version_id = :new WHERE version_id = :was")
        with engine.begin() as connection:
            for was, version in new.items():
                connection.execute(update, {"was": was, "new": version})


def _copy_objects(original: ObjectStore, copy: ObjectStore) -> dict[str, str]:
    """Put every version of every object, oldest first; return what the uploads' are called now."""
    client, new = original.client, dict[str, str]()
    for bucket in Bucket:
        listed = client.list_object_versions(Bucket=original.name(bucket)).get("Versions", [])
        for each in reversed(listed):
            key, version = each["Key"], each["VersionId"]
            found = client.get_object(Bucket=original.name(bucket), Key=key, VersionId=version)
            put = client.put_object(
                Bucket=copy.name(bucket),
                Key=key,
                Body=found["Body"].read(),
                ContentType=found["ContentType"],
            )
            if bucket is Bucket.UPLOADS:
                new[version] = put["VersionId"]
    return new


@pytest.fixture(scope="session")
def stage(postgres: Home, migrated: str, s3_admin: ObjectStore) -> Stage:
    """Where scenes are played."""
    return Stage(postgres, migrated, s3_admin)


def scene_of(play: Callable[[Outside], Told]) -> Any:
    """Return the fixture ``scene`` of a module, whose tests ask for ``on_stage`` as outside."""

    @pytest.fixture(scope="module")
    def scene(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene[Told]]:
        played = stage.play(tmp_path_factory.mktemp("scene"), play)
        yield played
        stage.drop(played)

    return scene


@pytest.fixture
def on_stage(
    scene: Scene[Any],
    stage: Stage,
    mail: MailRecorder,
    airflow: AirflowRecorder,
    tmp_path: Path,
) -> Iterator[Outside]:
    """A test's own copy of what its module has played."""
    with stage.copy(scene, tmp_path, mail, airflow) as outside:
        yield outside

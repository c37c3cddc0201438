"""Which wrapping keys the settings name: of AWS KMS, in a file, or in Airflow's secrets backend."""

from collections.abc import Callable

from visit_exchange.services.key_ring.kms_wrapping import KmsWrapping
from visit_exchange.services.key_ring.local_wrapping import LocalWrapping, WrappingFile
from visit_exchange.services.key_ring.wrapping import Wrapping
from visit_exchange.settings.settings import Settings

# The Airflow Connection whose password is the wrapping key when no setting says where one is.
CONNECTION = "visit_exchange_wrapping_key"


def wrappings(settings: Settings, password: Callable[[str], str | None]) -> tuple[Wrapping, ...]:
    """Return what seals and opens the visits' keys; the first seals. Nothing is read yet.

    With both a KMS key and a file, KMS seals and the file still opens: a move from one to the
    other. ``password`` returns the password of an Airflow Connection, or None.
    """
    found: list[Wrapping] = []
    if settings.kms_key:
        found.append(KmsWrapping(settings.kms_key, settings.s3_region))
    if settings.wrapping_key:
        found.append(WrappingFile(settings.wrapping_key))
    return tuple(found) or (_of_airflow(password),)


def _of_airflow(password: Callable[[str], str | None]) -> LocalWrapping:
    def read() -> str:
        kept = password(CONNECTION)
        if not kept:
            raise FileNotFoundError(CONNECTION)
        return kept

    where = f"the Airflow Connection {CONNECTION}, and no setting names another"
    return LocalWrapping(read, where)

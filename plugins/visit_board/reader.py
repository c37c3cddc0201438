"""Who looks at the board: the data team sees every visit, an inspector only their own."""

from dataclasses import dataclass
from typing import Annotated

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity, DagDetails
from airflow.api_fastapi.core_api.security import GetUserDep
from fastapi import Depends, HTTPException

from visit_exchange.journey.access.people import may_see
from visit_exchange.services.outside import outside

NOT_YOURS = "You do not have access to this visit. Ask the data team."
NOT_FOR_YOU = "Only the data team does this. Ask it."


@dataclass(frozen=True)
class Reader:
    """One who has signed in; ``login`` is what they signed in with.

    ``may_act`` says whether they may change anything: who may only look at Airflow may not.
    """

    login: str
    is_data_team: bool
    may_act: bool = False

    @property
    def inspector(self) -> str | None:
        """The login by which visits are theirs; None for who sees them all."""
        return None if self.is_data_team else self.login


def reader(user: GetUserDep) -> Reader:
    """Return who looks.

    Whoever may read the runs of ``visit`` in Airflow is of the data team, and who may start one
    may act.
    """
    manager, details = get_auth_manager(), DagDetails(id="visit")
    sees = manager.is_authorized_dag(method="GET", details=details, user=user)
    starts = manager.is_authorized_dag(
        method="POST", access_entity=DagAccessEntity.RUN, details=details, user=user
    )
    return Reader(str(user.get_name()), bool(sees), bool(sees and starts))


AnyReader = Annotated[Reader, Depends(reader)]


def data_team(reader: AnyReader) -> Reader:
    """Return who looks, of the data team; 403 for everybody else."""
    if not reader.is_data_team:
        raise HTTPException(403, NOT_FOR_YOU)
    return reader


def who_may_act(reader: AnyReader) -> Reader:
    """Return who looks, of those of the data team who may act; 403 for everybody else."""
    if not reader.may_act:
        raise HTTPException(403, NOT_FOR_YOU)
    return reader


DataTeam = Annotated[Reader, Depends(data_team)]
WhoMayAct = Annotated[Reader, Depends(who_may_act)]


def reader_of_visit(visit_id: str, reader: AnyReader) -> Reader:
    """Return who looks at a visit; 403 when it is not theirs, or there is no such visit."""
    if not (reader.is_data_team or may_see(outside(), visit_id, reader.login)):
        raise HTTPException(403, NOT_YOURS)
    return reader


ReaderOfVisit = Annotated[Reader, Depends(reader_of_visit)]


def inspector_of_visit(visit_id: str, reader: AnyReader) -> str:
    """Return the login of an inspector of this visit; 403 for everybody else, the data team too."""
    if not may_see(outside(), visit_id, reader.login):
        raise HTTPException(403, NOT_YOURS)
    return reader.login


InspectorOfVisit = Annotated[str, Depends(inspector_of_visit)]

"""The local stack's auth manager: Airflow's SimpleAuthManager with our three roles."""

from typing import Any

from airflow.api_fastapi.auth.managers.models.resource_details import (
    AccessView,
    AssetAliasDetails,
    AssetDetails,
    ConfigurationDetails,
    DagAccessEntity,
    DagDetails,
    PoolDetails,
)
from airflow.api_fastapi.auth.managers.simple.simple_auth_manager import (
    SimpleAuthManager,
    SimpleAuthManagerRole,
)
from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser
from airflow.api_fastapi.common.types import MenuItem

# What anybody who has signed in may look at: the frame of the pages, and that there is a board.
FOR_EVERYONE = frozenset({AccessView.WEBSITE, AccessView.PLUGINS})


class VisitSimpleAuthManager(SimpleAuthManager):
    """Airflow's role ``op`` is the data team, ``admin`` administers, a lower one inspects.

    Airflow lets each of its roles see every DAG. Here an inspector sees none; see ``roles``.
    """

    def is_authorized_dag(
        self,
        *,
        method: Any,
        user: SimpleAuthManagerUser,
        access_entity: DagAccessEntity | None = None,
        details: DagDetails | None = None,
    ) -> bool:
        return _is_data_team(user)

    def is_authorized_asset(
        self, *, method: Any, user: SimpleAuthManagerUser, details: AssetDetails | None = None
    ) -> bool:
        return _is_data_team(user)

    def is_authorized_asset_alias(
        self, *, method: Any, user: SimpleAuthManagerUser, details: AssetAliasDetails | None = None
    ) -> bool:
        return _is_data_team(user)

    def is_authorized_configuration(
        self,
        *,
        method: Any,
        user: SimpleAuthManagerUser,
        details: ConfigurationDetails | None = None,
    ) -> bool:
        return _is_data_team(user)

    def is_authorized_pool(
        self, *, method: Any, user: SimpleAuthManagerUser, details: PoolDetails | None = None
    ) -> bool:
        return _is_data_team(user)

    def is_authorized_view(self, *, access_view: AccessView, user: SimpleAuthManagerUser) -> bool:
        return access_view in FOR_EVERYONE or _is_data_team(user)

    def is_authorized_custom_view(
        self, *, method: Any, resource_name: str, user: SimpleAuthManagerUser
    ) -> bool:
        return _is_data_team(user)

    def filter_authorized_menu_items(
        self, menu_items: list[MenuItem], *, user: SimpleAuthManagerUser
    ) -> list[MenuItem]:
        return menu_items if _is_data_team(user) else []

    def knows_login(self, login: str) -> bool:
        """Say whether somebody can sign in with this login."""
        return login in {user.username for user in self.get_users()}


def _is_data_team(user: SimpleAuthManagerUser) -> bool:
    # A user without a role, or with one that Airflow does not know, is nobody.
    roles = SimpleAuthManagerRole.__members__
    role = roles.get((user.role or "").upper())
    return role is not None and role.order >= SimpleAuthManagerRole.OP.order

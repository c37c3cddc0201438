"""Makes our roles and the first users in FAB's tables; again, it changes nothing but roles."""

from dataclasses import dataclass, field
from typing import Any

from sign_in.roles import ROLES


@dataclass(frozen=True)
class Login:
    """One who signs in; ``role`` is the only one they have. Their password is set once."""

    name: str
    role: str
    password: str = field(repr=False)


def bring_up_to_date(logins: tuple[Login, ...]) -> None:
    """Give every role exactly its rights, and every login exactly its role."""
    from airflow.providers.fab.auth_manager.cli_commands.utils import get_application_builder

    with get_application_builder() as builder:
        security = builder.sm
        for name, rights in ROLES.items():
            _make_role(security, name, rights)
        for login in logins:
            _make_user(security, login)


def _make_role(security: Any, name: str, rights: tuple[tuple[str, str], ...]) -> None:
    role = security.add_role(name)
    wanted = [security.create_permission(action, resource) for action, resource in rights]
    for extra in [each for each in role.permissions if each not in wanted]:
        security.remove_permission_from_role(role, extra)
    for each in wanted:
        security.add_permission_to_role(role, each)


def _make_user(security: Any, login: Login) -> None:
    role = security.find_role(login.role)
    if (user := security.find_user(username=login.name)) is not None:
        user.roles = [role]
        security.update_user(user)
        return
    email = f"{login.name}@inspectorate.example"
    made = security.add_user(
        login.name, login.name, login.name, email, role, password=login.password
    )
    if not made:
        raise RuntimeError(f"FAB did not make the user {login.name}; its log says why")

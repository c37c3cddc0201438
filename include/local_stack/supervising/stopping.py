"""`down`: stops every process of the stack, also those a killed supervisor left behind."""

import psutil

from local_stack.home import Home
from local_stack.part import end, processes_of
from local_stack.supervising.state import read_state, supervisor_lives
from visit_exchange.errors import UserError

PATIENCE = 40.0  # seconds the supervisor has to stop its parts


def stop(home: Home) -> bool:
    """Stop what runs; return whether anything did. Raises UserError if something would not end."""
    ran = _stop_supervisor(home)
    left = processes_of(str(home.folder))
    survivors = end(left, patience=10)
    if survivors:
        pids = ", ".join(str(process.pid) for process in survivors)
        raise UserError(f"These processes could not be ended. End them yourself: {pids}")
    return ran or bool(left)


def _stop_supervisor(home: Home) -> bool:
    state = read_state(home)
    if state is None or not supervisor_lives(home):
        return False
    end([psutil.Process(state.supervisor)], PATIENCE)
    return True

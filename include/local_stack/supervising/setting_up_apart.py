"""Makes databases and buckets ready in a process that ends when they are.

What that loads would stay in the supervisor's memory for as long as the stack runs.
"""

import subprocess
import sys

from local_stack.home import Home
from visit_exchange.errors import UserError

COMMAND = (sys.executable, "-m", "local_stack.supervising.setting_up")


def set_up_apart(home: Home) -> None:
    """Do it for the stack that is in our environment; UserError, with the reason, when it fails."""
    done = subprocess.run(COMMAND, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        unknown = (
            "Databases and buckets could not be made ready. The reason is in "
            f"{home.logs / 'supervisor.log'}"
        )
        raise UserError(done.stdout.strip() or unknown)

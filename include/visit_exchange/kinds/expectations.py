"""Where the lists' YAML lies: beside the package's source, or where the environment says."""

import os
from pathlib import Path

# Read here and not with the other settings: checking a file at a desk needs none of those.
EXPECTATIONS = Path(
    os.environ.get("VISIT_EXCHANGE_EXPECTATIONS")
    or Path(__file__).resolve().parents[3] / "expectations"
)

"""Libraries that Great Expectations imports and no list of ours needs."""

import subprocess
import sys

import pytest

LOADED = "sum(name.partition('.')[0] in ('scipy', 'altair') for name in sys.modules)"
BEGIN = "import sys; from visit_exchange.returns.checks.expectation_suite import great_expectations"


def told(*lines: str) -> list[str]:
    """Return what a process of its own prints: in this one other tests have loaded everything."""
    done = subprocess.run(
        [sys.executable, "-c", "\n".join((BEGIN, "great_expectations()", *lines))],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.slow
def test_what_only_other_expectations_need_is_loaded_when_it_is_used() -> None:
    drawing = "great_expectations.expectations.core.expect_column_kl_divergence_to_be_less_than"

    before, entropy, chart, after = told(
        f"print({LOADED})",
        f"from {drawing} import alt, stats",
        "print(round(float(stats.entropy([0.5, 0.5])), 2), alt.Chart.__name__)",
        f"print({LOADED})",
    )

    assert (entropy, chart) == ("0.69", "Chart")
    assert int(before) < 20 < int(after)

"""``visit-exchange timeline`` as a person and a program see it."""

import json

import pytest
from typer.testing import CliRunner

from visit_exchange.cli import app


def run(*arguments: str) -> tuple[int, str, str]:
    """Return exit code, output and errors of ``visit-exchange timeline …``."""
    result = CliRunner().invoke(app, ["timeline", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_json_has_each_milestone_with_local_time_and_instant() -> None:
    code, out, _ = run("ap_thematic_2023", "--notified", "2023-03-27", "--json")
    assert code == 0
    assert json.loads(out) == {
        "framework": "ap_thematic_2023",
        "notified": "2023-03-27",
        "milestones": [
            {"id": milestone, "local": local, "utc": utc}
            for milestone, local, utc in [
                ("notification", "2023-03-27T00:00:00+01:00", "2023-03-26T23:00:00Z"),
                ("returns", "2023-03-30T17:00:00+01:00", "2023-03-30T16:00:00Z"),
                ("selection", "2023-03-31T17:00:00+01:00", "2023-03-31T16:00:00Z"),
                ("off_site_start", "2023-04-03T00:00:00+01:00", "2023-04-02T23:00:00Z"),
                ("tracking", "2023-04-03T17:00:00+01:00", "2023-04-03T16:00:00Z"),
                ("on_site_start", "2023-04-12T00:00:00+01:00", "2023-04-11T23:00:00Z"),
                ("on_site_end", "2023-04-17T23:59:59+01:00", "2023-04-17T22:59:59Z"),
                ("survey_closes", "2023-04-17T23:59:59+01:00", "2023-04-17T22:59:59Z"),
                ("debrief", "2023-04-17T23:59:59+01:00", "2023-04-17T22:59:59Z"),
                ("summary_note", "2023-05-02T23:59:59+01:00", "2023-05-02T22:59:59Z"),
            ]
        ],
    }


def test_planning_backwards_prints_the_notification_date() -> None:
    code, out, _ = run("ap_thematic_2023", "--on-site", "2023-04-17")
    assert code == 0
    assert out.splitlines()[0].endswith("notify on Thursday 30 March 2023")
    assert "returns         5pm on Thursday 6 April 2023" in out


def test_planning_backwards_as_json() -> None:
    _, out, _ = run("ap_thematic_2023", "--on-site", "2023-04-17", "--json")
    assert json.loads(out)["notified"] == "2023-03-30"


def test_fewer_on_site_days_close_the_survey_earlier() -> None:
    _, out, _ = run("ap_thematic_2023", "--notified", "2023-02-06", "--on-site-days", "1")
    assert "survey_closes   the end of Monday 20 February 2023" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ap_thematic_2023"], "Enter one date: --notified, or --on-site to plan backwards"),
        (
            ["ap_thematic_2023", "--notified", "2023-02-06", "--on-site", "2023-02-20"],
            "Enter one date",
        ),
        (["ap_2050", "--notified", "2023-02-06"], "Framework must be one of: ap_thematic_2023"),
        (["../secrets", "--notified", "2023-02-06"], "Framework must be one of"),
        (["ap_thematic_2023", "--notified", "6/2/23"], "--notified must be a real date"),
        (["ap_thematic_2023", "--notified", "2023-02-30"], "--notified must be a real date"),
        (["ap_thematic_2023", "--notified", "2023-05-08"], "is not a working day"),
        (["ap_thematic_2023", "--on-site", "2023-05-08"], "is not a working day"),
        (
            ["ap_thematic_2023", "--notified", "2023-02-06", "--on-site-days", "5"],
            "On-site days must be from 1 to 4",
        ),
        (["ap_thematic_2023", "--on-site-days", "four"], "--on-site-days"),
        (["ap_thematic_2023", "--no-such-option"], "--no-such-option"),
        ([], "framework"),
    ],
)
def test_wrong_usage_is_told_on_stderr_and_exits_with_3(arguments: list[str], told: str) -> None:
    code, out, errors = run(*arguments)
    assert (code, out) == (3, "")
    assert told in errors
    assert "Traceback" not in errors

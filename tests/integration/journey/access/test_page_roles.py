"""Who may do what in Airflow and on the board, asked of a running api-server.

The same table holds for the local stack's auth manager and for FAB, which the containers use.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from psycopg2.sql import SQL, Identifier

from builders.uploads import answer_all, attending, child
from local_stack.home import Home, Ports
from local_stack.postgres.databases import connect
from services import free_ports
from signed_in import METRICS_TOKEN, SignedIn, serving, with_visits
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import add_inspector, remove_inspector
from visit_exchange.journey.selecting.choosing import open_question
from visit_exchange.journey.upkeep.gathering import LOOK
from visit_exchange.journey.upkeep.seen import OUR_DAGS
from visit_exchange.services.airflow_sign_in import AirflowSignIn
from visit_exchange.services.airflow_watch import LIVE
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.visits.watch.findings import Area, Finding

pytestmark = pytest.mark.services
RUN = "/api/v2/dags/visit/dagRuns/{own}"
QUESTION = RUN + "/taskInstances/select_children/-1/hitlDetails"
OTHERS_QUESTION = QUESTION.replace("own", "other")
CHOICE = {"chosen_options": ["K7QF"], "params_input": {}}
EVERYONE = ("nobody", "inspector", "other-inspector", "data-team", "admin")
# What Airflow itself shows. An inspector gets none of it: a run is a visit, and Airflow has no
# right to one run.
AIRFLOWS_OWN = (
    "/api/v2/dags",
    "/api/v2/dags/visit",
    "/api/v2/dags/~/dagRuns",
    RUN,
    f"{RUN}/taskInstances",
    f"{RUN}/taskInstances/select_children/xcomEntries",
    "/api/v2/dags/~/dagRuns/~/hitlDetails",
    QUESTION,
    "/api/v2/importErrors",
    "/api/v2/assets/events",
    "/api/v2/jobs",
    "/api/v2/dagStats",
    "/ui/dags",
    "/ui/dashboard/historical_metrics_data?start_date=2020-01-01T00:00:00Z",
    "/ui/grid/runs/visit",
    "/ui/structure/structure_data?dag_id=visit",
)
MANAGEMENT = ("/api/v2/connections", "/api/v2/variables", "/api/v2/pools", "/api/v2/providers")
# Page of the board: nobody, inspector, other-inspector, data-team, admin.
BOARD = {
    "/visits/": (401, 200, 200, 200, 200),
    "/visits/visit/{own}": (401, 200, 403, 200, 200),
    "/visits/visit/{other}": (401, 403, 200, 200, 200),
    "/visits/visit/{own}/selection": (401, 200, 403, 403, 403),
    "/visits/visit/{other}/selection": (401, 403, 200, 403, 403),
    "/visits/visit/999-ap-20990101": (401, 403, 403, 404, 404),
    "/visits/visit/{own}/audit": (401, 403, 403, 200, 200),
    "/visits/visit/{own}/do/ask": (401, 200, 403, 200, 200),
    "/visits/visit/{own}/do/defer": (401, 403, 403, 200, 200),
    "/visits/visit/999-ap-20990101/do/adjust": (401, 403, 403, 404, 404),
    "/visits/visit/{own}/do/resume": (401, 403, 403, 404, 404),
    "/visits/nope": (404, 404, 404, 404, 404),
    "/visits/visit/{own}/do/fly": (401, 404, 403, 404, 404),
    "/visits/register": (401, 403, 403, 200, 200),
    "/visits/numbers": (401, 403, 403, 200, 200),
    "/visits/numbers.csv": (401, 403, 403, 200, 200),
    "/visits/board.js": (401, 200, 200, 200, 200),
    "/visits/me": (401, 200, 200, 200, 200),
    "/visits/logins/inspector": (401, 403, 403, 200, 200),
}


# Page of the inspectors, and who signs in first: the same five.
INSPECTORS_OWN = {
    "/inspectors/": (401, 200, 200, 200, 200),
    "/inspectors/visit/{own}": (401, 200, 403, 403, 403),
    "/inspectors/visit/{other}": (401, 403, 200, 403, 403),
    "/inspectors/visit/{own}/pack/1/zip": (401, 404, 403, 403, 403),
    "/inspectors/visit/{own}/notes": (401, 200, 403, 403, 403),
    "/inspectors/visit/{own}/tracking/1/": (401, 403, 403, 403, 403),
    "/inspectors/visit/999-ap-20990101": (401, 403, 403, 403, 403),
}


@pytest.fixture(scope="module", params=["simple", pytest.param("fab", marks=pytest.mark.soak)])
def people(
    request: pytest.FixtureRequest, airflow_home: Home, services_ports: Ports
) -> Iterator[SignedIn]:
    """An api-server with each of the auth managers in turn."""
    its_own = free_ports()
    ports = replace(services_ports, airflow=its_own.airflow, mail=its_own.mail)
    with serving(airflow_home, ports, request.param) as server:
        yield with_visits(server)


def test_whether_the_exchange_is_well_is_told_to_everybody_and_what_is_not_to_the_data_team(
    people: SignedIn,
) -> None:
    register, now = people.outside.register, datetime.now(UTC)
    register.sign_of_life(LOOK, at=now)
    told = [people.ask(who, "GET", "/exchange/health") for who in ("nobody", "inspector")]
    assert [(each.status_code, each.json()) for each in told] == [(200, {"status": "well"})] * 2

    paused = Finding(Area.DAGS, "visit paused", "The DAG visit is paused.", "Switch it on.")
    register.record_findings([paused], [], at=now)
    boards = {who: people.ask(who, "GET", "/visits/").text for who in ("inspector", "data-team")}
    assert "The exchange is not well" not in boards["inspector"]
    assert "The DAG visit is paused. Switch it on." in boards["data-team"]
    register.record_findings([], [], at=now)


@pytest.mark.parametrize(
    ("said", "status"),
    [(None, 401), ("Bearer other", 401), (METRICS_TOKEN, 401), (f"Bearer {METRICS_TOKEN}", 200)],
)
def test_metrics_are_read_by_who_says_the_token_alone(
    people: SignedIn, said: str | None, status: int
) -> None:
    headers = {"Authorization": said} if said else {}
    told = httpx.get(f"{people.address}/exchange/metrics", headers=headers, timeout=60)
    assert told.status_code == status
    assert ("visit_exchange_uploads_unanswered" in told.text) is (status == 200)
    assert "999-ap" not in told.text


def test_airflow_keeps_nothing_of_whom_a_form_names(people: SignedIn, airflow_home: Home) -> None:
    run, name = f"form-{datetime.now(UTC):%H%M%S%f}", "arabella.marchmont"
    form = {
        "framework": "ap_thematic_2023",
        "la_code": "999",
        "notified": "2026-11-23",
        "lano_email": f"{name}@exampleshire.example",
        "lead_inspector_email": f"{name}@inspectorate.example",
        "inspectors": [name],
        "surveys": f"parents=https://surveys.example/{name}",
    }
    asked = {"dag_run_id": run, "logical_date": None, "conf": form}
    sent = people.ask("data-team", "POST", "/api/v2/dags/register_visit/dagRuns", json=asked)
    assert sent.status_code == 200
    told = {
        who: people.ask(who, "POST", "/exchange/forget-form", json={"run_id": run}).status_code
        for who in ("nobody", "inspector")
    }
    assert told == {"nobody": 401, "inspector": 403}
    assert airflow_holds(airflow_home, name) == {"dag_run"}

    for _ in range(2):
        people.outside.airflow.forget_form(run)

    assert airflow_holds(airflow_home, name) == set()
    kept = people.ask("data-team", "GET", f"/api/v2/dags/register_visit/dagRuns/{run}").json()
    assert kept["conf"]["notified"] == "2026-11-23"
    people.outside.airflow.forget_run("register_visit", run)


def airflow_holds(home: Home, word: str) -> set[str]:
    """Return the tables of Airflow's database in which a word stands anywhere."""
    with closing(connect(home.postgres, "airflow")) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = set()
        for table in tables:
            rows = SQL("SELECT count(*) FROM {0} WHERE {0}::text LIKE %s").format(Identifier(table))
            cursor.execute(rows, (f"%{word}%",))
            if cursor.fetchone() != (0,):
                found.add(table)
        return found


def test_the_pipeline_may_see_and_deal_with_the_runs_of_airflow(people: SignedIn) -> None:
    airflow, run = people.outside.airflow, f"999-ap-{datetime.now(UTC):%H%M%S%f}"
    assert airflow.health()["metadatabase"]
    assert {dag.id for dag in airflow.dags()} == set(OUR_DAGS)
    assert airflow.trigger("start_visits", run, {})
    assert run in {each.run_id for each in airflow.newest_runs("start_visits", 5)}
    assert (run, "queued") in {(r.run_id, r.state) for r in airflow.runs("start_visits", LIVE)}

    airflow.repeat_run("start_visits", run)
    airflow.forget_run("start_visits", run)
    airflow.forget_run("start_visits", run)
    assert airflow.run_state("start_visits", run) is None


def test_old_events_of_airflow_are_forgotten_for_the_pipeline_alone_of_these(
    people: SignedIn,
) -> None:
    month_ago = {"before": (datetime.now(UTC) - timedelta(days=30)).isoformat()}
    told = {
        who: people.ask(who, "POST", "/exchange/clean-up", json=month_ago).status_code
        for who in ("nobody", "inspector", "pipeline")
    }
    assert told == {"nobody": 401, "inspector": 403, "pipeline": 204}
    people.outside.airflow.forget_events(datetime.now(UTC) - timedelta(days=2))
    now = {"before": datetime.now(UTC).isoformat()}
    assert people.ask("pipeline", "POST", "/exchange/clean-up", json=now).status_code == 422
    # What waits was not touched.
    assert people.outside.airflow.run_state("visit", people.own) is not None


@pytest.mark.parametrize("path", [*AIRFLOWS_OWN, *MANAGEMENT])
def test_airflow_shows_its_runs_to_the_data_team_and_never_to_an_inspector(
    people: SignedIn, path: str
) -> None:
    answers = {who: people.ask(who, "GET", path).status_code for who in EVERYONE}
    assert answers == dict(zip(EVERYONE, (401, 403, 403, 200, 200), strict=True))


def test_an_inspectors_airflow_has_an_empty_menu_beside_the_board(people: SignedIn) -> None:
    menu = people.ask("inspector", "GET", "/ui/auth/menus").json()
    assert menu == {"authorized_menu_items": [], "extra_menu_items": []}
    assert "visit_board" in people.ask("inspector", "GET", "/api/v2/plugins").text
    assert people.ask("data-team", "GET", "/ui/auth/menus").json()["authorized_menu_items"]


@pytest.mark.parametrize("path", BOARD)
def test_the_board_shows_an_inspector_own_visits_only(people: SignedIn, path: str) -> None:
    answers = tuple(people.ask(who, "GET", path).status_code for who in EVERYONE)
    assert answers == BOARD[path]


@pytest.mark.parametrize("path", INSPECTORS_OWN)
def test_packs_are_read_by_the_visits_own_inspectors_alone(people: SignedIn, path: str) -> None:
    answers = tuple(people.ask(who, "GET", path).status_code for who in EVERYONE)
    assert answers == INSPECTORS_OWN[path]


@pytest.mark.parametrize("path", ["/visits/", "/visits/visit/{own}", "/inspectors/"])
def test_a_browser_that_nobody_has_signed_in_with_is_led_to_the_sign_in(
    people: SignedIn, path: str
) -> None:
    where = people.address + path.format(own=people.own)
    answer = httpx.get(where, headers={"Accept": "text/html"}, timeout=60)
    assert answer.status_code == 307
    assert "login" in answer.headers["location"]


def test_an_inspector_lands_on_their_visits_and_the_data_team_in_airflow(people: SignedIn) -> None:
    answers = {who: people.ask(who, "GET", "/") for who in EVERYONE}
    told = {who: (each.status_code, each.headers.get("location")) for who, each in answers.items()}
    assert told["inspector"] == told["other-inspector"] == (303, "/inspectors/")
    assert "/inspectors/" not in {told[who][1] for who in ("nobody", "data-team", "admin")}


def test_the_list_of_visits_names_no_visit_of_somebody_else(people: SignedIn) -> None:
    pages = {who: people.ask(who, "GET", "/visits/").text for who in EVERYONE[1:]}
    named = {who: (people.own in page, people.other in page) for who, page in pages.items()}
    assert named == {
        "inspector": (True, False),
        "other-inspector": (False, True),
        "data-team": (True, True),
        "admin": (True, True),
    }


@pytest.mark.parametrize(
    ("dag", "conf"),
    [("visit", {}), ("register_visit", {"framework": "x"}), ("receive_returns", {})],
)
def test_only_the_data_team_triggers(people: SignedIn, dag: str, conf: dict[str, str]) -> None:
    # The run id is taken already, or the form is not filled in: who may, gets as far as that.
    body = {"dag_run_id": people.own, "logical_date": None, "conf": conf}
    asked = f"/api/v2/dags/{dag}/dagRuns"
    answers = {who: people.ask(who, "POST", asked, json=body).status_code for who in EVERYONE}
    assert [answers[who] for who in EVERYONE[:3]] == [401, 403, 403]
    assert {answers["data-team"], answers["admin"]} <= {200, 400, 409}


@pytest.mark.parametrize("question", [QUESTION, OTHERS_QUESTION])
def test_nobody_answers_a_question_past_the_board(people: SignedIn, question: str) -> None:
    answers = tuple(people.ask(who, "PATCH", question, json=CHOICE).status_code for who in EVERYONE)
    assert answers == (401, 403, 403, 403, 403)


@pytest.mark.parametrize(
    "path", ["/visits/visit/{own}/selection", "/visits/visit/{other}/selection"]
)
def test_only_the_visits_own_inspector_chooses(people: SignedIn, path: str) -> None:
    form = {"codes": ["ZZZZ-ZZZZ"]}  # a code that is nobody's: who may, is told so
    answers = tuple(people.ask(who, "POST", path, data=form).status_code for who in EVERYONE)
    assert answers == ((401, 422, 403, 403, 403) if "own" in path else (401, 403, 422, 403, 403))


@pytest.mark.parametrize("act", ["defer", "adjust", "issue-keys", "hold", "role", "resume"])
def test_only_the_data_team_acts_on_a_visit(people: SignedIn, act: str) -> None:
    # Nothing is entered: who may, is told so.
    path = f"/visits/visit/{people.own}/do/{act}"
    answers = tuple(people.ask(who, "POST", path, data={}).status_code for who in EVERYONE)
    assert answers == (401, 403, 403, 422, 422)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("inspector", "visit/{own}/selection"),
        ("data-team", "visit/{own}/do/hold"),
        ("data-team", "register"),
    ],
)
def test_another_sites_form_is_refused(people: SignedIn, who: str, path: str) -> None:
    token = people.ask(who, "GET", "/visits/").request.headers["Authorization"]
    headers = {"Authorization": token, "Sec-Fetch-Site": "cross-site"}
    whole = f"{people.address}/visits/{path.format(own=people.own)}"
    told = httpx.post(whole, data={"reason": "A complaint"}, headers=headers, timeout=60)
    assert told.status_code == 403


def test_a_run_leads_to_its_visit_and_what_is_about_none_to_the_board(people: SignedIn) -> None:
    runs = {
        f"/visits/run/visit/{people.own}": f"/visits/visit/{people.own}",
        f"/visits/run/visit/{people.own}~2": f"/visits/visit/{people.own}",
        f"/visits/run/visit/{people.own}/open_visit/-1": f"/visits/visit/{people.own}",
        "/visits/run/start_visits/scheduled__x": "/visits/?about=none",
    }
    led = {path: people.ask("data-team", "GET", path).headers["location"] for path in runs}
    assert led == runs


def test_a_change_of_inspectors_works_at_once(people: SignedIn) -> None:
    page = "/visits/visit/{own}"
    add_inspector(people.outside, people.own, "other-inspector", by="data team")
    assert people.ask("other-inspector", "GET", page).status_code == 200
    remove_inspector(people.outside, people.own, "other-inspector", by="data team")
    assert people.ask("other-inspector", "GET", page).status_code == 403


def test_the_choice_of_an_inspector_answers_the_question_that_waits(
    people: SignedIn, s3_admin: ObjectStore
) -> None:
    visit = people.outside.register.visit(people.own)
    lists = attending(child("AP-0001"), child("AP-0002"))
    s3_admin.put(Bucket.UPLOADS, f"{visit.id}/a.xlsx", lists)
    answer_all(people.outside)
    asked = open_question(people.outside, visit.id)
    assert asked is not None
    # Parked with codes of its own; the page offers, and the register takes, those of the lists.
    chosen = {"codes": [asked.codes[0]]}
    answer = people.ask("inspector", "POST", "/visits/visit/{own}/selection", data=chosen)
    assert answer.status_code == 303
    selection = people.outside.register.selection(visit.id)
    assert selection is not None
    assert (selection.codes, selection.made_by) == ((asked.codes[0],), "inspector")


def test_a_visit_is_given_only_to_somebody_who_can_sign_in(people: SignedIn) -> None:
    with pytest.raises(UserError, match=r"Nobody signs in to Airflow as j\.blogs"):
        add_inspector(people.outside, people.own, "j.blogs", by="data team")
    assert "j.blogs" not in people.outside.register.inspectors(people.own)


def test_who_signs_in_for_the_command_line_is_named_by_their_login(people: SignedIn) -> None:
    asked = AirflowSignIn(people.address)
    token = asked.token("data-team", people.kept.airflow_passwords["data-team"])

    assert token is not None
    assert asked.login(token) == "data-team"
    assert asked.login(f"{token}x") is None
    assert asked.token("data-team", "a guess") is None

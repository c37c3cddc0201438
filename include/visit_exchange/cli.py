"""``visit-exchange``: the steps of a visit from a terminal. Commands live in ``commands/``."""

import typer

from visit_exchange.commands import access, audit, figures, frameworks, keys, mails, submissions
from visit_exchange.commands.acting import sign_in, sign_out
from visit_exchange.commands.backup import backup, restore
from visit_exchange.commands.check import check
from visit_exchange.commands.cleanup import cleanup
from visit_exchange.commands.dispose import dispose
from visit_exchange.commands.docs import docs
from visit_exchange.commands.exit_codes import PlainExits
from visit_exchange.commands.health import health
from visit_exchange.commands.timeline import timeline
from visit_exchange.commands.visits import visits
from visit_exchange.commands.visits.hold import hold, unhold

app = typer.Typer(
    cls=PlainExits,
    help="Runs the information exchange around an inspection visit.",
    no_args_is_help=True,
    # A traceback that shows local variables could show a child's record.
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(timeline)
app.command()(check)
app.command()(dispose)
app.command("sign-in")(sign_in)
app.command("sign-out")(sign_out)
app.command()(health)
app.command()(cleanup)
app.command()(backup)
app.command()(restore)
visits.app.command()(hold)
visits.app.command()(unhold)
app.add_typer(visits.app, name="visits")
app.add_typer(submissions.app, name="submissions")
app.add_typer(access.app, name="access")
app.add_typer(keys.app, name="keys")
app.add_typer(mails.app, name="mails")
app.add_typer(audit.app, name="audit")
app.add_typer(figures.app, name="figures")
app.add_typer(frameworks.app, name="frameworks")
app.add_typer(docs.app, name="docs")

if __name__ == "__main__":
    app()

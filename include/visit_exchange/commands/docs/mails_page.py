"""The page that lists every mail: who is told what, when, in which words."""

from collections.abc import Iterator

from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.rules.people_rules import TOPICS, Topic
from visit_exchange.mails.catalogue import CATALOGUE, HEARD_BESIDES, Occasion

ABOUT = """# Mails

Who is told what, when, and in which words. The page is derived from
`include/visit_exchange/mails/` and from the roles of each kind of visit: change the words there,
then run `visit-exchange docs write`. Every mail goes out once for its occasion, however often its
step is tried. In the words, `{{ … }}` stands for a value.

## Who hears of what

The LANO and the lead inspector get what is theirs. Beside them hear, by their role
(`visit-exchange visits people`):

| Topic | What is told | Roles |
|---|---|---|
"""


def mails_page() -> str:
    """Return the page (Markdown)."""
    topics = "".join(f"| {topic} | {TOPICS[topic]} | {_roles(topic)} |\n" for topic in TOPICS)
    return "\n".join([f"{ABOUT}{topics}", *(line for one in CATALOGUE for line in _section(one))])


def _roles(topic: Topic) -> str:
    """Return the roles that hear of a topic in any kind of visit, each once."""
    roles = (role for kind in framework_ids() for role in load_framework(kind).people)
    return ", ".join(dict.fromkeys(f"`{role.id}`" for role in roles if topic in role.hears))


def _section(occasion: Occasion) -> Iterator[str]:
    title = occasion.id.replace("_", " ").capitalize()
    words = occasion.template.read_text(encoding="utf-8").rstrip()
    topic = next((topic for topic, ids in HEARD_BESIDES.items() if occasion.id in ids), "")
    also = f"; and who hears of {topic}" if topic else ""
    yield f"## {title}\n\n- **When**: {occasion.when}\n- **To**: {occasion.to}{also}.\n"
    yield f"```\n{words}\n```\n"

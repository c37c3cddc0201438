"""Names in a document that are told as a child's are: beside an age, a parent or an exclusion.

A strategy names its authors, directors and panels, and that is nobody's secret. A case study that
names its child is another matter: what stands around the name tells the two apart.
"""

import re
from collections.abc import Iterator

from visit_exchange.privacy.people.people_in_text import Person, people_in
from visit_exchange.privacy.text.folding import folded

_LOOKED_AROUND = 40  # signs before and behind a name
_BEFORE = re.compile(
    r"\b(?:pupil|child|student|young person|boy|girl|(?:mum|mother|dad|father|parent|carer|brother|"
    r"sister|sibling|twin|uncle|aunt|grandmother|grandfather)s? of|parents of|case study)"
    r"[ :(\-]{1,3}$",
    re.I,
)
_BEHIND = re.compile(
    r"(?:'s (?:mum|mother|mam|dad|father|parents?|(?:foster )?carers?|brother|sister|siblings?)\b"
    r"|[ ,(]{1,3}(?:who )?(?:is |was )?"
    r"(?:aged? ?\d{1,2}\b|\d{1,2}(?:\)|,| years? old| ?yrs?\b)"
    r"|a (?:pupil|child|boy|girl)\b|in year \d{1,2}\b|in reception\b|looked after\b"
    r"|born (?:on|in)\b"
    r"|(?:permanently )?excluded\b|(?:has|had) (?:an? )?(?:ehc|autism|adhd|epilepsy|asd|semh)"
    r"|lives with\b|(?:attends|attended) (?:the |a )?(?:pru|alternative|unit|special)"
    r"|has been (?:excluded|placed|out of school)\b|was (?:placed|taken into care)\b"
    r"|year \d{1,2}\b(?! ?(?:lead|co-?ord|teach|tutor|head|manag|staff|team))|dob\b|d\.o\.b)"
    # A list of pupils has each one's year behind the name, and nothing behind that.
    r"|[ ,(\-\u2013]{1,4}(?:y(?:ea)?r?|ks) ?\d{1,2}(?:\)|[ ,;.]{0,2}(?:\n|$)|[,;] ?[A-Z]))",
    re.I,
)


def children_named(text: str) -> int:
    """Return how many names in a document's text are told as a child's."""
    plain = folded(text)
    return sum(1 for _ in _told_as_children(plain))


def _told_as_children(plain: str) -> Iterator[Person]:
    for person in people_in([plain], use_model=False).get(plain, ()):
        before = plain[max(0, person.start - _LOOKED_AROUND) : person.start]
        behind = plain[person.end : person.end + _LOOKED_AROUND]
        if person.sure and (_BEFORE.search(before) or _BEHIND.match(behind)):
            yield person

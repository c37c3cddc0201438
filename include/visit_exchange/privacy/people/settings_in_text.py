"""What schools and other settings of an upload are called: such words name nobody."""

from collections.abc import Iterable

from visit_exchange.privacy.people.people_in_text import Person, people_in
from visit_exchange.privacy.text.folding import folded
from visit_exchange.privacy.text.phrases import Phrases


class Settings:
    """Settings by name. One that is called as a person would be (a childminder) excuses nothing."""

    def __init__(self, names: Iterable[str]) -> None:
        plain = {folded(name).strip() for name in names}
        plain = {name for name in plain if len(name) > 3}
        self._phrases = Phrases(plain - _of_people(plain))

    def hold(self, text: str, person: Person) -> bool:
        """Say whether the words that may be a person are part of a setting's name in ``text``."""
        return any(
            place.start <= person.start and person.end <= place.end
            for place in self._phrases.find(text)
        )


def _of_people(names: Iterable[str]) -> set[str]:
    """Names that are a person's, as far as rules without the model tell."""
    found = people_in(names, use_model=False)
    return {name for name, people in found.items() if any(person.sure for person in people)}

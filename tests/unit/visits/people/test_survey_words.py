"""One link or several: each is told once, with all whom it is for."""

from visit_exchange.visits.people.survey_words import by_link

ONE, OTHER = "https://surveys.example/1", "https://surveys.example/2"
CHILDREN, PARENTS, STAFF = "Children and young people", "Parents and carers", "Practitioners"


def test_one_link_for_everybody_is_told_once() -> None:
    [(title, link)] = by_link([(CHILDREN, ONE), (PARENTS, ONE), (STAFF, ONE)])
    assert title == "Children and young people; parents and carers; practitioners"
    assert link == ONE


def test_several_links_are_told_each_for_its_own() -> None:
    assert by_link([(CHILDREN, ONE), (PARENTS, OTHER)]) == ((CHILDREN, ONE), (PARENTS, OTHER))
    assert by_link([]) == ()

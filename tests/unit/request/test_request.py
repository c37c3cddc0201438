"""The request that a local authority gets on the notification date."""

from datetime import date

from builders.visits import a_visit, its_milestones
from visit_exchange.kinds import load_framework
from visit_exchange.request.request import request_mail

AP = load_framework("ap_thematic_2023")
VISIT = a_visit(date(2023, 3, 27))  # Monday
SUBJECT, TEXT = request_mail(
    VISIT, AP, its_milestones(VISIT), "s3://uploads/999/", "s3://replies/999/request/"
)


def test_the_subject_says_what_for_whom_and_by_when() -> None:
    assert SUBJECT == (
        "Alternative provision thematic visit 2023: "
        "send information about Exampleshire by 5pm on Thursday 30 March 2023"
    )


def test_the_first_lines_say_what_is_asked_and_by_when() -> None:
    assert TEXT.splitlines()[:3] == [
        "Exampleshire was notified on Monday 27 March 2023 of this visit: "
        "Alternative provision thematic visit 2023.",
        "",
        "Send 4 lists and 11 documents by 5pm on Thursday 30 March 2023.",
    ]


def test_every_item_every_date_and_every_kind_of_tracking_document_is_named() -> None:
    for item in AP.items:
        assert f"{item.number}. {item.title} ({item.kind})" in TEXT
    for milestone in AP.milestones:
        assert f"- {milestone.title}: " in TEXT
    for kind in AP.tracking.items:
        assert f"- {kind.title}" in TEXT


def test_where_to_upload_and_where_the_request_pack_is() -> None:
    assert "Upload your files to s3://uploads/999/\n" in TEXT
    assert "Get the request pack from s3://replies/999/request/\n" in TEXT


def test_not_held_is_an_answer_and_nothing_is_to_be_written_for_the_request() -> None:
    assert '"Not held" is an answer, not an error' in TEXT
    assert "Do not write new documents for this request." in TEXT


def test_pseudonymised_lists_are_asked_for_as_such() -> None:
    assert "Leave out names, dates of birth, addresses" in TEXT
    identified = AP.model_copy(update={"regime": "identified"})
    _, text = request_mail(VISIT, identified, its_milestones(VISIT), "there", "here")
    assert "Leave out names" not in text


def test_items_with_another_deadline_are_asked_for_under_their_own() -> None:
    later = AP.items[-1].model_copy(update={"due": "tracking"})
    framework = AP.model_copy(update={"items": (*AP.items[:-1], later)})
    _, text = request_mail(VISIT, framework, its_milestones(VISIT), "there", "here")
    heading = "What to send by 5pm on Monday 3 April 2023"
    assert text.index("14. ") < text.index(heading) < text.index("15. ")


def test_the_words_are_plain() -> None:
    for word in ("please", "sorry", "invalid", "valid", "&amp;", "&#39;"):
        assert word not in TEXT.casefold()


def test_what_is_due_on_two_days_is_said_of_each() -> None:
    framework = load_framework("area_send_full_2024")
    visit = a_visit(date(2023, 6, 12), framework=framework.id, on_site_days=5)
    _, text = request_mail(visit, framework, its_milestones(visit), "the place", "the pack")
    assert (
        "Send 4 lists and 6 documents by 11am on Tuesday 13 June 2023, "
        "and 5 lists and 25 documents by 5pm on Friday 16 June 2023."
    ) in text.splitlines()
    assert "- Report published: the end of Wednesday 23 August 2023 (provisional)" in text
    # Whether one is needed is known only when inspectors have reported.
    assert "action plan" not in text.casefold()


def test_a_meeting_is_asked_about_without_lists_and_tracking() -> None:
    framework = load_framework("engagement_meeting_2024")
    agreed = {"self_evaluation_due": date(2023, 7, 3), "meeting": date(2023, 7, 17)}
    visit = a_visit(date(2023, 6, 12), framework=framework.id, on_site_days=0)
    milestones = its_milestones(visit, agreed=agreed)
    _, text = request_mail(visit, framework, milestones, "the place", "the pack")
    assert "Send 1 document by 5pm on Monday 3 July 2023." in text.splitlines()
    assert "template" not in text
    assert "selected" not in text


def test_it_says_what_a_corrected_version_replaces() -> None:
    assert "newest version of a list replaces the one before, whatever its name" in TEXT
    assert "same file name as one that you sent replaces it; with a new file name it is" in TEXT


def test_who_has_a_page_is_told_of_the_page_alone() -> None:
    link = "https://visits.example/upload/#token"
    _, text = request_mail(
        VISIT, AP, its_milestones(VISIT), "s3://uploads/999/", "s3://replies/999/", upload_link=link
    )
    assert f"1. Open your page in a browser: {link}\n" in text
    assert "under “Get the request”" in text
    assert "s3://" not in text

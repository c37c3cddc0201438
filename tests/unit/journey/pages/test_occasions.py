"""What the board says a mail was written for: in words, and without a child's code."""

import pytest

from visit_exchange.journey.pages.board.occasions import occasion_in_words, words_for
from visit_exchange.mails.catalogue import CATALOGUE

TO = "lano@exampleshire.example"
PRINT = "0123456789abcdef" * 4
# Occasions whose mails are about no visit, or lie in a pack: the page of a visit has none of them.
OF_NO_VISIT = {
    "about_the_visit",
    "alerts_wait",
    "not_well",
    "register_away",
    "step_failed",
    "stray_upload",
    "well_again",
}
# Every other occasion, and a key of its mails.
KEYS = {
    "asked_before_you": "V/request/again/2/since",
    "breach_beside_lists": "V/3/hidden",
    "breach_contained": "V/3/breach",
    "child_left": "V/child-left/K7QM-2XWD",
    "choice_taken": f"V/Selection taken/{PRINT}",
    "concern_recorded": "V/concern/1",
    "credentials_destroy": "V/store-access-destroy",
    "credentials_make": "V/store-access-make",
    "credentials_partner_asked": "V/store-access-partner_asked/partner-icb",
    "credentials_partner_removed": "V/store-access-partner_removed/partner-icb",
    "credentials_replace": "V/store-access-replace/person-3",
    "credentials_suspend": "V/store-access-suspend",
    "decided_on_upload": "V/3/decided",
    "document_left_out": f"V/3/left-out/{TO}",
    "event_recorded": f"V/happened/report_published/2023-06-01/{TO}",
    "evidence_destroyed": "V/certificate/2",
    "health_template": "V/health-template/1/icb",
    "information_offered": "V/offer/1",
    "mail_refused": "refused/4/2023-03-29T10:00:00.000000",
    "mail_undelivered": "undelivered/V/request",
    "missing_at_deadline": f"V/alert/extra_1/{TO}",
    "missing_at_deadline_sender": f"V/own-deadline/K7QM-2XWD/{TO}",
    "missing_from_partner": f"V/alert/returns/icb/{TO}",
    "new_deadline": f"V/adjusted/1/{TO}",
    "new_upload_link": "V/upload-link/0123456789abcdef",
    "no_lano": "V/no-lano",
    "no_selection": f"V/alert/selection/{TO}",
    "no_selection_authority": f"V/alert/selection/{TO}",
    "not_scanned": "V/3/scan",
    "not_scanned_team": "V/3/scan-team",
    "notification_letters": "V/notification",
    "offer_declined": "V/offer/1/declined",
    "one_more_item": f"V/asked/extra_1/{TO}",
    "owed_after_visit": "V/follows/draft_report",
    "packs_of_the_day": "V/packs-of-the-day/2023-03-29/4",
    "partner_request": "V/request/icb",
    "partners_children": "V/tracking-request/icb/K7QM-2XWD",
    "providers_consulted": f"V/providers-consulted/1/icb/{TO}",
    "providers_to_visit": "V/provider-visits/1",
    "reminder": "V/reminder/further",
    "replies": "V/12/replies/4-20270304170236",
    "reply": "V/12/reply",
    "request": f"V/request/{TO}",
    "returns_pack": "V/v001/published/4",
    "role_given": "V/role/3",
    "selection_refused": "V/selection-refused/3",
    "summary_note": "V/summary-note",
    "survey_link": "V/survey/link/0123456789abcdef",
    "survey_low": f"V/survey/low/parents/{TO}",
    "survey_reminder": "V/survey/reminder",
    "survey_unreached": "V/survey/unreached/1",
    "taken_back": f"V/3/taken-back-told/{TO}",
    "text_redacted": "V/3/taken",
    "timetable_changed": f"V/timetable/1/{TO}",
    "tracking_pack": "V/tracking/v012/published",
    "tracking_request": "V/tracking-request/K7QM-2XWD-666H-ZWY8",
    "unique_children": "V/v001/unique",
    "upload_withheld": "V/3/withheld",
    "visit_cancelled": f"V/cancelled/{TO}",
    "visit_deferred": f"V/deferred/{TO}",
    "visit_moved": f"V/adjusted/2/{TO}",
    "visit_resumed": f"V/resumed/{TO}",
    "you_took_back": "V/3/taken-back",
}


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("request", "Request"),
        ("notification", "Notification letters to send"),
        ("12/reply", "Reply to upload 12"),
        ("12/replies/1-20270304170236", "Reply to upload 12"),
        ("12/replies/4-20270304170236", "Replies to 4 uploads, the last of them upload 12"),
        ("7/taken", "Upload 7: what identifies people was taken out"),
        ("5/withheld", "Upload 5 is withheld"),
        ("v001/published/" + TO, "Pack 1 is ready"),
        ("tracking/v012/published", "Tracking pack 12 is ready"),
        ("alert/returns/" + TO, "Items missing at the deadline (returns)"),
        (
            "tracking-request/K7QM-2XWD-666H-ZWY8",
            "Request for what is held of the selected children",
        ),
        ("tracking-request/icb/K7QM-2XWD", "Request for what is held of the selected children"),
        ("upload-link/0123456789abcdef", "A new upload link"),
        ("child-left/K7QM-2XWD", "A selected child declined or withdrew"),
        ("survey/low/parents", "Few answers to a survey (parents)"),
        ("something-else/3", "Something else 3"),
    ],
)
def test_the_key_of_a_mail_is_told_in_words(key: str, says: str) -> None:
    assert occasion_in_words(f"999-ap-20230327/{key}", TO) == says


def test_every_occasion_has_a_key_here() -> None:
    assert KEYS.keys() | OF_NO_VISIT == {each.id for each in CATALOGUE}


@pytest.mark.parametrize("occasion", KEYS)
def test_every_occasion_of_the_catalogue_has_words(occasion: str) -> None:
    assert words_for(KEYS[occasion], TO)

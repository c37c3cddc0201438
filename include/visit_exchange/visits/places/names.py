"""What the files in the store are called, as their readers see it."""

# What a Word document is called where its kind is told.
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Files of the replies, by the name that their reader sees.
REPLY_PAGE = "reply.html"
REPLY_WORKBOOK = "reply.xlsx"
REPLY_JSON = "answer.json"
REPLY_MAIL = "mail.json"
CHILD_CODES = "child-codes.xlsx"
REQUEST_TEXT = "request.txt"
CHECKLIST = "checklist.xlsx"
TEMPLATE = "lists-template.xlsx"
CALENDAR = "timeline.ics"
ABOUT_THE_VISIT = "about-the-visit.txt"
HEALTH_TEMPLATE = "cqc-template"  # with the ending of the file that came
SELECTED_CHILDREN = "children-to-track.xlsx"
CHILDREN_CHECKLIST = "tracking-checklist.xlsx"
PROVIDERS_TO_VISIT = "providers-to-visit.txt"
MANIFEST = "manifest.json"
SUMMARY_NOTE = "summary-note.docx"
NOTES = "notes.json"
AGREEMENTS = "agreements.json"
PROVIDER_VISITS = "provider-visits.json"
TIMETABLE = "timetable.json"


def provider_letter_name(place: int) -> str:
    """Return what the letter to the ``place``-th provider to visit is called, from 1."""
    return f"letter-to-provider-{place}.docx"

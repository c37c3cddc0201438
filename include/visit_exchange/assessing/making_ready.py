"""What the server of the children loads once, so that no child loads it for itself.

A child lives for one file and keeps nothing.
"""

from importlib import import_module

from visit_exchange.kinds import load_framework
from visit_exchange.kinds.cross_checks import load_cross_checks
from visit_exchange.privacy.people import name_lists
from visit_exchange.privacy.people.name_model import people_by_model
from visit_exchange.privacy.people.people_in_text import people_in
from visit_exchange.returns.checks.expectation_suite import expectations_for
from visit_exchange.returns.recognition.headings import load_identifying_words
from visit_exchange.returns.recognition.other_registers import load_other_registers

# What children are asked for, in the order in which an upload comes to it.
WORK = (
    "visit_exchange.returns.screening.screen",
    "visit_exchange.returns.tables.safe_reading",
    "visit_exchange.assessing.lists",
    "visit_exchange.returns.documents.recognising",
    "visit_exchange.privacy.documents.document_work",
    "visit_exchange.returns.documents.document_search",
)
# What libraries import when they need it.
_AT_FIRST_USE = (
    "encodings.cp437",
    "encodings.utf_16_be",
    "encodings.utf_16_le",
    "encodings.utf_7",
    "multiprocessing.synchronize",
    "pandas.core.arrays.arrow.extension_types",
    "pandas.core.methods.to_dict",
    "pyarrow.pandas_compat",
    "pyarrow.vendored.version",
)
_SENTENCE = "Ada Oakley visits her aunt."


def make_ready(framework: str) -> None:
    """Load what checks and the search for people need, which would take each child seconds."""
    for item in load_framework(framework).lists:
        expectations_for(framework, item.id)
    load_cross_checks(framework)
    load_other_registers()
    load_identifying_words()
    name_lists.load()
    people_in([_SENTENCE])
    people_by_model([_SENTENCE])
    for module in _AT_FIRST_USE:
        import_module(module)

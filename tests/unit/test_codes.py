"""What authorities write, and the code it is taken for."""

import pytest

from visit_exchange.errors import UserError
from visit_exchange.kinds.code_set import CodeSet
from visit_exchange.kinds.expectations import EXPECTATIONS
from visit_exchange.kinds.heading_words import normalise
from visit_exchange.returns.values.codes import code_for, codes_for_column, load_codes
from visit_exchange.returns.values.several_codes import joined, several_codes_for

LISTED = sorted(p.stem for p in (EXPECTATIONS / "codes").glob("*.yaml"))

WILD = {
    "gender": {
        "b) Female": "F",
        "Fenale": "F",
        "a) Male": "M",
        "1.0": "M",
        "2": "F",
        "M - Male": "M",
        "\u00a0 girl ": "F",
        "Non-binary": "O",
        "Transgender male": "O",
        "d) Neither": "O",
        "Other": "O",
        "c) Not stated/recorded (or unborn)": "unknown",
    },
    "ethnicity": {
        "a) WBRI": "WBRI",
        "A1 - White British": "WBRI",
        "(A.A1)White - British": "WBRI",
        "WBRI - White British (101)": "WBRI",
        "White British [WBRI]": "WBRI",
        "White Bristish": "WBRI",
        "wenG": "WBRI",
        "MBWC": "MWBC",
        "White and Black Carribbean": "MWBC",
        "White/Black Caribbean": "MWBC",
        "Black Carribean": "BCRB",
        "Mixed – White and Asian": "MWAS",
        "C4 Asian/Asian British - Chinese": "CHNE",
        "Somali": "BAFR",
        "Kurdish": "OOTH",
        "White - Any other White background": "WOTH",
        "E1": "CHNE",
        "Prefer not to say": "REFU",
        "Information Not Yet Obtained": "NOBT",
        "#MULTIVALUE": "NOBT",
    },
    "yes_no": {
        "Y": "Y",
        "TRUE": "Y",
        "1.0": "Y",
        "✓": "Y",
        "b. No": "N",
        "N/A": "unknown",
        "?": "unknown",
    },
    "looked_after": {
        "LAC": "Y",
        "S20": "Y",
        "CP/CLA": "Y",
        "a) Looked after child": "Y",
        "PLAC": "N",
        "Care leaver": "N",
        "SGO": "N",
        "CIN": "N",
    },
    "ehc_plan": {
        "E": "current",
        "Final EHCP": "current",
        "S": "current",
        "Ceased": "previous",
        "EHCNA": "in_assessment",
        "Draft": "in_assessment",
        "K": "none",
        "No": "none",
        "TBC": "unknown",
    },
    "setting_type": {
        "Un-registered": "independent_unregistered",
        "Unregistered AP": "independent_unregistered",
        "Independent (registered)": "independent_registered",
        "PRU": "state_maintained",
        "AP Academy": "state_maintained",
    },
    "area": {"OOA": "out", "In borough": "in", "b) Out": "out", "Neighbouring LA": "out"},
    "full_part_time": {
        "F/T": "FT",
        "0.6": "PT",
        "6 sessions": "PT",
        "2.5 days": "PT",
        "5 days": "FT",
    },
    "registration": {"Dual - main": "dual", "M": "dual", "Sole": "single", "EOTAS": "none"},
    "commissioner": {"CCG": "health_icb", "SEN team": "local_authority", "Tri-partite": "joint"},
    "placement_reason": {
        "PEX": "permanent_exclusion",
        "Perm. Ex": "permanent_exclusion",
        "EBSA": "mental_health",
        "Off-site direction": "behaviour_offsite_direction",
        "PEX - Day 6": "permanent_exclusion",
        "Fixed term exclusion": "suspension",
    },
    "sector": {"Private": "independent", "AP Academy": "state"},
    "registered": {"Not registered": "unregistered", "Y": "registered"},
    "residential": {"52 week": "Y", "Day": "N"},
    "setting_status": {"Former": "previous", "Attending": "current"},
}
QUESTIONS = {
    "sen_need": ["dyspraxia", "ADHD"],
    "placement_reason": ["Excluded", "Medical", "Section 19"],
    "setting_type": ["Registered", "Ofsted registered", "College"],
    "area": ["Y", "No"],
    "registration": ["S"],
    "ethnicity": ["C4", "Asian"],
}


@pytest.mark.parametrize(
    ("name", "text", "code"), [(n, t, c) for n, texts in WILD.items() for t, c in texts.items()]
)
def test_wild_spellings_are_read(name: str, text: str, code: str) -> None:
    assert code_for(load_codes(name), text).code == code


@pytest.mark.parametrize(
    ("name", "text"), [(n, t) for n, texts in QUESTIONS.items() for t in texts]
)
def test_what_could_be_several_things_is_a_question(name: str, text: str) -> None:
    assert code_for(load_codes(name), text).why == "ask"


@pytest.mark.parametrize("name", LISTED)
def test_what_no_set_knows_is_unrecognised(name: str) -> None:
    match = code_for(codes(name), "zebra crossing")
    assert (match.code, match.why) == (None, "unrecognised")


@pytest.mark.parametrize("name", LISTED)
def test_codes_and_labels_are_read_as_themselves(name: str) -> None:
    for code in codes(name).codes:
        for written in (code.code, code.label, code.label.upper(), f" {code.label}  "):
            assert code_for(codes(name), written).code == code.code


@pytest.mark.parametrize("name", LISTED)
def test_no_text_is_claimed_by_two_codes(name: str) -> None:
    codes_ = codes(name)
    for code, texts in (*codes_.synonyms.items(), (codes_.unknown_code, codes_.unknown)):
        for text in texts:
            assert codes_.exactly[normalise(text)][0] == code, text
    for text in codes_.ask:
        assert codes_.exactly[normalise(text)][0] is None, text


@pytest.mark.parametrize(
    ("name", "heading", "text", "code"),
    [
        ("area", "Out of area?", "Y", "out"),
        ("area", "Out of area?", "N", "in"),
        ("area", "OOA", "Yes", "out"),
        ("area", "In area?", "Y", "in"),
        ("area", "In Borough", "No", "out"),
        ("area", "In/Out of area", "Y", None),
        ("registered", "Unregistered?", "Yes", "unregistered"),
        ("registered", "Registered?", "Yes", "registered"),
        ("setting_type", "Unregistered?", "Yes", "independent_unregistered"),
        ("full_part_time", "Part-time timetable", "Y", "PT"),
        ("full_part_time", "Full time?", "Y", "FT"),
        ("registration", "Dual registered?", "Y", "dual"),
        ("registration", "Single/Dual", "Y", None),
    ],
)
def test_the_heading_decides_what_yes_means(
    name: str, heading: str, text: str, code: str | None
) -> None:
    assert code_for(load_codes(name), text, heading=heading).code == code


@pytest.mark.parametrize(
    ("name", "column", "text", "code"),
    [
        ("registration", ["S", "C", "M"], "S", "dual"),
        ("registration", ["s", "d"], "s", "single"),
        ("registration", ["S"], "S", None),
        ("yes_no", ["x", ""], "x", "Y"),
        ("yes_no", ["x", "no"], "x", None),
    ],
)
def test_the_rest_of_the_column_decides(
    name: str, column: list[str], text: str, code: str | None
) -> None:
    assert codes_for_column(load_codes(name), column)[text].code == code


@pytest.mark.parametrize(
    ("text", "codes_"),
    [
        ("SEMH", "SEMH"),
        ("SEMH; ASD", "SEMH; ASD"),
        ("SEMH - Social, Emotional and Mental Health", "SEMH"),
        ("SEMH - Social, Emotional and Mental Health, ASD", "SEMH; ASD"),
        ("Speech, Language and Communication Needs and MLD", "SLCN; MLD"),
        ("a) SPLD, k) ASD", "SPLD; ASD"),
        ("1. SEMH 2. ASD", "SEMH; ASD"),
        ("ASD/ASC", "ASD"),
        ("HI/VI", "HI; VI"),
        ("MLD\nSEMH", "MLD; SEMH"),
        ("S&L", "SLCN"),
        ("none", "NONE"),
        ("SEMH; zebra", "SEMH"),
        ("zebra", None),
        ("", None),
    ],
)
def test_several_needs_in_a_cell(text: str, codes_: str | None) -> None:
    assert joined(several_codes_for(load_codes("sen_need"), text)) == codes_


def test_a_part_that_cannot_be_read_is_named() -> None:
    parts = several_codes_for(load_codes("sen_need"), "Autism & ADHD; zebra")
    assert [(part, match.why) for part, match in parts] == [
        ("Autism", "synonym"),
        ("ADHD", "ask"),
        ("zebra", "unrecognised"),
    ]


def test_a_set_that_names_no_code_of_its_own_is_refused() -> None:
    with pytest.raises(ValueError, match="no code is called Z"):
        CodeSet.model_validate(
            {"source": "s", "codes": [{"code": "A", "label": "a"}], "synonyms": {"Z": ["z"]}}
        )


def test_a_missing_set_is_named() -> None:
    with pytest.raises(UserError, match=r"codes/no_such_set\.yaml does not exist"):
        load_codes("no_such_set")


def codes(name: str) -> CodeSet:
    return load_codes(name)

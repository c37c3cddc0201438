"""What authorities write, and the code it is taken for."""

import pytest

from visit_exchange.errors import UserError
from visit_exchange.kinds.code_set import CodeSet, load_codes
from visit_exchange.kinds.expectations import EXPECTATIONS
from visit_exchange.kinds.heading_words import normalise
from visit_exchange.returns.values.codes import code_for, codes_for_column
from visit_exchange.returns.values.several_codes import (
    contradicts_itself,
    joined,
    several_codes_for,
)

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


@pytest.mark.parametrize(
    ("text", "codes_"),
    [
        ("SEMH (primary) ASD (secondary)", "SEMH; ASD"),
        ("SEMH - ASD", "SEMH; ASD"),
        ("SEMH-ASD", "SEMH; ASD"),
        ("SEMH ASD", "SEMH; ASD"),
        ("MLD [SLCN]", "MLD; SLCN"),
        ("SEMH (autism)", "SEMH; ASD"),
        ("SEMH (physical)", "SEMH; PD"),
        ("SEMH: PD", "SEMH; PD"),
        ("ASD: SLCN: MLD", "ASD; SLCN; MLD"),
        # what only looks like a second need
        ("SEMH (hearing voices)", "SEMH"),
        ("SEMH - physical aggression", "SEMH"),
        ("SPLD (Dyslexia)", "SPLD"),
        # what only says of what the first one is made
        ("MSI (hearing)", "MSI"),
        ("MSI - vision", "MSI"),
        ("MSI (hearing and vision), SLD", "MSI; SLD"),
        ("SLD; MSI (HI/VI)", "SLD; MSI"),
        ("MSI: deaf & blind", "MSI"),
        ("MSI (ASD)", "MSI; ASD"),
        ("MSI (hearing, ASD)", "MSI; HI; ASD"),
        ("MSI; HI", "MSI; HI"),
        ("SLD (hearing)", "SLD; HI"),
        # what is denied or doubted is a question
        ("ASD (not SEMH)", None),
        ("SEMH - query ASD", None),
    ],
)
def test_a_second_need_is_never_passed_over(text: str, codes_: str | None) -> None:
    assert joined(several_codes_for(load_codes("sen_need"), text)) == codes_


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [("SEMH (none)", True), ("none; ASD", True), ("none", False), ("SEMH; PD", False)],
)
def test_no_need_beside_a_need_contradicts_itself(text: str, contradicts: bool) -> None:
    codes = load_codes("sen_need")
    assert contradicts_itself(codes, several_codes_for(codes, text)) is contradicts


@pytest.mark.parametrize(
    "text",
    [
        "SEMH - ASD",
        "SEMH (primary) ASD (secondary)",
        "e) SEMH (ASD)",
        "SEMH (physical)",
        "PD – SEMH",
        "SEMH with physical",
    ],
)
def test_two_needs_where_one_is_asked_for_are_a_question(text: str) -> None:
    assert code_for(load_codes("send_need"), text).code is None


@pytest.mark.parametrize("text", ["MSI (hearing)", "i) MSI (HI/VI)", "MSI - vision"])
def test_what_a_need_is_made_of_is_no_second_one(text: str) -> None:
    assert code_for(load_codes("send_need"), text).code == "MSI"


# The codes of the SSDA903 and children in need returns, each with what its list calls it.
STATUTORY = {
    "ilacs_legal_status": {
        "interim": "C1", "full": "C2", "freed": "D1", "placement_order": "E1", "s20": "V2 V3 V4",
        "protection": "L1 L2 L3", "J1": "J1", "J2": "J2", "justice": "J3", "wardship": "W1",
    },
    "ilacs_placement": {
        "adoption": "A3 A4 A5 A6", "residential": "H5", "secure": "K1", "home": "K2",
        "parents": "P1", "independent": "P2", "employment": "P3", "care_home": "R1",
        "health": "R2", "family_centre": "R3", "yoi": "R5", "school": "S1",
        "temporary": "T0 T1 T2 T3 T4", "foster": "U1 U2 U3 U4 U5 U6", "other": "Z1",
    },
    "ilacs_ceased": {
        "adopted": "E11 E12", "died": "E2", "other_la": "E3", "home": "E4A E4B",
        "relatives": "E13", "residence_order": "E41", "guardianship": "E45 E46 E47 E48",
        "independent": "E5 E6", "adult_care": "E7", "other": "E8", "custody": "E9",
        "remand_ended": "E14", "adult": "E15", "abroad": "E16", "stayed": "E17",
    },
    "ilacs_placement_provider": {"own": "PR1", "private": "PR4", "other": "PR0 PR2 PR3 PR5"},
    "ilacs_need": {code: code for code in [f"N{n}" for n in range(10)]},
    "ilacs_cin_closure": {
        "adopted": "RC1", "died": "RC2", "residence_order": "RC3", "special_guardianship": "RC4",
        "other_la": "RC5", "adult_services": "RC6", "no_longer_in_need": "RC7",
        "not_in_need": "RC8 RC9",
    },
    "ilacs_abuse": {code: code for code in ["NEG", "PHY", "SAB", "EMO", "MUL"]},
}  # fmt: skip
WRITTEN = [
    (name, code, written)
    for name, meanings in STATUTORY.items()
    for code, returned in meanings.items()
    for written in returned.split()
]


@pytest.mark.parametrize(("name", "code", "written"), WRITTEN)
def test_the_codes_of_statutory_returns_are_read(name: str, code: str, written: str) -> None:
    assert code_for(load_codes(name), written).code == code
    assert code_for(load_codes(name), f" {written.lower()} ").code == code
    if any(map(str.isdigit, written)):
        for form in (f"{written}: so called", f"{written} - so called", f"{written} (so called)"):
            assert code_for(load_codes(name), form).code == code


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("ilacs_legal_status", "C2: Full care order", "full"),
        ("ilacs_legal_status", "V2 - Single period of accommodation under section 20", "s20"),
        ("ilacs_legal_status", "Full care order granted", "full"),
        ("ilacs_placement", "U4: Foster placement with other foster carer - long term", "foster"),
        ("ilacs_placement", "K2 Children's homes subject to children's homes regulations", "home"),
        ("ilacs_placement", "P1 (Placed with own parents)", "parents"),
        ("ilacs_ceased", "E4A: Returned home to live with parents (no residence order)", "home"),
        ("ilacs_activity", "F2: Full time in education other than higher education", "F2"),
        ("ilacs_accommodation", "B: With parents or relatives", "parents"),
        ("ilacs_accommodation", "U - Independent living", "independent"),
        ("ilacs_in_touch", "RHOM", "returned_home"),
        ("ilacs_suitability", "1", "suitable"),
    ],
)
def test_a_code_with_its_words_is_read(name: str, text: str, code: str) -> None:
    assert code_for(load_codes(name), text).code == code


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ilacs_legal_status", "C2: Interim care order"),
        ("ilacs_ceased", "E2: Adopted"),
        ("ilacs_ceased", "X1"),
        ("ilacs_ceased", "X1: Episode ceases, and new episode begins on same day"),
        ("ilacs_placement", "K1: Foster placement"),
        ("ilacs_accommodation", "B"),
        ("ethnicity", "White"),
        ("ethnicity", "Black or Black British"),
        ("ethnicity", "Asian, Asian British or Asian Welsh"),
        ("ethnicity", "Mixed or Multiple ethnic groups"),
        ("ethnicity", "Mixed heritage"),
        ("ethnicity", "White background"),
        ("setting_type", "Independent"),
        ("setting_type", "Independent provider"),
        ("send_yes_no", "N/A"),
        ("send_disability", "None"),
    ],
)
def test_a_code_that_contradicts_its_words_or_names_no_one_thing_is_a_question(
    name: str, text: str
) -> None:
    assert code_for(load_codes(name), text).code is None


def test_a_letter_of_the_return_is_known_by_its_neighbours() -> None:
    accommodation = load_codes("ilacs_accommodation")
    assert codes_for_column(accommodation, ["B", "U", "Z"])["B"].code == "parents"
    assert codes_for_column(accommodation, ["B", "C"])["B"].code is None


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

"""Value types for what identifies a person: checked when made, masked when printed."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

UPN_ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ"  # no I, O, S; A is 0 and Z is 22
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY "
    "E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE "
    "LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL "
    "SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
POSTCODE_AREAS = frozenset(_AREAS.split())


class Kind(StrEnum):
    """What kind of thing identifies a person; stored in counts, so values never change."""

    UPN = "upn"
    ULN = "uln"
    NHS_NUMBER = "nhs_number"
    NINO = "nino"
    POSTCODE = "postcode"
    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    UNSURE_NAME = "unsure_name"  # words that may name somebody: their whole text is withheld
    DATE_OF_BIRTH = "date_of_birth"
    CASE_ID = "case_id"
    REFERENCE = "reference"
    ADDRESS = "address"
    PHOTO = "photo"


@dataclass(frozen=True)
class Identifier:
    """Text of one kind; ValueError, which never repeats the text, when it is not of that kind."""

    value: str = field(repr=False)
    kind: ClassVar[Kind]

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", self._tidied(self.value))
        if not self._holds(self.value):
            raise ValueError(f"this is no {self.kind.value}")

    def __str__(self) -> str:
        return f"<{self.kind.value}>"

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __reduce__(self) -> str:
        raise TypeError("an identifier is written nowhere, so it cannot be pickled")

    @staticmethod
    def _tidied(text: str) -> str:
        return re.sub(r"[\W_]", "", text).upper()

    @staticmethod
    def _holds(text: str) -> bool:
        raise NotImplementedError

    @classmethod
    def fits(cls, text: str) -> bool:
        """Say whether ``text`` is of this kind."""
        return cls._holds(cls._tidied(text))


class Upn(Identifier):
    """Unique pupil number, permanent or temporary, with its check letter (DfE UPN guide)."""

    kind = Kind.UPN

    @staticmethod
    def _holds(text: str) -> bool:
        if not re.fullmatch(rf"[{UPN_ALPHABET}]\d{{11}}[\d{UPN_ALPHABET}]", text, re.ASCII):
            return False
        values = [int(c) if c.isdigit() else UPN_ALPHABET.index(c) for c in text[1:]]
        total = sum(place * value for place, value in enumerate(values, start=2))
        return UPN_ALPHABET[total % 23] == text[0]


def says_no_upn(text: str) -> bool:
    """Say whether a text is one of the SEN2 return's reasons for having no UPN, UN1 to UN10."""
    return re.fullmatch(r"UN(?:[1-9]|10)", "".join(text.split()).upper()) is not None


class NhsNumber(Identifier):
    """NHS number: ten digits, the last of which checks the others (modulus 11)."""

    kind = Kind.NHS_NUMBER

    @staticmethod
    def _holds(text: str) -> bool:
        return (
            bool(re.fullmatch(r"\d{10}", text, re.ASCII))
            and int(text[9]) == (11 - _weighted(text)) % 11
            and len(set(text)) > 1
        )


class Uln(Identifier):
    """Unique learner number: ten digits. No number is both a ULN and an NHS number."""

    kind = Kind.ULN

    @staticmethod
    def _holds(text: str) -> bool:
        return bool(re.fullmatch(r"[1-9]\d{9}", text, re.ASCII)) and int(text[9]) == (
            10 - _weighted(text)
        )


class Nino(Identifier):
    """National Insurance number, with its suffix letter."""

    kind = Kind.NINO

    @staticmethod
    def _holds(text: str) -> bool:
        prefix = r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
        return bool(re.fullmatch(prefix + r"\d{6}[A-D]", text, re.ASCII))


class Postcode(Identifier):
    """A whole postcode in a real area; an outward code alone is none."""

    kind = Kind.POSTCODE

    @staticmethod
    def _holds(text: str) -> bool:
        match = re.fullmatch(r"([A-Z]{1,2})\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2}", text, re.ASCII)
        return match is not None and match[1] in POSTCODE_AREAS


class Email(Identifier):
    """An e-mail address."""

    kind = Kind.EMAIL

    @staticmethod
    def _tidied(text: str) -> str:
        return text.strip().lower()

    @staticmethod
    def _holds(text: str) -> bool:
        return bool(re.fullmatch(r"[\w.+'%-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,8}", text))


class Phone(Identifier):
    """A United Kingdom telephone number, also a mobile that lost its first 0 in Excel."""

    kind = Kind.PHONE

    @staticmethod
    def _tidied(text: str) -> str:
        return re.sub(r"[\s\-()./_]", "", text)

    @staticmethod
    def _holds(text: str) -> bool:
        return bool(re.fullmatch(r"(?:\+440?|0044|0)[1-37-9]\d{8,9}|7[1-9]\d{8}", text, re.ASCII))


def _weighted(text: str) -> int:
    return sum(int(c) * weight for c, weight in zip(text, range(10, 1, -1), strict=False)) % 11

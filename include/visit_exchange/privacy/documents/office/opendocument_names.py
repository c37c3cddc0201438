"""Names of styles in OpenDocument files: the program's own stay, those of people are made anew."""

import re
from collections.abc import Callable

# What LibreOffice calls its own: P1, ce12, Heading_20_2. A longer name may be anybody's.
_OF_PROGRAM = re.compile(
    r"[A-Za-z]{1,4}\d{0,4}|Standard|Default|default|Title|Subtitle|Heading(?:_20_\d{1,2})?"
    r"|Text_20_body|List|Caption|Index|Header|Footer|Table_20_(?:Contents|Heading)|Footnote"
    r"|Endnote|Graphics|Frame|(?:Footnote|Endnote)_20_(?:Symbol|anchor)|Numbering_20_Symbols"
    r"|Bullet_20_Symbols|Internet_20_link|Contents_20_(?:Heading|\d{1,2})|Outline"
    r"|objectwithoutfill|Object_20_with_20_no_20_fill_20_and_20_no_20_line|standard|Result|Error"
)
# A presentation's styles begin with the name of their master page.
_ENDS = re.compile(
    r"(.+)-(title|subtitle|notes|background|backgroundobjects|outline[1-9])", re.ASCII
)
_NAMED = """
    style:name text:style-name draw:style-name table:style-name draw:text-style-name
    style:parent-style-name style:next-style-name style:data-style-name style:list-style-name
    style:master-page-name draw:master-page-name style:page-layout-name presentation:style-name
    text:cond-style-name table:default-cell-style-name style:apply-style-name
    draw:fill-gradient-name draw:fill-image-name draw:fill-hatch-name draw:opacity-name
    draw:stroke-dash draw:marker-start draw:marker-end style:font-name style:font-name-asian
    style:font-name-complex text:citation-style-name text:citation-body-style-name chart:style-name
    style:leader-text-style text:main-entry-style-name style:percentage-data-style-name
    style:register-truth-ref-style-name text:visited-style-name text:default-style-name
"""
_DEFINED = "draw:gradient@name draw:hatch@name draw:fill-image@name draw:marker@name " + (
    "draw:stroke-dash@name draw:opacity@name"
)


class OpenDocumentNames:
    """New names for one package: the same old one always has the same new one."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}

    def writers(self) -> dict[str, Callable[[str], str | None]]:
        """Return what writes each attribute that names a style (``prefix:name`` of attributes)."""
        return dict.fromkeys([*_NAMED.split(), *_DEFINED.split()], self.named)

    def named(self, old: str) -> str:
        """Return the name that a style has now."""
        if not old or _OF_PROGRAM.fullmatch(old):
            return old
        if ends := _ENDS.fullmatch(old):
            return f"{self.named(ends[1])}-{ends[2]}"
        return self._given.setdefault(old, f"Style_{len(self._given) + 1}")

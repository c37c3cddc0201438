"""What travels of an OpenDocument text, spreadsheet or presentation."""

from visit_exchange.privacy.documents.cannot import ANOTHER_FILE, DRAWN, SOUND
from visit_exchange.privacy.documents.office.vocabulary import Vocabulary, names

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE_URI = f"{_OASIS}office:1.0"
TEXT_URI = f"{_OASIS}text:1.0"
TABLE_URI = f"{_OASIS}table:1.0"
DRAW_URI = f"{_OASIS}drawing:1.0"
XLINK_URI = "http://www.w3.org/1999/xlink"
_ANY = frozenset({"*"})

OFFICE = Vocabulary(
    uri=OFFICE_URI,
    prefix="office",
    kept=names(
        "document-content document-styles body text spreadsheet presentation drawing chart styles "
        "automatic-styles master-styles font-face-decls"
    ),
    attributes=names("version value-type currency boolean-value"),
    free=names("value date-value time-value"),
    dropped=names("annotation annotation-end forms scripts meta settings event-listeners"),
    refused={"binary-data": DRAWN, "dde-source": ANOTHER_FILE},
)
STYLE = Vocabulary(
    uri=f"{_OASIS}style:1.0",
    prefix="style",
    kept=names(
        """
        style default-style paragraph-properties text-properties section-properties ruby-properties
        table-properties table-column-properties table-row-properties table-cell-properties
        graphic-properties drawing-page-properties chart-properties list-level-properties
        list-level-label-alignment page-layout page-layout-properties header-style footer-style
        header-footer-properties master-page header footer header-left footer-left header-first
        footer-first tab-stops tab-stop drop-cap background-image columns column column-sep
        footnote-sep font-face map region-left region-center region-right default-page-layout
        """
    ),
    attributes=_ANY,
    free=names("font-style-name num-prefix num-suffix rel-column-width"),
    never=names("display-name font-charset condition"),
    dropped=names("handout-master presentation-page-layout"),
)
_SHOWN_FIELDS = names(
    """
    date time file-name template-name sheet-name author-name author-initials sender-firstname
    sender-lastname sender-initials sender-title sender-position sender-email sender-phone-private
    sender-fax sender-company sender-phone-work sender-street sender-city sender-postal-code
    sender-country sender-state-or-province initial-creator creation-date creation-time description
    user-defined print-time print-date printed-by title subject keywords editing-cycles
    editing-duration
    modification-time modification-date creator chapter variable-set variable-get variable-input
    user-field-get user-field-input expression text-input sequence sequence-ref reference-ref
    bookmark-ref note-ref placeholder conditional-text database-display database-name
    database-row-number dde-connection measure table-formula meta meta-field drop-down
    paragraph-count word-count character-count table-count image-count object-count
    page-variable-get page-continuation bibliography-mark
    """
)
TEXT = Vocabulary(
    uri=TEXT_URI,
    prefix="text",
    kept=names(
        """
        p h span s tab line-break a list list-item list-header list-style list-level-style-number
        list-level-style-bullet list-level-style-image section soft-page-break note note-citation
        note-body notes-configuration outline-style outline-level-style page-number page-count
        table-of-content illustration-index table-index object-index user-index alphabetical-index
        bibliography index-body index-title ruby ruby-base ruby-text number numbered-paragraph
        linenumbering-configuration
        """
    ),
    attributes=_ANY,
    worded=names("p h span a page-number page-count note-citation ruby-base ruby-text number")
    | _SHOWN_FIELDS,
    free=names("bullet-char note-citation@label"),
    never=names("name id condition formula string-value description display-name"),
    unwrapped=_SHOWN_FIELDS,
    dropped=names(
        """
        tracked-changes change change-start change-end bookmark bookmark-start bookmark-end
        reference-mark reference-mark-start reference-mark-end hidden-text hidden-paragraph script
        table-of-content-source illustration-index-source table-index-source object-index-source
        user-index-source alphabetical-index-source bibliography-source label user-field-decls
        variable-decls sequence-decls dde-connection-decls toc-mark toc-mark-start toc-mark-end
        user-index-mark alphabetical-index-mark execute-macro database-next database-row-select
        """
    ),
)
TABLE = Vocabulary(
    uri=TABLE_URI,
    prefix="table",
    kept=names(
        """
        table table-column table-columns table-header-columns table-row table-rows table-header-rows
        table-row-group table-column-group table-cell covered-table-cell shapes background
        """
    ),
    attributes=_ANY,
    free=names("table@name cell-range-address"),
    never=names("formula condition content-validation-name protection-key print-ranges name"),
    dropped=names(
        """
        named-expressions database-ranges content-validations tracked-changes dde-links label-ranges
        consolidation data-pilot-tables scenario table-source calculation-settings title desc
        detective
        """
    ),
)
DRAW = Vocabulary(
    uri=DRAW_URI,
    prefix="draw",
    kept=names(
        """
        frame text-box image object page g rect line polyline polygon path circle ellipse connector
        regular-polygon custom-shape enhanced-geometry equation handle caption a layer-set layer
        gradient hatch fill-image marker stroke-dash opacity glue-point measure
        """
    ),
    attributes=_ANY,
    free=names(
        "points enhanced-path modifiers formula transform equation@name glue-points text-areas "
        "path-stretchpoint-x path-stretchpoint-y handle-position dots1-length viewBox"
    ),
    never=names("name display-name id layer control filter-name notify-on-update-of-ranges"),
    dropped=names("control page-thumbnail param contour-polygon contour-path"),
    refused={
        "object-ole": ANOTHER_FILE,
        "plugin": SOUND,
        "applet": ANOTHER_FILE,
        "floating-frame": ANOTHER_FILE,
    },
)
SVG = Vocabulary(
    uri=f"{_OASIS}svg-compatible:1.0",
    prefix="svg",
    kept=names("title desc linearGradient radialGradient stop"),
    attributes=_ANY,
    worded=names("title desc"),
    free=names("font-family viewBox d"),
)
PRESENTATION = Vocabulary(
    uri=f"{_OASIS}presentation:1.0",
    prefix="presentation",
    kept=names("header footer date-time header-decl footer-decl date-time-decl"),
    attributes=_ANY,
    worded=names("header-decl footer-decl date-time-decl"),
    never=names("preset-id use-header-name use-footer-name use-date-time-name name"),
    dropped=names("notes settings animations event-listener placeholder"),
    refused={"sound": SOUND},
)
NUMBER = Vocabulary(
    uri=f"{_OASIS}datastyle:1.0",
    prefix="number",
    kept=names(
        """
        number-style currency-style percentage-style date-style time-style boolean-style text-style
        number text text-content day month year era day-of-week hours minutes seconds am-pm quarter
        week-of-year currency-symbol fraction scientific-number embedded-text fill-character boolean
        """
    ),
    attributes=_ANY,
    worded=names("text currency-symbol embedded-text fill-character"),
    never=names("title"),
)
CHART = Vocabulary(
    uri=f"{_OASIS}chart:1.0",
    prefix="chart",
    kept=names(
        """
        chart title subtitle footer legend plot-area wall floor axis grid series domain data-point
        categories data-label mean-value error-indicator regression-curve equation stock-gain-marker
        stock-loss-marker stock-range-line
        """
    ),
    attributes=_ANY,
    free=names("values-cell-range-address label-cell-address axis@name class"),
)
FO = Vocabulary(
    uri=f"{_OASIS}xsl-fo-compatible:1.0",
    prefix="fo",
    kept=frozenset(),
    attributes=_ANY,
    free=names(
        "border border-top border-bottom border-left border-right font-family clip padding margin"
    ),
)
SOLID = Vocabulary(
    uri=f"{_OASIS}dr3d:1.0", prefix="dr3d", kept=names("light"), attributes=_ANY,
    free=names("transform direction vrp vpn vup"),
)  # fmt: skip
# Only attributes are in this one.
XLINK = Vocabulary(
    uri=XLINK_URI, prefix="xlink", kept=frozenset(), attributes=names("type show actuate")
)
OPEN_DOCUMENT = (
    OFFICE, STYLE, TEXT, TABLE, DRAW, SVG, PRESENTATION, NUMBER, CHART, FO, SOLID, XLINK,
)  # fmt: skip

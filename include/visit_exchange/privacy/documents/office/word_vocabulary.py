"""What travels of a Word document's own markup."""

from visit_exchange.privacy.documents.cannot import ANOTHER_FILE, DRAWN
from visit_exchange.privacy.documents.office.vocabulary import Vocabulary, names

WORD_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SETTINGS = """
    b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint vanish webHidden color w
    kern position sz szCs highlight u effect bdr fitText vertAlign rtl cs em lang rFonts rStyle shd
    eastAsianLayout specVanish keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl
    numId suppressLineNumbers pBdr top left bottom right between bar start end insideH insideV tl2br
    tr2bl tabs tab suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE
    autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents
    suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl cnfStyle pStyle
"""
_CONTENT = """
    document body p r t br cr sym noBreakHyphen softHyphen ptab pgNum pPr rPr ruby rubyPr rt
    rubyBase rubyAlign hps hpsRaise hpsBaseText lid drawing pict hyperlink fldSimple fldChar
    instrText hdr ftr footnotes footnote endnotes endnote footnoteRef endnoteRef footnoteReference
    endnoteReference separator continuationSeparator txbxContent
"""
_TABLES = """
    tbl tblPr tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW
    tblCellSpacing tblInd tblBorders tblLayout tblCellMar tblLook tblGrid gridCol tr trPr gridBefore
    gridAfter wBefore wAfter cantSplit trHeight tblHeader hidden tc tcPr tcW gridSpan hMerge vMerge
    tcBorders noWrap tcMar tcFitText vAlign hideMark tblPrEx tblCaption tblDescription
"""
_SECTIONS = """
    sectPr headerReference footerReference footnotePr endnotePr type pgSz pgMar pgBorders lnNumType
    pgNumType cols col formProt noEndnote titlePg rtlGutter docGrid pos numFmt numStart numRestart
"""
_LISTS_AND_STYLES = """
    numbering abstractNum multiLevelType styleLink numStyleLink lvl lvlRestart isLgl suff lvlText
    lvlJc num abstractNumId lvlOverride startOverride styles docDefaults rPrDefault pPrDefault style
    name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat tblStylePr
"""
_DOCUMENT_SETTINGS = """
    settings defaultTabStop evenAndOddHeaders mirrorMargins autoHyphenation hyphenationZone
    characterSpacingControl compat compatSetting noLineBreaksAfter bordersDoNotSurroundHeader
"""
_ATTRIBUTES = """
    val color fill themeColor themeTint themeShade themeFill themeFillTint themeFillShade sz space
    shadow frame asciiTheme hAnsiTheme cstheme eastAsiaTheme hint bidi w h type top left
    bottom right
    start end header footer gutter code orient id ilvl numId abstractNumId styleId default before
    after beforeAutospacing afterAutospacing line lineRule firstLine hanging firstLineChars
    hangingChars leftChars rightChars beforeLines afterLines startChars endChars pos leader fmt num
    sep equalWidth charSpace linePitch dropCap lines wrap vAnchor hAnchor x xAlign y yAlign hSpace
    vSpace anchorLock hRule leftFromText rightFromText topFromText bottomFromText vertAnchor
    horzAnchor tblpX tblpY tblpXSpec tblpYSpec firstRow lastRow firstColumn lastColumn noHBand
    noVBand display offsetFrom zOrder countBy distance restart fldCharType char clear alignment
    relativeTo combine vert vertCompress customMarkFollows chapStyle chapSep eastAsia instr
"""
WORD = Vocabulary(
    uri=WORD_URI,
    prefix="w",
    kept=names(_SETTINGS + _CONTENT + _TABLES + _SECTIONS + _LISTS_AND_STYLES + _DOCUMENT_SETTINGS),
    attributes=names(_ATTRIBUTES),
    worded=names("t instrText"),
    free=names(
        "rFonts@ascii rFonts@hAnsi rFonts@cs rFonts@eastAsia sym@font lvlText@val tblCaption@val "
        "tblDescription@val fldSimple@instr"
    ),
    # What Word's reviewers see as inserted is the text; what they deleted is not.
    unwrapped=names("ins moveTo smartTag customXml sdt sdtContent dir bdo"),
    dropped=names("del moveFrom sdtPr sdtEndPr"),
    refused={
        "altChunk": ANOTHER_FILE,
        "subDoc": ANOTHER_FILE,
        "object": ANOTHER_FILE,
        "control": ANOTHER_FILE,
        "contentPart": DRAWN,
    },
)

# Shapes as Word wrote them before 2010: text boxes, watermarks, pictures.
VML = Vocabulary(
    uri="urn:schemas-microsoft-com:vml",
    prefix="v",
    kept=names(
        "shape rect roundrect oval line polyline group shapetype stroke path fill shadow textbox "
        "imagedata textpath formulas f"
    ),
    attributes=names(
        "fillcolor filled stroked strokecolor strokeweight opacity on joinstyle gradientshapeok "
        "arrowok connecttype spt coordorigin from to trim fitshape adj inset"
    ),
    free=names(
        "style textpath@string alt coordsize shape@type shapetype@id path@v shapetype@path eqn"
    ),
)
# Of these only what stops a document is of interest: an object of another program.
OLD_OBJECTS = Vocabulary(
    uri="urn:schemas-microsoft-com:office:office",
    prefix="o",
    kept=frozenset(),
    refused={"OLEObject": ANOTHER_FILE},
)

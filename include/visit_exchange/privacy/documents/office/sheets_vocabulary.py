"""What travels of an Excel workbook's own markup: values as they show, never formulas."""

from visit_exchange.privacy.documents.cannot import ANOTHER_FILE
from visit_exchange.privacy.documents.office.vocabulary import Vocabulary, names

SHEETS_URI = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STYLES = """
    styleSheet numFmts numFmt fonts font b i strike u sz color name family charset scheme vertAlign
    condense extend outline shadow fills fill patternFill fgColor bgColor gradientFill stop borders
    border left right top bottom diagonal vertical horizontal start end cellStyleXfs cellXfs xf
    alignment protection colors indexedColors rgbColor mruColors
"""
_ATTRIBUTES = """
    date1904 sheetId state r s t cm count uniqueCount ref min max width style hidden bestFit
    customWidth outlineLevel collapsed ht customHeight spans customFormat thickBot thickTop
    dyDescent
    defaultColWidth defaultRowHeight baseColWidth zeroHeight showGridLines showRowColHeaders
    showZeros showFormulas rightToLeft tabSelected workbookViewId zoomScale zoomScaleNormal xSplit
    ySplit topLeftCell activePane activeCell sqref pane paperSize orientation fitToWidth fitToHeight
    scale pageOrder horizontalDpi verticalDpi cellComments errors blackAndWhite draft
    useFirstPageNumber
    firstPageNumber gridLines headings horizontalCentered verticalCentered differentOddEven
    differentFirst alignWithMargins scaleWithDoc numFmtId fontId fillId borderId xfId
    applyNumberFormat
    applyFont applyFill applyBorder applyAlignment applyProtection quotePrefix val rgb indexed theme
    tint auto patternType degree type position horizontal vertical wrapText textRotation indent
    readingOrder shrinkToFit locked diagonalUp diagonalDown fitToPage summaryBelow
    summaryRight id man
    brk manualBreakCount showOutlineSymbols view activeTab firstSheet left right top bottom
    header footer
"""
SHEETS = Vocabulary(
    uri=SHEETS_URI,
    prefix="x",
    is_bare=True,  # as Excel writes it, and as those read it who look for its tags
    kept=names(
        _STYLES
        + """
        workbook workbookPr sheets sheet bookViews workbookView worksheet sheetPr tabColor outlinePr
        pageSetUpPr dimension sheetViews sheetView pane sheetFormatPr cols col sheetData
        row c v is t
        r rPr rFont mergeCells mergeCell printOptions pageMargins pageSetup headerFooter oddHeader
        oddFooter evenHeader evenFooter firstHeader firstFooter rowBreaks colBreaks brk
        drawing sst si
        """
    ),
    attributes=names(_ATTRIBUTES),
    worded=names(
        "v t oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter",
    ),
    free=names(
        "sheet@name name@val rFont@val numFmt@formatCode row@spans selection@sqref c@r "
        "mergeCell@ref "
        "dimension@ref pane@topLeftCell sheetView@topLeftCell"
    ),
    dropped=names("f rPh phoneticPr extLst"),
    refused={"oleObjects": ANOTHER_FILE, "controls": ANOTHER_FILE},
)
IN_SHEETS = Vocabulary(
    uri="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    prefix="xdr",
    kept=names(
        """
        wsDr twoCellAnchor oneCellAnchor absoluteAnchor from to col colOff row rowOff ext pos sp
        nvSpPr cNvPr cNvSpPr spPr style txBody pic nvPicPr cNvPicPr blipFill graphicFrame
        nvGraphicFramePr cNvGraphicFramePr xfrm grpSp nvGrpSpPr cNvGrpSpPr grpSpPr cxnSp nvCxnSpPr
        cNvCxnSpPr clientData
        """
    ),
    attributes=names("editAs id cx cy x y hidden fLocksWithSheet fPrintsWithSheet"),
    worded=names("col colOff row rowOff"),
    free=names("cNvPr@descr cNvPr@title"),
)

"""What travels of the drawings, pictures, charts and formulas that Office's programs share."""

from visit_exchange.privacy.documents.cannot import DIAGRAM, DRAWN, SOUND
from visit_exchange.privacy.documents.office.vocabulary import RELATION, Vocabulary, names

_OPEN = "http://schemas.openxmlformats.org/drawingml/2006/"
_MICROSOFT = "http://schemas.microsoft.com/office/word/2010/"
DRAWING_URI = f"{_OPEN}main"
CHART_URI = f"{_OPEN}chart"
# Names of shapes are made anew; what they show a blind reader travels.
_PROPERTIES = "docPr cNvPr cNvSpPr cNvPicPr cNvGraphicFramePr cNvGrpSpPr cNvCxnSpPr cNvCnPr"
_TOLD = names("docPr@descr docPr@title cNvPr@descr cNvPr@title")
_COLOURS = """
    srgbClr schemeClr sysClr prstClr hslClr scrgbClr tint shade comp inv gray alpha alphaOff
    alphaMod hue hueOff hueMod sat satOff satMod lum lumOff lumMod red redOff redMod green greenOff
    greenMod blue blueOff blueMod gamma invGamma
"""
_FILLS = """
    noFill solidFill gradFill gsLst gs lin path fillToRect tileRect blipFill blip srcRect stretch
    fillRect tile pattFill fgClr bgClr grpFill duotone clrChange clrFrom clrTo alphaModFix biLevel
    grayscl lum alphaBiLevel alphaCeiling alphaFloor alphaInv alphaRepl blur fillOverlay
"""
_LINES = """
    ln lnL lnR lnT lnB lnTlToBr lnBlToTr prstDash custDash ds round bevel miter headEnd tailEnd uLn
"""
_EFFECTS = """
    effectLst effectDag effectStyle effectStyleLst glow innerShdw outerShdw prstShdw reflection
    softEdge scene3d camera rot lightRig backdrop sp3d bevelT bevelB extrusionClr contourClr flatTx
"""
_SHAPES = """
    xfrm off ext chOff chExt prstGeom avLst gd custGeom ahLst cxnLst cxn pos rect pathLst
    moveTo lnTo
    arcTo cubicBezTo quadBezTo close pt gdLst spLocks picLocks graphicFrameLocks grpSpLocks
    cxnSpLocks stCxn endCxn graphic graphicData style lnRef fillRef effectRef fontRef spPr grpSpPr
"""
_TEXT = """
    bodyPr normAutofit noAutofit spAutoFit prstTxWarp lstStyle defPPr lvl1pPr lvl2pPr
    lvl3pPr lvl4pPr
    lvl5pPr lvl6pPr lvl7pPr lvl8pPr lvl9pPr p pPr r rPr t br fld endParaRPr lnSpc spcBef spcAft
    spcPct spcPts buClrTx buClr buSzTx buSzPct buSzPts buFontTx buFont buNone buAutoNum
    buChar tabLst
    tab defRPr latin ea cs sym highlight uLnTx uFillTx uFill hlinkClick rtl txBody
"""
_TABLES = """
    tbl tblPr tableStyleId tblGrid gridCol tr tc tcPr cell3D
"""
_THEME = """
    theme themeElements clrScheme dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6
    hlink folHlink fontScheme majorFont minorFont fmtScheme fillStyleLst lnStyleLst bgFillStyleLst
    objectDefaults spDef lnDef txDef extraClrSchemeLst overrideClrMapping masterClrMapping
"""
_ATTRIBUTES = """
    val x y cx cy rot flipH flipV l t r b w h prst ang scaled path rotWithShape cap cmpd algn d sp
    type len lim lastClr pos sz lang b i u strike kern baseline spc dirty noProof smtClean marL marR
    indent lvl fontAlgn rtl latinLnBrk hangingPunct eaLnBrk defTabSz vert wrap lIns tIns rIns bIns
    anchor anchorCtr numCol spcCol rtlCol fromWordArt forceAA upright compatLnSpc vertOverflow
    horzOverflow fontScale lnSpcReduction startAt firstRow firstCol lastRow lastCol bandRow bandCol
    gridSpan rowSpan hMerge vMerge marT marB noGrp noChangeAspect noSelect noRot noMove noResize
    noEditPoints noAdjustHandles noChangeArrowheads noChangeShapeType noCrop noUngrp idx rad
    dist dir
    blurRad sx sy kx ky stA stPos endA endPos fadeDir amt thresh bright contrast grow hue lum sat
    useA dpi rotated tx ty flip fov zoom lat lon rev rig contourW extrusionH prstMaterial z bwMode
    stroke fill extrusionOk wd hd swAng stAng wR hR anchorx bldLvl id useBgFill hidden
    preferRelativeResize
    macro textlink fLocksText charset pitchFamily panose dx dy dz grpFill distT distB distL distR
    simplePos relativeHeight behindDoc locked layoutInCell allowOverlap relativeFrom wrapText edited
    txBox noTextEdit normalEastAsianFlow cstate uri altLang bg1 tx1 bg2 tx2 accent1 accent2 accent3
    accent4 accent5 accent6 hlink folHlink
"""
DRAWING = Vocabulary(
    uri=DRAWING_URI,
    prefix="a",
    kept=names(_COLOURS + _FILLS + _LINES + _EFFECTS + _SHAPES + _TEXT + _TABLES + _THEME),
    attributes=names(_ATTRIBUTES),
    worded=names("t"),
    # The formulas of a shape's outline name their guides: "*/ h 3 4".
    free=names(
        "latin@typeface ea@typeface cs@typeface sym@typeface buFont@typeface buChar@char gd@name "
        "gd@fmla pt@x pt@y rect@l rect@t rect@r rect@b arcTo@wR arcTo@hR arcTo@stAng arcTo@swAng "
        "pos@x pos@y graphicData@uri"
    ),
    dropped=names("extLst"),
    refused={"videoFile": SOUND, "audioFile": SOUND, "wavAudioFile": SOUND, "quickTimeFile": SOUND},
)
PICTURE = Vocabulary(
    uri=f"{_OPEN}picture",
    prefix="pic",
    kept=names(f"pic nvPicPr {_PROPERTIES} blipFill spPr"),
    attributes=names(_ATTRIBUTES),
    free=_TOLD,
)
IN_WORD = Vocabulary(
    uri=f"{_OPEN}wordprocessingDrawing",
    prefix="wp",
    kept=names(
        f"inline anchor extent effectExtent {_PROPERTIES} simplePos positionH positionV align "
        "posOffset wrapNone wrapSquare wrapTight wrapThrough wrapTopAndBottom wrapPolygon start "
        "lineTo"
    ),
    attributes=names(_ATTRIBUTES),
    free=_TOLD,
    worded=names("align posOffset"),
)
SHAPES_IN_WORD = Vocabulary(
    uri=f"{_MICROSOFT}wordprocessingShape",
    prefix="wps",
    kept=names(f"wsp {_PROPERTIES} spPr style txbx linkedTxbx bodyPr"),
    attributes=names(_ATTRIBUTES),
    free=_TOLD,
)
GROUPS_IN_WORD = Vocabulary(
    uri=f"{_MICROSOFT}wordprocessingGroup",
    prefix="wpg",
    kept=names(f"wgp grpSp {_PROPERTIES} grpSpPr graphicFrame xfrm"),
    attributes=names(_ATTRIBUTES),
    free=_TOLD,
)
CANVAS_IN_WORD = Vocabulary(
    uri=f"{_MICROSOFT}wordprocessingCanvas",
    prefix="wpc",
    kept=names("wpc bg whole"),
)
DIAGRAMS = Vocabulary(
    uri=f"{_OPEN}diagram", prefix="dgm", kept=frozenset(), refused={"relIds": DIAGRAM}
)
COMPATIBLE = Vocabulary(
    uri=f"{_OPEN}compatibility", prefix="comp", kept=frozenset(), refused={"legacyDrawing": DRAWN}
)
CHART = Vocabulary(
    uri=CHART_URI,
    prefix="c",
    kept=names(
        """
        chartSpace date1904 roundedCorners clrMapOvr chart title tx rich layout overlay spPr txPr
        autoTitleDeleted view3D rotX hPercent rotY depthPercent rAngAx perspective floor thickness
        sideWall backWall plotArea manualLayout layoutTarget xMode yMode wMode hMode x y
        w h barChart
        bar3DChart barDir grouping varyColors ser idx order cat val dLbls dLbl numFmt dLblPos
        showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator
        showLeaderLines leaderLines gapWidth overlap axId lineChart line3DChart marker symbol size
        smooth dropLines hiLowLines upDownBars upBars downBars pieChart pie3DChart ofPieChart
        ofPieType splitType splitPos custSplit secondPiePt secondPieSize serLines doughnutChart
        firstSliceAng holeSize explosion dPt invertIfNegative bubble3D areaChart area3DChart
        scatterChart scatterStyle xVal yVal bubbleChart bubbleScale showNegBubbles sizeRepresents
        bubbleSize radarChart radarStyle stockChart surfaceChart surface3DChart wireframe bandFmts
        bandFmt trendline trendlineType period forward backward intercept dispRSqr dispEq
        trendlineLbl errBars errDir errBarType errValType noEndCap plus minus catAx valAx dateAx
        serAx scaling orientation max min logBase delete axPos majorGridlines minorGridlines
        majorTickMark minorTickMark tickLblPos crossAx crosses crossesAt auto lblAlgn lblOffset
        noMultiLvlLbl crossBetween majorUnit minorUnit dispUnits builtInUnit dispUnitsLbl custUnit
        baseTimeUnit majorTimeUnit minorTimeUnit tickLblSkip tickMarkSkip dTable showHorzBorder
        showVertBorder showOutline showKeys legend legendPos legendEntry plotVisOnly dispBlanksAs
        strRef numRef multiLvlStrRef strCache numCache multiLvlStrCache strLit numLit
        lvl ptCount pt v
        f formatCode shape gapDepth firstSliceAng applyToFront applyToSides applyToEnd pictureFormat
        pictureOptions pictureStackUnit style lang
        """
    ),
    attributes=names("val idx sourceLinked"),
    worded=names("v f formatCode separator"),
    free=names("numFmt@formatCode pt@formatCode"),
)
MATHS = Vocabulary(
    uri="http://schemas.openxmlformats.org/officeDocument/2006/math",
    prefix="m",
    kept=names(
        """
        oMath oMathPara oMathParaPr r rPr t ctrlPr acc accPr bar barPr box boxPr borderBox
        borderBoxPr d dPr eqArr eqArrPr f fPr func funcPr fName groupChr groupChrPr limLow limLowPr
        limUpp limUppPr m mPr mcs mc mcPr mr nary naryPr phant phantPr rad radPr sPre sPrePr sSub
        sSubPr sSubSup sSubSupPr sSup sSupPr e sub sup deg lim num den chr pos begChr endChr sepChr
        grow shp type vertJc limLoc subHide supHide degHide baseJc plcHide count mcJc sty scr nor
        lit brk aln argPr argSz jc show zeroWid zeroAsc zeroDesc transp opEmu noBreak diff hideTop
        hideBot hideLeft hideRight strikeH strikeV strikeBLTR strikeTLBR maxDist objDist rSpRule rSp
        cGpRule cGp cSp alnScr
        """
    ),
    attributes=names("val alnAt"),
    worded=names("t"),
    free=names("chr@val begChr@val endChr@val sepChr@val"),
)
# Only attributes are in this one; what they lead to decides whether they stay.
RELATIONS = Vocabulary(uri=RELATION, prefix="r", kept=frozenset())
SHARED = (DRAWING, PICTURE, CHART, DIAGRAMS, COMPATIBLE, MATHS, RELATIONS)

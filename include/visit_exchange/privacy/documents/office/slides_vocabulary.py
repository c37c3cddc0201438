"""What travels of a PowerPoint file's own markup."""

from visit_exchange.privacy.documents.cannot import ANOTHER_FILE, DRAWN
from visit_exchange.privacy.documents.office.vocabulary import Vocabulary, names

SLIDES_URI = "http://schemas.openxmlformats.org/presentationml/2006/main"
SLIDES = Vocabulary(
    uri=SLIDES_URI,
    prefix="p",
    kept=names(
        """
        presentation sldMasterIdLst sldMasterId sldIdLst sldId sldSz notesSz defaultTextStyle sld
        sldLayout sldMaster sldLayoutIdLst sldLayoutId cSld bg bgPr bgRef spTree nvGrpSpPr cNvPr
        cNvGrpSpPr nvPr ph grpSpPr sp nvSpPr cNvSpPr spPr style txBody pic nvPicPr cNvPicPr blipFill
        graphicFrame nvGraphicFramePr cNvGraphicFramePr xfrm grpSp cxnSp nvCxnSpPr cNvCxnSpPr clrMap
        clrMapOvr txStyles titleStyle bodyStyle otherStyle hf
        """
    ),
    attributes=names(
        """
        id cx cy type idx orient sz hasCustomPrompt show showMasterSp preserve matchingName
        bwMode firstSlideNum rtl txBox isPhoto userDrawn hidden bg1 tx1 bg2 tx2 accent1 accent2
        accent3 accent4 accent5 accent6 hlink folHlink sldNum hdr ftr dt shadeToTitle
        """
    ),
    free=names("cNvPr@descr cNvPr@title"),
    dropped=names("timing transition extLst custDataLst"),
    refused={
        "oleObj": ANOTHER_FILE,
        "control": ANOTHER_FILE,
        "controls": ANOTHER_FILE,
        "contentPart": DRAWN,
    },
)

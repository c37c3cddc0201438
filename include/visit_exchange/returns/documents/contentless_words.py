"""How a file looks that stands where a document should be: links, pointers, errors, promises."""

import re

LINK_FILES = re.compile(
    r"\s*\[(?:InternetShortcut|Desktop Entry|\{000214A0)|.{0,400}^(?:BASE)?URL(?:\[\w+\])?=\w+://",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
POINTERS = re.compile(
    r"\s{0,40}(?:version https://\S{1,200}/spec/v\d|/?annex/objects/|\.\./\S{1,400}\s{0,40}$|XSym\s"
    r"|!<symlink>)"
    r"|\s{0,40}(?:[\w.@ -]{1,200}/){1,20}[\w.@ -]{1,200}"
    r"\.(?:docx?|pdf|xlsx?|pptx?|od[tsp])\s{0,40}$",
    re.IGNORECASE,
)
LINK_KEYS = frozenset({"url", "doc_id", "docId", "file_id", "resource_id", "webUrl"})
ERROR_KEYS = frozenset({"error", "errors", "errorCode", "status", "code", "fault", "exception"})
ERRORS = re.compile(
    r"\b(?:error|status|http)[ :/]{0,3}(?:[\d.]{3} )?[45]\d\d\b|\b[45]\d\d[ :-]{1,3}(?:not found|"
    r"forbidden|"
    r"unauthori[sz]ed|bad gateway|internal server|service unavailable|gateway time|error)"
    r"|\b(?:access|permission)s? (?:is |was |has been )?denied\b|\bitem ?not ?found\b"
    r"|\bNoSuchKey\b|\byou need (?:access|permission)\b|\brequest access\b"
    r"|\bsign in to (?:your account|continue|access)"
    r"|\b(?:session|link) (?:has )?(?:expired|timed out)"
    r"|\b(?:file|page|document|resource)\b.{0,30}\b(?:could not|cannot|can’t|can't|was not|"
    r"couldn’t|"
    r"couldn't) (?:be )?(?:found|opened|downloaded|loaded|displayed|retrieved)"
    r"|\btraceback \(most recent|\ban (?:unexpected )?error (?:has )?occurred"
    r"|\bquota exceeded\b|\bno such file\b|\bserver error\b",
    re.IGNORECASE,
)
FOLLOWS = re.compile(
    r"\bto follow\b|\bt\.?b\.?[cad]\b|\bto be (?:confirmed|advised|provided|sent|added|uploaded|"
    r"completed|written|agreed|inserted|finali[sz]ed|shared)\b"
    r"|\b(?:will|shall) (?:follow|be (?:sent|provided|uploaded|shared|submitted|added|available))\b"
    r"|\b(?:awaiting|pending)\b|\bplace ?holder\b|\bcoming soon\b"
    r"|\bnot (?:yet )?(?:available|complete|completed|ready|finished|written|finali[sz]ed)\b"
    r"|\b(?:in|under) (?:progress|development|preparation|review)\b"
    r"|\b(?:sent|emailed|provided|supplied|submitted|uploaded) (?:separately|by e-?mail|already)\b"
    r"|\bsee (?:attached|separate|other|e-?mail|item|above|below)\b"
    r"|\bas (?:discussed|per e-?mail)\b"
    r"|\b(?:insert|add|paste|type)\b.{0,30}\bhere\b|\bintentionally (?:left )?blank\b"
    r"|\blorem ipsum\b|\b(?:we do not|we don't|we don’t) (?:hold|have)\b|\bnot held\b"
    r"|\bnot applicable\b",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"(?:n\s*/?\s*a|none|nil(?: return)?|blank|x+|test|todo|draft|-+|\.+)\W*", re.I
)

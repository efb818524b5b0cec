"""How a briefing looks: paper, fonts for Chinese and Latin letters, headings, tables, footnotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document as DocxDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from publicstats.text.i18n import SPELLING_TAGS, Lang

BODY, HEAD = ("Times New Roman", "宋体"), ("Arial", "黑体")
"""The fonts of the text and of headings: for Latin letters, and for Chinese ones."""


@dataclass(frozen=True)
class TextLine:
    """Points: the letters of a paragraph's lines, each line, and what is left free before and after them."""

    size: float
    height: float
    before: float = 0
    after: float = 0

    def measure(self, lines: int) -> float:
        """How high a paragraph of so many lines is."""
        return self.before + lines * self.height + self.after


BRIEF_TITLE, BRIEF_IMPRINT = TextLine(18, 26, 0, 2), TextLine(9, 14, 0, 6)
BRIEF_HEADING, BRIEF_TEXT, BRIEF_SOURCE = (
    TextLine(11, 18, 6, 3),
    TextLine(10.5, 16, 4),
    TextLine(8.5, 12.5, 0, 4),
)
"""The lines of a one-page brief."""
_FONTS = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:cs="{0}" w:eastAsia="{1}"/>'
_STYLE = (
    '<w:style {ns} w:type="{type}" w:customStyle="{own}" w:styleId="{id}"><w:name w:val="{name}"/>'
    "{more}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
)
_LINE = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="{}"/>'
_SPACING = '<w:spacing w:before="{}" w:after="{}" w:line="{}" w:lineRule="auto"/>'
_EXACT = '<w:spacing w:before="{}" w:after="{}" w:line="{}" w:lineRule="exact"/>'
_GREY = '<w:color w:val="4B5563"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _stand(line: TextLine) -> str:
    """How a paragraph stands whose lines are as high as is said, whatever font a machine has."""
    return _EXACT.format(round(line.before * 20), round(line.after * 20), round(line.height * 20))


def _heading(points: float, before: int, after: int) -> tuple[str, str]:
    return "<w:keepNext/>" + _SPACING.format(before, after, 300), _FONTS.format(*HEAD) + "<w:b/>" + _size(
        points
    )


_STYLES: dict[str, tuple[str, str]] = {
    "Normal": (_SPACING.format(0, 120, 320), _FONTS.format(*BODY) + _size(11)),
    "Title": (
        _SPACING.format(120, 120, 300) + '<w:jc w:val="center"/>',
        _FONTS.format(*HEAD) + "<w:b/>" + _size(22),
    ),
    "Subtitle": (
        _SPACING.format(0, 240, 300) + '<w:jc w:val="center"/>',
        _FONTS.format(*BODY) + _GREY + _size(11),
    ),
    "Heading 1": _heading(15, 320, 120),
    "Heading 2": _heading(12, 220, 80),
    "Caption": (
        "<w:keepNext/>" + _SPACING.format(0, 120, 280) + '<w:jc w:val="center"/>',
        _FONTS.format(*BODY) + _size(10),
    ),
    "Header": (
        f'<w:pBdr>{_LINE.format("bottom", 4, "9CA3AF")}</w:pBdr><w:jc w:val="center"/>',
        _FONTS.format(*BODY) + _GREY + _size(9),
    ),
    "Footer": ('<w:jc w:val="center"/>', _FONTS.format(*BODY) + _GREY + _size(9)),
}
"""Of each style of the template: how a paragraph stands, and its letters."""
_OWN: dict[str, tuple[str, str, str]] = {
    "Picture": ("Picture", '<w:keepNext/><w:spacing w:before="60" w:after="60"/><w:jc w:val="center"/>', ""),
    "LastCaption": ("Last Caption", _SPACING.format(0, 120, 280) + '<w:jc w:val="center"/>', _size(10)),
    "Remark": ("Remark", "<w:keepNext/>" + _SPACING.format(0, 60, 300), ""),
    "TableHead": (
        "Table Head",
        "<w:keepNext/>" + _SPACING.format(30, 30, 260),
        _FONTS.format(*HEAD) + "<w:b/>" + _size(9.5),
    ),
    "TableText": ("Table Text", _SPACING.format(30, 30, 260), _size(9.5)),
    "AfterTable": ("After Table", _SPACING.format(0, 0, 200), _size(6)),
    "Reference": (
        "Reference",
        _SPACING.format(0, 60, 280) + '<w:ind w:left="420" w:hanging="420"/>',
        _size(10),
    ),
    **{
        f"Brief{name}": (f"Brief {name}", _stand(line), font + _size(line.size))
        for name, line, font in (
            ("Title", BRIEF_TITLE, _FONTS.format(*HEAD) + "<w:b/>"),
            ("Imprint", BRIEF_IMPRINT, _GREY),
            ("Heading", BRIEF_HEADING, _FONTS.format(*HEAD) + "<w:b/>"),
            ("Text", BRIEF_TEXT, ""),
            ("Source", BRIEF_SOURCE, _GREY),
        )
    },
    "BriefSpark": ("Brief Spark", '<w:spacing w:before="100" w:after="0"/><w:jc w:val="right"/>', ""),
    "FootnoteText": ("footnote text", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', _size(9)),
}
"""Of each further style: its name, how a paragraph stands, and its letters."""
_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="FigureTable">'
    '<w:name w:val="Figure Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + _LINE.format("top", 8, "374151")
    + _LINE.format("bottom", 8, "374151")
    + _LINE.format("insideH", 4, "D1D5DB")
    + '</w:tblBorders><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
    '</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="E5E7EB"/></w:tcPr></w:tblStylePr></w:style>'
)
_REFERENCE = (
    f'<w:style {nsdecls("w")} w:type="character" w:styleId="FootnoteReference">'
    '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)


def dress(document: DocxDocument, lang: Lang) -> None:
    """Gives a new document its paper, its language and its styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.2)
    styles = document.styles.element
    for name, (paragraph, run) in _STYLES.items():
        element = document.styles[name].element
        for child in element.findall(qn("w:pPr")) + element.findall(qn("w:rPr")):
            element.remove(child)
        outline = f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/>' if name[-1].isdecimal() else ""
        _append(element, f"<w:pPr>{paragraph}{outline}</w:pPr><w:rPr>{run}</w:rPr>")
    for name, (shown, paragraph, run) in _OWN.items():
        style = _STYLE.format(
            ns=nsdecls("w"),
            type="paragraph",
            own=int(name != "FootnoteText"),
            id=name,
            name=shown,
            more='<w:basedOn w:val="Normal"/>',
            paragraph=paragraph,
            run=run,
        )
        styles.append(parse_xml(style))
    styles.append(parse_xml(_TABLE))
    styles.append(parse_xml(_REFERENCE))
    _set_language(document, lang)


def _set_language(document: DocxDocument, lang: Lang) -> None:
    """Says which language is written, for spelling and for reading aloud, and where footnotes part."""
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), SPELLING_TAGS[lang])
        element.set(qn("w:eastAsia"), SPELLING_TAGS["zh"])
    settings = document.settings.element
    theme = settings.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), SPELLING_TAGS[lang])
        theme.set(qn("w:eastAsia"), SPELLING_TAGS["zh"])
    notes = parse_xml(
        f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    compat = settings.find(qn("w:compat"))
    if compat is None:
        settings.append(notes)
    else:
        compat.addprevious(notes)


def _append(element: Any, xml: str) -> None:
    for child in parse_xml(f"<w:style {nsdecls('w')}>{xml}</w:style>"):
        element.append(child)

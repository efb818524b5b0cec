"""The text of each kind of file, and the sentence for each that has none."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pypdf import PdfReader, PdfWriter

from publicstats.articles import EXTENSIONS, InputError, read_apart
from publicstats.articles.inputs import MOST_BYTES, refusing
from publicstats.articles.inputs.documents import read_document
from publicstats.text.i18n import LANGS, translate
from tests.articles.documents import make_pdf, make_word, make_word_of, make_workbook, pack

TEXT = "截至6月底，全市共有床位3480张。\n当月就餐5.6万人次。"
PAGE = """<!doctype html><html><head><title>题</title><style>p{}</style><script>var a=99;</script></head>
<body><nav>首页 12项</nav><article><h1>情况</h1><p>截至6月底，全市共有<b>床位3480</b>张。</p>
<!-- 7张 --><p style="display:none">8张</p><script>document.write("9张")</script>
<table><tr><th>类别</th><th>数量</th></tr><tr><td>电话</td><td>12.0</td></tr></table>
<p>当月就餐&nbsp;5.6万人次。</p></article><footer>电话 010</footer></body></html>"""

OWNER = "owner"


def encrypt(data: bytes, owner_only: bool) -> bytes:
    writer, file = PdfWriter(clone_from=PdfReader(io.BytesIO(data))), io.BytesIO()
    writer.encrypt("" if owner_only else "secret", owner_password=OWNER, algorithm="AES-256")
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", TEXT.encode(), TEXT),
        ("a.txt", TEXT.encode("gb18030"), TEXT),
        ("a.txt", TEXT.encode("utf-16"), TEXT),
        ("a", TEXT.encode("utf-8-sig"), TEXT),
        ("a.docx", make_word_of(*TEXT.split("\n")), TEXT),
        ("a.pdf", make_pdf(TEXT), TEXT),
        ("a.pdf", encrypt(make_pdf(TEXT), owner_only=True), TEXT),
        ("a.pdf", make_pdf("截至6⽉底，增⻓人⺠币3.5亿元。"), "截至6月底，增长人民币3.5亿元。"),
        ("a.csv", '类别,数量\n电话,12.0\n"来信,传真",3\n'.encode(), "类别\t数量\n电话\t12.0\n来信,传真\t3"),
        ("a.csv", "类别;数量\n电话;12,5\n".encode("gb18030"), "类别\t数量\n电话\t12,5"),
        # what it is, not what it is called
        ("a.txt", make_pdf(TEXT), TEXT),
        ("a.csv", make_workbook({"表": [["电话", 12]]}), "电话\t12"),
        ("a.txt", PAGE.encode(), None),
    ],
)
def test_text_of_a_file_is_read(name: str, data: bytes, text: str | None) -> None:
    found = read_document(name, data)
    assert found == text if text is not None else "3480" in found


def test_web_page_is_read_as_it_is_seen() -> None:
    assert read_document("a.html", PAGE.encode("gb18030")) == (
        "情况\n截至6月底，全市共有床位3480张。\n类别\t数量\n电话\t12.0\n当月就餐\xa05.6万人次。"
    )


def test_word_document_is_read_with_all_that_is_printed_and_nothing_struck_out() -> None:
    body = (
        "<w:p><w:r><w:t>新增床位</w:t></w:r><w:smartTag><w:r><w:t>120</w:t></w:r></w:smartTag>"
        "<w:ins w:id='1' w:author='a'><w:r><w:t>张</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText>80张</w:delText></w:r></w:del></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>就餐</w:t><w:tab/><w:t>5人次</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>电话</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p><w:p><w:r><w:t>件</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert read_document("a.docx", make_word(body)) == "新增床位120张\n就餐\t5人次\n电话\t12 件"


def test_workbook_is_read_as_its_sheets_show_it() -> None:
    rows: list[list[object]] = [
        ["类别", "数量", "占比"],
        ["电话", 1234.5, 0.1234],
        ["来信", 3, 0.5],
        [None, 0.1 + 0.2],
    ]
    data = make_workbook(
        {"表一": rows, "表二": [["合计", 7]]}, {"B2": "#,##0.00", "C2": "0.0%", "B3": '0"件"'}
    )
    assert read_document("a.xlsx", data) == (
        "表一\n类别\t数量\t占比\n电话\t1,234.50\t12.3%\n来信\t3件\t0.5\n\t0.3\n\n表二\n合计\t7"
    )


def bomb() -> bytes:
    """A .docx of a few kilobytes that unpacks to a hundred million."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b" " * 100_000_000)
    return file.getvalue()


def entities(part: str) -> bytes:
    """A part in which ten entities of ten make a billion characters."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "会员">{levels}]><{part}>&e9;</{part}>'.encode()


ENGLISH = b"By the end of June the city had 3,480 beds and 56,000 meals were served in the month."


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n ", "empty"),
        ("a.docx", make_word_of(""), "empty"),
        ("a.csv", b",,\n,,\n", "empty"),
        ("a.txt", b"1" * (MOST_BYTES + 1), "too_large"),
        ("a.txt", ("字" * (refusing.MOST_CHARACTERS + 1)).encode(), "too_long"),
        ("a.docx", bomb(), "too_large_inside"),
        ("a.csv", b"1,2\n" * (refusing.MOST_CELLS // 2 + 1), "too_many_cells"),
        ("a.pdf", make_pdf(*["1"] * 201), "too_many_pages"),
        ("a.pdf", make_pdf("", ""), "scanned"),
        ("a.pdf", encrypt(make_pdf(TEXT), owner_only=False), "locked"),
        ("a.pdf", b"%PDF-1.7\nnothing more", "damaged"),
        ("a.pdf", TEXT.encode(), "damaged"),
        ("a.docx", TEXT.encode(), "damaged"),
        ("a.docx", pack({"word/document.xml": b"<a>"}), "damaged"),
        ("a.docx", pack({"[Content_Types].xml": entities("Types"), "word/document.xml": b"<a/>"}), "damaged"),
        ("a.xlsx", pack({"[Content_Types].xml": entities("Types"), "xl/workbook.xml": b"<a/>"}), "damaged"),
        ("a.xlsx", make_workbook({"表": [["电话", 12]]})[:-200], "damaged"),
        ("a.zip", pack({"a.txt": TEXT.encode()}), "unknown"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_office"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(60), "picture"),
        ("a.bin", b"\0\1\2", "binary"),
        ("a.txt", ENGLISH, "english"),
        (
            "a.txt",
            "會員人數增加，服務據點與長照機構的統計資料，各縣市受理案件共三百件。".encode("big5"),
            "big5",
        ),
        ("a.txt", "会员".encode() + b"\xff\xfe\xfd\xfc", "encoding"),
        ("a.txt", "截至6月底，全市共有床位".encode()[:-1], "cut_off"),
    ],
)
def test_file_without_a_text_is_refused_in_words(name: str, data: bytes, key: str) -> None:
    with pytest.raises(InputError) as refused:
        read_document(name, data)
    assert refused.value.key == f"input.{key}"
    words = {translate(refused.value.key, lang, **refused.value.facts) for lang in LANGS}
    assert len(words) == len(LANGS)
    assert not any("{" in sentence for sentence in words)


def test_entities_of_a_part_are_not_resolved() -> None:
    data = make_word("<w:p><w:r><w:t>会员3人</w:t></w:r></w:p>")
    with ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    head, _, rest = parts["word/document.xml"].partition(b"?>")
    secret = b'<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    parts["word/document.xml"] = head + b"?>" + secret + rest.replace("会员".encode(), "会员&e;".encode())
    assert "root:" not in read_document("a.docx", pack(parts))


def test_another_process_reads_the_same_or_says_why_not() -> None:
    assert read_apart("a.docx", make_word_of(*TEXT.split("\n"))) == TEXT
    with pytest.raises(InputError) as refused:
        read_apart("b.pdf", make_pdf("", ""))
    assert (refused.value.key, refused.value.facts["name"]) == ("input.scanned", "b.pdf")


def test_every_kind_that_is_offered_has_a_reader() -> None:
    assert set(EXTENSIONS) == {"txt", "docx", "html", "htm", "pdf", "csv", "xlsx"}

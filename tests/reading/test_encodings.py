"""Which encoding a file is taken for, and which files are refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.reading.encodings import DecodeError, decode

TEXT = "theme,title_zh,title_en\ncare,养老服务,Care — “old”\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_text_is_read_whatever_accepted_encoding_it_was_saved_in(encoding: str) -> None:
    text = TEXT if encoding != "gbk" else TEXT.replace("—", "-")
    assert decode(text.encode(encoding)) == text


def test_plain_ascii_and_nothing_are_read() -> None:
    assert decode(b"a,b\n") == "a,b\n"
    assert decode(b"") == ""
    assert decode(codecs.BOM_UTF8) == ""


@pytest.mark.parametrize("text", ["潭", "目", "毯", "募款", "谭,目,毯"])
def test_gbk_bytes_that_happen_to_be_utf8_are_read_as_chinese(text: str) -> None:
    assert decode(text.encode("gbk")) == text


@pytest.mark.parametrize("text", ["é", "25 °C", "naïve, ±3", "×××"])
def test_utf8_with_a_bom_is_never_taken_for_gbk(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text


@pytest.mark.parametrize("text", ["é 养老", "±3 万", "café 老人", "×人"])
def test_latin_letters_beside_chinese_ones_are_read_as_utf8(text: str) -> None:
    assert decode(text.encode("utf-8")) == text


@pytest.mark.parametrize("text", ["𠮷田", "😀", "⿰亻尔", "Ω≈ç", "ภาษา"])
def test_rare_characters_survive_in_utf8_and_gb18030(text: str) -> None:
    assert decode(f"养老{text}".encode()) == f"养老{text}"
    assert decode(f"养老{text}".encode("gb18030")) == f"养老{text}"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (TEXT.encode("utf-16"), "encoding_utf16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "encoding_utf16"),
        (TEXT.encode("utf-32"), "encoding_utf16"),
        (TEXT.encode("utf-16-le"), "nul_bytes"),
        (b"a,b\n\0\0\0", "nul_bytes"),
        (b"PK\x03\x04\x00\x00", "nul_bytes"),
        ("养老服务".encode()[:-1], "cut_off"),
        ("养老服务".encode("utf-8-sig")[:-2], "cut_off"),
        ("养老服务".encode("gb18030")[:-1], "cut_off"),
        (b"\xff\xff\xff", "encoding"),
        ("养老服务".encode()[:6] + b"\xff" + "服务".encode(), "encoding"),
        (codecs.BOM_UTF8 + "养老".encode("gb18030"), "encoding"),
        ("養老".encode("shift_jis") + b"\x80\x80\xff", "encoding"),
    ],
)
def test_bytes_of_no_accepted_encoding_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(DecodeError) as caught:
        decode(data)
    assert caught.value.code == code


TRADITIONAL = ("人次", "萬人", "圖書館讀者", "養老服務中心", "全國社會保障卡持卡人數達13.3億人。")


@pytest.mark.parametrize("text", TRADITIONAL)
@pytest.mark.parametrize("encoding", ["big5", "cp950"])
def test_big5_is_refused_by_name(text: str, encoding: str) -> None:
    for data in (text.encode(encoding), f"id,name_zh\na,{text}\n".encode(encoding)):
        with pytest.raises(DecodeError) as caught:
            decode(data)
        assert caught.value.code == "encoding_big5"


@pytest.mark.parametrize("text", [*TRADITIONAL, "かな与汉字", "①②③三项", "Ω与汉字，《约》", "人", "镕堃喆"])
def test_other_text_in_gb18030_is_never_taken_for_big5(text: str) -> None:
    assert decode(f"a,{text}\n".encode("gb18030")) == f"a,{text}\n"


@pytest.mark.parametrize("length", range(1, 6))
def test_utf8_with_a_damaged_character_is_never_read_as_other_chinese(length: int) -> None:
    # GB18030 would take these bytes too, and give other characters without a word.
    data = ("中文字符" * length + "中").encode()[:-1] + b"\n"
    with pytest.raises(DecodeError):
        decode(data)


@settings(max_examples=200)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_chinese_text_is_read_in_every_accepted_encoding(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        table = f"id,名称\n1,{text}\n"
        assert decode(table.encode(encoding)) == table


@settings(max_examples=300)
@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    code = ""
    try:
        assert "\0" not in decode(data)
    except DecodeError as error:
        code = error.code
    assert code in ("", "encoding", "encoding_big5", "encoding_utf16", "nul_bytes", "cut_off")

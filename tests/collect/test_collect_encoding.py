"""The real encoding of a document is found, whatever its header and declaration say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.encoding import decode

SIMPLIFIED = "国家互联网信息办公室周四发布了关于生成式人工智能的新规定，要求企业在上线前报告。"
TRADITIONAL = "國家網路資訊辦公室週四發布了關於生成式人工智慧的新規定，要求企業在上線之前報告。"
FRENCH = "Le régulateur a publié hier, après des mois d'été, ses règles très attendues."
RUSSIAN = "Регулятор опубликовал новые правила для компаний"


def document(words: str, declared: str, really: str) -> bytes:
    """A feed that declares one encoding and is written in another."""
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    return f"{declaration}<rss><channel><title>{words}</title></channel></rss>".encode(really)


@pytest.mark.parametrize("header", ["", "gb2312", "gbk", "utf-8", "iso-8859-1", "us-ascii", "big5"])
@pytest.mark.parametrize("declared", ["", "gb2312", "gbk", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize(("words", "really"), [(SIMPLIFIED, "gbk"), (SIMPLIFIED, "gb18030"), (SIMPLIFIED, "utf-8")])
def test_simplified_chinese_comes_out_right(words: str, really: str, declared: str, header: str) -> None:
    """GBK, GB18030 and UTF-8, under any two labels, right or wrong or missing."""
    kind = f"text/xml; charset={header}" if header else "text/xml"
    assert words in decode(document(words, declared, really), kind).text


@pytest.mark.parametrize("header", ["", "big5", "utf-8", "iso-8859-1", "gb2312"])
@pytest.mark.parametrize("declared", ["", "big5", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize("really", ["big5", "utf-8"])
def test_traditional_chinese_comes_out_right(really: str, declared: str, header: str) -> None:
    """Big5 and UTF-8 likewise."""
    words = TRADITIONAL.replace("週", "周") if really == "big5" else TRADITIONAL
    kind = f"text/xml; charset={header}" if header else ""
    assert words in decode(document(words, declared, really), kind).text


@pytest.mark.parametrize(
    ("words", "really", "declared", "header"),
    [
        (FRENCH, "cp1252", "iso-8859-1", ""),
        (FRENCH, "cp1252", "", "iso-8859-1"),
        (FRENCH, "cp1252", "utf-8", "utf-8"),
        (FRENCH, "utf-8", "iso-8859-1", "iso-8859-1"),
        (RUSSIAN, "koi8-r", "koi8-r", ""),
        (RUSSIAN, "cp1251", "windows-1251", ""),
        ("アップルが発表した新しい規則", "shift_jis", "shift_jis", ""),
        ("アップルが発表した新しい規則", "iso-2022-jp", "iso-2022-jp", ""),
        ("규제 당국이 새로운 규칙을 발표했다", "euc-kr", "euc-kr", ""),
    ],
)
def test_other_languages_keep_their_encodings(words: str, really: str, declared: str, header: str) -> None:
    """What a label says is believed where the bytes allow it."""
    kind = f"text/xml; charset={header}" if header else "text/xml"
    assert words in decode(document(words, declared, really), kind).text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_marks_and_wide_encodings_decide(encoding: str) -> None:
    """A byte order mark goes before every label, and UTF-16 is seen without one."""
    assert SIMPLIFIED in decode(document(SIMPLIFIED, "gbk", encoding), "text/xml; charset=iso-8859-1").text


@pytest.mark.parametrize("declared", ["", "utf-8"])
def test_one_bad_byte_does_not_spoil_a_feed(declared: str) -> None:
    """One invalid byte costs one character, not the Chinese around it."""
    body = document(SIMPLIFIED * 20, declared, "utf-8")
    read = decode(body[:400] + b"\xff" + body[400:], "text/xml")
    assert read.encoding == "utf-8"
    assert SIMPLIFIED in read.text


@pytest.mark.parametrize(
    ("words", "really"),
    [(SIMPLIFIED, "gbk"), (TRADITIONAL.replace("週", "周"), "big5"), (FRENCH, "cp1252")],
)
@pytest.mark.parametrize("declared", ["", "utf-8", "gbk", "utf-16"])
def test_a_passage_in_another_encoding_is_read_by_itself(words: str, really: str, declared: str) -> None:
    """One item that was pasted in costs neither itself nor the others."""
    body = document(SIMPLIFIED, declared, "utf-8")
    mixed = body.replace(b"</title>", b"</title><title>" + words.encode(really) + b"</title>", 1)
    read = decode(mixed, "text/xml")
    assert SIMPLIFIED in read.text
    assert words in read.text


def test_a_contradiction_is_noted() -> None:
    """Where no label was followed, a sentence says so."""
    assert "read as gb18030" in decode(document(SIMPLIFIED, "utf-8", "gbk")).note
    assert decode(document(SIMPLIFIED, "utf-8", "utf-8"), "text/xml; charset=utf-8").note == ""


@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes_give_text(body: bytes, label: str) -> None:
    """There is always an answer, and codecs that are no text encodings are not used."""
    assert isinstance(decode(body, f"text/html; charset={label}").text, str)
    assert isinstance(decode(b'<?xml version="1.0" encoding="utf-7"?>' + body).text, str)
    assert isinstance(decode(b'<?xml version="1.0" encoding="utf-16"?>' + "中文<中文<".encode() + body).text, str)

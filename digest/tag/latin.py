"""Unknown names in Latin letters within a Chinese text: there hardly anything is written so but names and acronyms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from digest.model import EntityType
from digest.tag import tables
from digest.tag.evidence import person_name, words_type
from digest.tag.han import Found

_LINKS = r"(?:(?:of|for|and|the|to|by|on|in|de|da|von|van) )*"
_RUN = re.compile(
    rf"(?<![A-Za-z0-9@#/._-])[A-Za-z][A-Za-z0-9]*(?:[.&+'-][A-Za-z0-9]+| {_LINKS}(?=[A-Z0-9])[A-Za-z0-9]+)*"
)
_OFFICE = re.compile(r" (?:CEO|CFO|CTO|COO|CIO) ")
_ADDRESS = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+")
_UNIT = re.compile(
    r"^(?:\d|[A-Za-z]{1,3}\d?$|[a-z]+$|(?:HBM|PCIe|USB|DDR|LPDDR|Wi-?Fi|NAND|UFS|GDDR|HDMI|IP|Q|H|FY|M|T|L)[ -]?\d[\d.A-Za-z]*$)"
)
_CODE = re.compile(r"^[A-Z][A-Za-z]{0,8}[ -]?\d[\w.+-]*$")
_ORG_BEFORE = re.compile(
    r"(?:公司|企业|旗下|机构|平台|团队|巨头|厂商|创企|独角兽|社区|媒体|网站|对手|子公司|投资|收购|加入|品牌|实验室|供应商|股东)[“\"]?$"
)
_PRODUCT_BEFORE = re.compile(
    r"(?:推出|发布|产品|模型|芯片|手机|应用|软件|系统|机器人|助手|工具|平台|游戏|名为|款|型号|车型|一代|版本|旗舰|上线|开源|搭载|运行|使用|火箭|卫星|项目|计划)(?:了|的)?[“\"「]?$"
)
_ORG_AFTER = re.compile(
    r"^[”\"」]?(?:公司|团队|平台|创始人|联合创始人|CEO|首席|总裁|高管|员工|旗下|发言人|股价|财报|宣布|表示|称|发布|推出|完成|获得|收购|官方|官网|正在|的(?:CEO|创始人|股价|员工|投资))"
)
_PRODUCT_AFTER = re.compile(
    r"^[”\"」]?(?:模型|大模型|芯片|系列|手机|应用|App|APP|车型|机器人|版本|版|系统|平台|将于|售价|上市|预计|生产线|的(?:产量|售价|用户|版本)|储能|跑车|支持|采用|项目|工厂)"
)
_NAMES = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,3}")
_PERSON_AFTER = re.compile(
    r"^(?:说|认为|指出|透露|告诉|写道|强调|坦言|离职|担任|先生|女士|博士|教授|等人|在接受|曾任|曾在)"
)
_PERSON_BEFORE = re.compile(
    r"(?:分析师|教授|CEO|CFO|CTO|COO|创始人|总裁|律师|博士|官|记者|经济学家|总监|先生|女士|工程师|研究员|负责人|主席|部长|总统|议员)[ ]?$"
)


def unknown(text: str) -> Iterator[Found]:
    """The Latin runs of a Chinese text that are names, each with the type that its neighbours suggest."""
    text = _ADDRESS.sub(lambda found: " " * len(found.group()), text)
    counts = Counter(run.group() for run in _RUN.finditer(text))
    for run in _RUN.finditer(text):
        for start, end in _parts(run):
            name = text[start:end]
            if _UNIT.match(name) or all(word in tables.words("generic.txt") for word in name.split()):
                continue
            before, after = text[max(0, start - 12) : start], text[end : end + 14]
            kind = _type(name, before, after, counts[name] > 1)
            if kind:
                yield Found(start, end, kind, sure=True)


def _parts(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """`Octane AI CEO Matt Schlicht` names a company and its head."""
    start = run.start() + _office(run.group())
    for office in _OFFICE.finditer(run.string, start, run.end()):
        yield start, office.start()
        start = office.end()
    yield start, run.end()


def _office(run: str) -> int:
    """How much of a run is an office before the name: `CFO` in `CFO Vaibhav Taneja`."""
    first, _, rest = run.partition(" ")
    return len(first) + 1 if rest and first in tables.words("titles.txt") else 0


def _type(name: str, before: str, after: str, repeated: bool) -> EntityType | None:
    if " " in name and (person_name(name) >= 1 or _PERSON_BEFORE.search(before)) and not any(c.isdigit() for c in name):
        return "PERSON"
    if (_PERSON_BEFORE.search(before) or _PERSON_AFTER.match(after)) and _NAMES.fullmatch(name):
        return "PERSON"
    if own := words_type(name):
        return own
    if _CODE.match(name) or _PRODUCT_BEFORE.search(before):
        return "PRODUCT"
    if _ORG_BEFORE.search(before) or _ORG_AFTER.match(after):
        return "ORG"
    if _PRODUCT_AFTER.match(after):
        return "PRODUCT"
    # A word in capitals is an acronym as a rule, a plain word that stands there once may be anything.
    plain = name.istitle() and " " not in name and not repeated
    return None if name.isupper() or plain else "PRODUCT"

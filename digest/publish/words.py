"""The words of the interface in English and Chinese, and how each language sets counts and dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from digest.model import week_start

LANGUAGES = ("en", "zh")

WORDS: Mapping[str, tuple[str, str]] = {
    "about": ("About", "关于"),
    "also": ("Also in the news with", "同时出现"),
    "also_called": ("Also called", "又称"),
    "all_issues": ("All issues", "往期"),
    "all_of_week": ("Everything we read that week", "本周全部文章"),
    "archive": ("Archive", "存档"),
    "articles": ("Articles", "文章"),
    "asked_rarely": ("Small numbers: read them as a hint, not as a trend.", "数字较小，仅供参考，不足以说明趋势。"),
    "auto": ("Auto", "自动"),
    "before_week": ("Last", "上周"),
    "by_hand": ("Added by the editor", "编辑补充"),
    "catch-up": ("Catch up", "一周速览"),
    "contents": ("In this issue", "本期内容"),
    "correction": ("Correction", "更正"),
    "corrections": ("Corrections", "更正"),
    "corrections_none": ("Nothing had to be corrected so far.", "目前没有更正。"),
    "country": ("Country", "国家和地区"),
    "dark": ("Dark", "深色"),
    "draft": ("Draft: may still change", "草稿，内容可能变动"),
    "editor_note": ("Editor’s note", "编者按"),
    "entities": ("Who’s who", "人物与机构"),
    "entity_name": ("Name", "名称"),
    "everything": ("Every article we listed, by day", "按日列出的全部文章"),
    "fallers": ("Less in the news", "热度下降"),
    "feed": ("Feed", "订阅源"),
    "feeds": ("Feeds", "订阅"),
    "feeds_intro": (
        "Every list on this site can be followed in a feed reader, and every issue arrives in full.",
        "本站的每个列表都可以用阅读器订阅，每期内容均为全文。",
    ),
    "first": ("First to report", "率先报道"),
    "first_seen": ("first seen", "首次出现于"),
    "front": ("This week", "本周"),
    "hard": ("Paywall", "付费"),
    "in_issues": ("In our issues", "刊登于本刊"),
    "issue": ("Issue", "期刊"),
    "issues": ("Issues", "各期"),
    "language_word": ("Language", "语言"),
    "light": ("Light", "浅色"),
    "list_word": ("List", "列表"),
    "lost-in-translation": ("Lost in translation", "未译之闻"),
    "lost_intro": ("What only the Chinese-language press reported.", "只有中文媒体报道的新闻。"),
    "main": ("Main", "主导航"),
    "metered": ("Metered paywall", "计量付费"),
    "method": ("Method", "编辑方法"),
    "missed": ("Missed between reads, estimated", "两次读取之间的估计遗漏"),
    "most_seen": ("Most in the news, last twelve weeks", "近十二周最受关注"),
    "names": ("In it", "涉及"),
    "newer": ("Newer", "较新"),
    "next": ("Next issue", "下一期"),
    "no_issue_yet": ("The first issue is being prepared.", "首期正在准备中。"),
    "none": ("Free to read", "免费"),
    "not_found": ("This page is not here", "页面不存在"),
    "not_found_text": (
        "It may have been moved, or the address may be mistyped. These are good places to go on from.",
        "页面可能已移动，或地址有误。您可以从以下页面继续。",
    ),
    "numbers": ("The week in numbers", "本周数据"),
    "older": ("Older", "较早"),
    "on_the_web": ("Read on the web", "网页版"),
    "one-more-thing": ("One more thing", "还有一件事"),
    "opens": ("Skip to the text", "跳到正文"),
    "outlets_by_language": ("Articles by language", "各语言文章数"),
    "paywall": ("Paywall", "付费墙"),
    "permalink": ("Link to this story", "本条链接"),
    "place": ("Pages of this list", "列表分页"),
    "previous": ("Previous issue", "上一期"),
    "previous_issues": ("Past issues", "往期"),
    "read_issue": ("Read the whole issue", "阅读全文"),
    "risers": ("More in the news", "热度上升"),
    "sample": ("Sample", "样例"),
    "sample_note": (
        "Sample: this site shows invented articles of invented outlets.",
        "样例：本站内容为虚构媒体的虚构文章。",
    ),
    "scheme": ("Colours", "配色"),
    "search": ("Search", "搜索"),
    "search_all": ("all", "全部"),
    "search_found": ("{n} articles", "{n} 篇文章"),
    "search_label": ("Search every article, in either script", "搜索全部文章，中英文均可"),
    "search_more": ("Show more", "显示更多"),
    "search_none": ("Nothing found.", "没有找到。"),
    "search_without": ("Searching needs scripts. Without them, go by", "搜索需要启用脚本。您也可以按以下方式查找："),
    "show_numbers": ("Show the numbers as a table", "以表格显示数据"),
    "since": ("since", "自"),
    "source": ("Source", "媒体"),
    "source_card": ("What we know about it", "基本信息"),
    "sources": ("Sources", "媒体"),
    "state": ("state-affiliated", "官方背景"),
    "status": ("Status", "状态"),
    "this_week": ("Now", "本周"),
    "threads": ("Running stories", "连续报道"),
    "threads_intro": ("Stories that came back in later weeks, each told in order.", "跨周延续的报道，按时间排列。"),
    "threads_none": ("No story has run over several weeks yet.", "目前没有跨周延续的报道。"),
    "timeline": ("Articles a week", "每周文章数"),
    "top": ("Top stories", "头条"),
    "topic": ("Topic", "专题"),
    "topics": ("Topics", "专题"),
    "topics_over": ("Topics, last twelve weeks", "各专题近十二周文章数"),
    "unread": ("What we could not read", "未能读取"),
    "unread_intro": (
        "These sources failed or were thin this week, so their stories may be missing here.",
        "以下媒体本周未能完整读取，本期可能缺少其报道。",
    ),
    "went_on": ("This story went on", "后续报道"),
    "week_word": ("Week", "周"),
    "website": ("Website", "网站"),
    "why": ("Why it is here", "入选理由"),
    "year": ("Year", "年份"),
}

COUNTED: Mapping[str, tuple[str, str, str]] = {
    "article": ("{n} article", "{n} articles", "{n} 篇文章"),
    "issue": ("{n} issue", "{n} issues", "{n} 期"),
    "more": ("and {n} more", "and {n} more", "另有 {n} 篇"),
    "more_topics": ("One more topic", "{n} more topics", "其余 {n} 个专题"),
    "outlet": ("{n} outlet", "{n} outlets", "{n} 家媒体"),
    "source": ("{n} source", "{n} sources", "{n} 家媒体"),
    "story": ("{n} story", "{n} stories", "{n} 条报道"),
    "thread_week": ("Week {n} of this story", "Week {n} of this story", "连续第 {n} 周"),
    "week": ("{n} week", "{n} weeks", "{n} 周"),
}
"""One, many, Chinese."""

TYPES: Mapping[str, tuple[str, str]] = {
    "EVENT": ("Event", "事件"),
    "LAW": ("Law", "法律"),
    "ORG": ("Organisation", "机构"),
    "PERSON": ("Person", "人物"),
    "PLACE": ("Place", "地点"),
    "PRODUCT": ("Product", "产品"),
}

KINDS: Mapping[str, tuple[str, str]] = {
    "live": ("live", "直播"),
    "opinion": ("opinion", "评论"),
    "podcast": ("podcast", "播客"),
    "roundup": ("round-up", "汇总"),
}

STATUSES: Mapping[str, tuple[str, str]] = {
    "blocked": ("refuses our reader", "拒绝访问"),
    "empty": ("an empty feed", "订阅源为空"),
    "failed": ("could not be read", "读取失败"),
    "gone": ("gone for good", "已永久停止"),
    "malformed": ("no readable feed", "格式无法解析"),
    "moved": ("read, at a new address", "正常（地址已变）"),
    "new": ("not read yet", "尚未读取"),
    "not modified": ("read", "正常"),
    "not public": ("not a public address", "非公开地址"),
    "ok": ("read", "正常"),
    "quarantined": ("held back: it changed all at once", "内容突变，暂停采用"),
    "refused by robots": ("its feed only: pages are closed to robots", "仅读取订阅源：网页不允许抓取"),
    "stale": ("nothing new for long", "长期无更新"),
    "thin": ("much less than usual", "内容明显偏少"),
    "timed out": ("did not answer in time", "响应超时"),
    "too large": ("more than we read", "超出读取上限"),
    "unreachable": ("could not be reached", "无法连接"),
    "waiting": ("asked us to wait", "要求稍后再试"),
}

LANGUAGE_NAMES: Mapping[str, tuple[str, str]] = {
    "de": ("German", "德文"),
    "en": ("English", "英文"),
    "es": ("Spanish", "西班牙文"),
    "fr": ("French", "法文"),
    "ja": ("Japanese", "日文"),
    "ko": ("Korean", "韩文"),
    "ru": ("Russian", "俄文"),
    "zh": ("Chinese", "中文"),
}

COUNTRIES: Mapping[str, tuple[str, str]] = {
    "AU": ("Australia", "澳大利亚"),
    "BE": ("Belgium", "比利时"),
    "CA": ("Canada", "加拿大"),
    "CH": ("Switzerland", "瑞士"),
    "CN": ("mainland China", "中国大陆"),
    "DE": ("Germany", "德国"),
    "ES": ("Spain", "西班牙"),
    "EU": ("European Union", "欧盟"),
    "FR": ("France", "法国"),
    "GB": ("United Kingdom", "英国"),
    "HK": ("Hong Kong", "香港"),
    "IN": ("India", "印度"),
    "JP": ("Japan", "日本"),
    "KR": ("South Korea", "韩国"),
    "NL": ("Netherlands", "荷兰"),
    "QA": ("Qatar", "卡塔尔"),
    "RU": ("Russia", "俄罗斯"),
    "SG": ("Singapore", "新加坡"),
    "TW": ("Taiwan", "台湾"),
    "UK": ("United Kingdom", "英国"),
    "US": ("United States", "美国"),
}

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS_ZH = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


def interface_languages(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a site's languages that the interface speaks, in its order; English where it speaks none of them."""
    spoken = tuple(dict.fromkeys(language.partition("-")[0].lower() for language in wanted))
    return tuple(language for language in spoken if language in LANGUAGES) or ("en",)


class Words(Mapping[str, str]):
    """The interface words of one language: `words["topics"]`, and its ways with counts, names and dates."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._column = LANGUAGES.index(language)

    def __getitem__(self, key: str) -> str:
        return WORDS[key][self._column]

    def __iter__(self) -> Iterator[str]:
        return iter(WORDS)

    def __len__(self) -> int:
        return len(WORDS)

    def count(self, key: str, n: int) -> str:
        """`3 outlets`, `3 家媒体`."""
        one, many, chinese = COUNTED[key]
        return (chinese if self.language == "zh" else one if n == 1 else many).format(n=n)

    def country_name(self, code: str) -> str:
        """A country's name, or its code where the table lacks it."""
        return self._look(COUNTRIES, code.upper(), code)

    def kind(self, kind: str) -> str:
        """What to call an article that is not news; '' for news."""
        return self._look(KINDS, kind, "")

    def language_name(self, language: str) -> str:
        """A language's name, or its tag where the table lacks it."""
        return self._look(LANGUAGE_NAMES, language.partition("-")[0].lower(), language)

    def status_of(self, status: str) -> str:
        """What a source's status means, in two or three words."""
        return self._look(STATUSES, status, status.replace("-", " "))

    def type_name(self, kind: str) -> str:
        """What an entity is: a person, a law."""
        return self._look(TYPES, kind, kind)

    def _look(self, table: Mapping[str, tuple[str, str]], key: str, otherwise: str) -> str:
        return table[key][self._column] if key in table else otherwise

    def day(self, day: date) -> str:
        """`26 January 2026`, `2026年1月26日`."""
        if self.language == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def weekday(self, day: date) -> str:
        """`Monday, 26 January 2026`, `2026年1月26日 星期一`."""
        if self.language == "zh":
            return f"{self.day(day)} {WEEKDAYS_ZH[day.weekday()]}"
        return f"{WEEKDAYS[day.weekday()]}, {self.day(day)}"

    def short_day(self, day: date) -> str:
        """`26 Jan`, `1月26日`: where the year is plain from the place."""
        if self.language == "zh":
            return f"{day.month}月{day.day}日"
        return f"{day.day} {MONTHS[day.month - 1][:3]}"

    def month(self, year: int, month: int) -> str:
        """`January 2026`, `2026年1月`."""
        return f"{year}年{month}月" if self.language == "zh" else f"{MONTHS[month - 1]} {year}"

    def month_name(self, month: int) -> str:
        """`January`, `1月`."""
        return f"{month}月" if self.language == "zh" else MONTHS[month - 1]

    def span(self, first: date, last: date) -> str:
        """`26 January – 1 February 2026`, `2026年1月26日至2月1日`: no month or year said twice."""
        if self.language == "zh":
            return self._span_zh(first, last)
        if first.year != last.year:
            return f"{self.day(first)} – {self.day(last)}"
        start = f"{first.day}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"
        return self.day(last) if first == last else f"{start} – {self.day(last)}"

    def _span_zh(self, first: date, last: date) -> str:
        if first == last:
            return self.day(first)
        if first.year != last.year:
            return f"{self.day(first)}至{self.day(last)}"
        end = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
        return f"{self.day(first)}至{end}"

    def week(self, week: str) -> str:
        """`Week 5`, `第5周`."""
        number = int(week[6:])
        return f"第{number}周" if self.language == "zh" else f"Week {number}"

    def dateline(self, week: str) -> str:
        """`Week 5, 26 January – 1 February 2026`, `第5周，2026年1月26日至2月1日`."""
        monday = week_start(week).date()
        span = self.span(monday, monday + timedelta(days=6))
        return f"{self.week(week)}，{span}" if self.language == "zh" else f"{self.week(week)}, {span}"

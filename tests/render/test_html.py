"""HTML: one file, nothing in it runs or is loaded, everything of the text in it."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

import pytest

from qms.adapters.prints.as_html import set_html
from tests.adapters.test_typeset import printed_elsewhere, printout
from tests.render.torture import HERE, torture

VOID = {"meta", "br", "img", "hr", "col"}


class Reader(HTMLParser):
    """Reads a page strictly: every element is closed in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.words.append(data)


def read(data: bytes) -> Reader:
    reader = Reader()
    reader.feed(data.decode("utf-8"))
    assert reader.open == []
    return reader


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_page_is_well_formed_and_tells_its_language(language: str) -> None:
    found = read(set_html(torture(language)))
    assert ("html", "lang", language) in found.attributes


def test_everything_of_the_text_is_there_as_it_was_typed() -> None:
    text = "".join(read(set_html(torture("ky"))).words)
    for part in ("<script>alert(1)</script>", "& \"тырмакча\" 'бир'", "код <b>", "а | б", "<w:t> </w:t> {}", "Бекитем"):
        assert part in text


def test_nothing_runs_and_nothing_is_loaded() -> None:
    found = read(set_html(torture("ky")))
    tags = {tag for tag, _name, _value in found.attributes}
    assert not tags & {"script", "iframe", "object", "embed", "form", "base", "link"}
    assert not [one for one in found.attributes if one[1].startswith("on")]
    assert all(value.startswith("data:image/") for _tag, name, value in found.attributes if name == "src")
    links = {value.partition(":")[0] for _tag, name, value in found.attributes if name == "href" and value[0] != "#"}
    assert links <= {"http", "https", "mailto"}
    policy = [value for tag, name, value in found.attributes if (tag, name) == ("meta", "content")]
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in policy


def test_inner_links_lead_to_something_on_the_page() -> None:
    found = read(set_html(torture("ky")))
    names = {value for _tag, name, value in found.attributes if name == "id"}
    inner = {value[1:] for _tag, name, value in found.attributes if name == "href" and value.startswith("#")}
    assert inner <= names
    assert len(names) == sum(name == "id" for _tag, name, _value in found.attributes)


@pytest.mark.parametrize("banner", ['"; } </style><script>alert(1)</script>', "\\22", "a\nb", "@import 'x'"])
def test_words_of_the_footer_cannot_leave_the_style_sheet(banner: str) -> None:
    data = set_html(dataclasses.replace(printout("# 1. А"), stamp=None, banner=banner))
    style = re.search(r"<style>(.*?)</style>", data.decode(), re.DOTALL)
    assert style
    last = style.group(1).splitlines()[-1]
    assert last.startswith("@page {")
    assert last.endswith("; } }")
    assert "<script>" not in data.decode().replace("&lt;script&gt;", "")


def test_merged_cells_keep_their_places() -> None:
    found = read(set_html(torture("ky"))).attributes
    assert ("th", "rowspan", "2") in found
    assert ("th", "colspan", "2") in found


def test_the_bytes_are_the_same_in_every_process() -> None:
    what = HERE.format("html")
    first = printed_elsewhere(what, TZ="Asia/Bishkek", PYTHONHASHSEED="1")
    assert first == printed_elsewhere(what, TZ="Pacific/Apia", PYTHONHASHSEED="77", HOME="/")

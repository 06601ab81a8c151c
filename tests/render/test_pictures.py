"""Drawings that somebody hostile has made: none acts, none reaches outside, none takes the time of the printer."""

from __future__ import annotations

import time

import pytest

from qms.adapters.prints.pictures import picture, refused

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'
RECT = '<rect width="9" height="9"/>'
BLUR = '<filter id="f" width="100"><feGaussianBlur stdDeviation="2"/></filter>'
HOSTILE = {
    "script": "><script>alert(1)</script></svg>",
    "script with a prefix": ' xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></svg>',
    "handler": ' onload="alert(1)"/>',
    "handler of a part": '><rect onclick="alert(1)"/></svg>',
    "link": '><a xlink:href="javascript:alert(1)"/></svg>',
    "link in other words": '><a href="&#106;avascript:alert(1)"/></svg>',
    "style from elsewhere": "><style>@import 'https://example.org/x.css';</style></svg>",
    "style in other words": "><style>rect { fill: u\\72l(https://example.org/x) }</style></svg>",
    "picture from elsewhere": '><image href="https://example.org/x.png"/></svg>',
    "changed later": '><a><set attributeName="href" to="javascript:alert(1)"/></a></svg>',
    "foreign": "><foreignObject><b>x</b></foreignObject></svg>",
    "blur": f'>{BLUR}<g filter="url(#f)">{RECT}</g></svg>',
    "blur by style": f'>{BLUR}<g style="opacity:1; filter: url(#f)">{RECT}</g></svg>',
    "blur by a rule": f"><style>g{{filter:blur(9px)}}</style><g>{RECT}</g></svg>",
    "noise": f'><filter id="f"><feTurbulence numOctaves="1000"/></filter><g filter="url(#f)">{RECT}</g></svg>',
    "parts again and again": f'><g id="a">{RECT * 2000}</g>' + '<use href="#a"/>' * 2000 + "</svg>",
    "parts of parts": '><g id="a"><rect/></g><g id="b"><use href="#a"/></g><use href="#b"/></svg>',
    "markers": f'><marker id="m">{RECT * 1000}</marker><path d="{"M0 0" * 20000}" marker-mid="url(#m)"/></svg>',
    "deep": ">" + '<g id="a">' * 60_000 + "</g>" * 60_000 + "</svg>",
    "declared": "/><!DOCTYPE x>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_drawing_is_refused_at_once(name: str) -> None:
    began = time.process_time()
    assert refused("a.svg", (HEAD + HOSTILE[name]).encode()) is not None
    assert time.process_time() - began < 2


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "latin-1", "cp1251"])
def test_a_drawing_that_reads_otherwise_in_another_encoding_is_refused(coding: str) -> None:
    text = f'<?xml version="1.0" encoding="{coding}"?><!-- \u733c\u6776 й -->{HEAD}/>'
    assert refused("a.svg", text.encode(coding, "replace")) is not None


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}>{RECT}</svg>",
        f'<?xml version="1.0" encoding="UTF-8"?>{HEAD}><g id="a">{RECT}</g><use href="#a"/></svg>',
        f'{HEAD}><style>.online {{ fill: red; }} g {{ filter: none }}</style><text class="online">Сактоо</text></svg>',
        f'{HEAD}><marker id="m"><path d="M0 0L1 1"/></marker><path d="M0 0L9 9" marker-end="url(#m)"/></svg>',
    ],
)
def test_a_drawing_that_draws_is_taken(text: str) -> None:
    assert picture("a.svg", text.encode()).format == "svg"

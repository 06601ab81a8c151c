"""A text with everything that a text may have, in three languages; nothing in it may be code anywhere."""

from __future__ import annotations

import dataclasses
import hashlib

from qms.actions.prints.formats import set_as
from qms.adapters.languages import catalog
from qms.model.labels import LABELS
from qms.model.printout import Printout
from tests.adapters.test_typeset import SVG, png, printout

WORDS = {
    "ky": ("Максаты", "Колдонуу чөйрөсү", "1-таблица. Көрсөткүчтөр", "1-сүрөт. Кадамдар", "1-тиркеме. Формалар"),
    "ru": ("Назначение", "Область применения", "Таблица 1. Показатели", "Рисунок 1. Шаги", "Приложение 1. Формы"),
    "en": ("Purpose", "Scope", "Table 1. Indicators", "Figure 1. Steps", "Annex A. Forms"),
}
TEXT = """# 1. {first}

Көзөмөл <script>alert(1)</script> & "тырмакча" 'бир' [шилтеме](https://www.iso.org/?a=1&b=2)
[бөлүм](#1-{anchor})[^1] #set x
**калың** *жантык* ~~өчүк~~ `код <b>` ![белги](b.png)[^1]

[^1]: Эскертүүнүн <i>сөзү</i> **калың**.

> [!WARNING]
> Көңүл буруңуз.

> Цитата.

{table}

| № | Өлчөө | < | Күнү |
|--:|---|---|:-:|
| ^^ | жаңы | эски | ^^ |
| 1 | а \\| б | < | 5 |
| 2 | в<br>г | д | ^^ |
| Жалпы | < | < | е |

## 1.1. {second}

- [x] бүттү
- [ ] күтүүдө
- а) биринчи
  1. экинчи
     > үчүнчү

Аудитор
: адам.

```steps
{first} | {second}
{first}
```

{figure}

![Сүрөт](img/схема.svg)

{more}

```
<w:t> </w:t> {{}}
```

***

# {appendix}

| Күнү | Кол тамга |
|---|---|
| 1 | |
"""


def torture(language: str, **more: object) -> Printout:
    """A draft in a language, with every kind of block and inline."""
    first, second, table, figure, appendix = WORDS[language]
    names = {"anchor": first.lower(), "more": figure.replace("1", "2"), "appendix": appendix}
    text = TEXT.format(first=first, second=second, table=table, figure=figure, **names)
    words = catalog(language)
    base = printout(
        text,
        language=language,
        labels={name: words.text(label) for name, label in LABELS},
        images={"img/схема.svg": SVG, "b.png": png(40, 20)},
        stamp=None,
        banner="DRAFT",
    )
    return dataclasses.replace(base, text=text, **more)  # type: ignore[arg-type]


def digest(form: str) -> str:
    """The hash of the print in a format, for a comparison across processes."""
    return hashlib.sha256(set_as(torture("ky"), form)).hexdigest()


HERE = "__import__('tests.render.torture', fromlist=['digest']).digest({!r})"

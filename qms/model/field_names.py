"""The words by which organisations name the fields of their documents, in English, Russian and Kyrgyz.

They stand as keys of a front matter (`document_id`) or as labels at the head of a text (`**Document ID:**`); folded
(`fold`) both are `document-id`. A label that is not here means nothing to qms.
"""

from __future__ import annotations

import re
import unicodedata

from qms.model.pattern import pattern


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


IDS = _words(
    "code id identifier number num no nr key uid ref doc-id doc_id docid document-id document_id "
    "designation код шифр номер обозначение коду шифри номери белгиси"
)
TITLES = (
    *("title", "document-title", "document-name", "name", "subject", "heading", "header"),
    *("аталышы", "документтин-аталышы", "название", "название-документа", "наименование", "наименование-документа"),
)
SURE_TITLES = frozenset(name for name in TITLES if "-" in name) | {"title", "аталышы", "название", "наименование"}
TYPES = (
    *("type", "document-type", "doc-type", "kind", "category", "doctype", "document-class"),
    *("түрү", "документтин-түрү", "тип", "тип-документа", "вид", "вид-документа"),
)
STATUSES = (
    *("status", "document-status", "state", "статус", "статус-документа", "состояние", "абалы", "документтин-абалы"),
    "макамы",
)
OWNERS = (
    *("owner", "document-owner", "process-owner", "policy-owner", "doc-owner"),
    *("владелец", "владелец-документа", "владелец-процесса", "ээси", "документтин-ээси", "процесстин-ээси"),
)
REFERENCES = (
    *("references", "requires", "refs", "related", "links", "depends", "depends-on", "dependencies", "see-also"),
    *("related-documents", "шилтемелер", "байланыштуу-документтер", "ссылки", "связанные-документы"),
)
REPLACES = ("replaces", "supersedes", "obsoletes", "алмаштырат", "ордуна", "заменяет", "взамен")
DATES = (
    *("date", "effective", "effective-date", "date-effective", "created", "issued", "issue-date", "date-of-issue"),
    *("published", "approved", "approval-date", "updated"),
    *("дата", "дата-введения", "дата-введения-в-действие", "дата-утверждения", "действует-с"),
    *("күнү", "күчүнө-кирген-күнү", "күчүнө-кирүү-күнү", "колдонууга-киргизилген-күнү", "бекитилген-күнү"),
)
OTHERS = _words(
    "version revision rev edition issue document-version version-number revision-number author authors "
    "prepared-by written-by reviewer reviewed-by reviewers checked-by approver approved-by approvers "
    "authorized-by classification department review-date next-review next-review-date last-review "
    "last-reviewed last-updated last-update review-cycle review-frequency effective-from supersedes "
    "distribution page pages версия редакция издание ревизия автор разработал разработчик составил "
    "проверил согласовал согласовано утвердил утверждено утвержден утверждён кем-утвержден кем-утверждён "
    "подразделение дата-пересмотра следующий-пересмотр лист листов страница взамен гриф басылышы версиясы "
    "редакциясы түзгөн иштеп-чыккан текшерген макулдашкан бекиткен бекитилген бөлүм бөлүмү "
    "кайра-карап-чыгуу-күнү барагы"
)
"""Labels that tell the head of a controlled document, and that qms takes for no field of its own."""
_ID = pattern(
    r"(?:.+-)?(?:id|code|no|nr|number|код|шифр|номер|коду|шифри|номери)|"
    r"(?:код|шифр|номер|обозначение|идентификатор)-(?:документа|процедуры|стандарта|инструкции|положения)"
)
_NO_ID = pattern(
    r"(?:version|revision|rev|edition|issue|page|pages|sheet|phone|tel|fax|room|order|protocol|company|tax|zip|postal|"
    r"iso|clause|section|chapter|project|client|customer|user|employee|student|batch|lot|serial|part|model|account|ticket|"
    r"версия|редакция|издание|лист|листов|страница|телефон|приказ|протокол|буйрук|инн|"
    r"басылышы|редакциясы|версиясы|барагы|телефону|буйруктун|протоколдун)(?:-.*)?"
)
_MARKS = pattern(r"[\s_]+")


def fold(name: str) -> str:
    """Return a name as names are compared: `Document  No.` is `document-no`."""
    plain = unicodedata.normalize("NFC", name).casefold().strip(" .:\u00a0")
    return _MARKS.sub("-", plain.replace("№", " номер"))


def is_id(name: str) -> bool:
    """Tell whether a name says that its value identifies a document: `SOP ID`, `Код документа`, not `Version No.`."""
    plain = fold(name)
    return plain in IDS or bool(_ID.fullmatch(plain) and not _NO_ID.fullmatch(plain))


def is_known(name: str) -> bool:
    """Tell whether a label is one that stands at the head of documents."""
    plain = fold(name)
    return is_id(plain) or plain in _KNOWN


_KNOWN = frozenset({*TITLES, *TYPES, *STATUSES, *OWNERS, *REFERENCES, *REPLACES, *DATES, *OTHERS})


def is_placeholder(text: str) -> bool:
    """Tell whether a value is one that is still to be written: `[TODO]`, `YYYY-MM-DD`, `{{ owner }}`, `TBD`, `____`."""
    plain = text.strip()
    return bool(_PLACEHOLDER.fullmatch(plain)) or not re.search(r"\w", plain.replace("_", ""))


_PLACEHOLDER = pattern(
    r"(?i).*(?:\bxxx+\b|\byyyy\b|\bгггг\b|\bжжжж\b).*|"
    r"\[[^\]]*\]|<[^>]*>|\{\{.*\}\}|tb[dc]|to be (?:determined|set|assigned|confirmed)|n/?a|xx+|"
    r"(?:yyyy|гггг|жжжж|dd|дд|кк|mm|мм)[-./](?:mm|мм|аа)[-./](?:yyyy|гггг|жжжж|dd|дд|кк)"
)

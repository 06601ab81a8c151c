"""The shapes of codes that universities use, each with a pattern that reads it."""

from __future__ import annotations

from typing import NamedTuple

DICTIONARIES = {
    "system": ("СМК", "СК", "СМС"),
    "unit": ("АББСД", "КБ", "АУП", "КарТУ", "КубГАУ", "ПГУ", "ИЛ", "ЛИНК"),
    "version": ("01", "4.0", "1.0"),
    "other": ("4.2.4", "4.2.5"),
    "group": ("I", "II", "III"),
    "branch": ("ЭМЖ", "БМЖ"),
    "index": ("2.2", "2.3"),
    "sort": ("П", "И"),
    "faculty": ("И1", "И2"),
    "chair": ("К02", "К03"),
    "area": ("А02", "М01"),
    "place": ("хх", "уу"),
    "chapter": ("1.1", "1.2", "2.1", "2.13", "2.15"),
}


class Shape(NamedTuple):
    """A code, the type and the pattern that it has."""

    code: str
    type: str
    pattern: str


SHAPES = (
    Shape("СМК-ДП-4.2.3-01", "ДП", "{system}-{type}-{clause}-{number:2}[-{year}]"),
    Shape("СМК-ДП-4.2.3-02-2013", "ДП", "{system}-{type}-{clause}-{number:2}[-{year}]"),
    Shape("СМК ДП 4.2.3-01-2013", "ДП", "{system} {type} {clause}-{number:2}-{year}"),
    Shape("СМК ДП 4.2.3-1.0-2012", "ДП", "{system} {type} {clause}-{version}-{year}"),
    Shape("СК-ДП-4.2.4-01-09", "ДП", "{system}-{type}-{clause}-{number:2}-{year:2}"),
    Shape("СТО СМК 4.2.3-01-2012 Версия 01", "СТО", "{type} {system} {clause}-{number:2}-{year}[ Версия {version}]"),
    Shape("СТО СМК 4.2-001-2009", "СТО", "{type} {system} {clause}-{number:3}-{year}"),
    Shape("СТО СМК 4.2.01-2012", "СТО", "{type} {system} 4.2.{number:2}-{year}"),
    Shape("СТО 7.5.04-2019", "СТО", "{type} 7.5.{number:2}-{year}"),
    Shape("ДП 3.19-2010", "ДП", "{type} {clause}-{year}"),
    Shape("ДП 3.19-2014 Версия 01", "ДП", "{type} 3.{number}-{year}[ Версия {version}]"),
    Shape("ДП 4.2-2015", "ДП", "{type} {clause}-{year}"),
    Shape("ДП 4.2.3/4.2.4", "ДП", "{type} {clause}[/{other}]"),
    Shape("ДП КарТУ II-01-2021", "ДП", "{type} {unit} {group}-{number:2}-{year}"),
    Shape("СМЖ/ЭМЖ.04.01", "СМЖ", "{type}/{branch}.04.{number:2}"),
    Shape("АУП-2.2-П/1-2015", "АУП", "{type}-{index}-{sort}/{number}-{year}"),
    Shape("П ПГУИ1К02-2012", "П", "{type} {unit}{faculty}{chair}-{year}"),
    Shape("МИ КубГАУ 1.4.2-2014 Версия 4.0", "МИ", "{type} {unit} {clause}-{year}[ Версия {version}]"),
    Shape("СТ 02-07-18", "СТ", "{type} 02-{number:2}-{year:2}"),
    Shape("F-DP-А02-01-03", "DP", "F-{type}-{area}-{number:2}-03"),
    Shape("RB-М01-02", "RB", "{type}-{area}-{number:2}"),
    Shape("Ф6 РИ ИЛ 2-2023", "Ф", "{type}6 РИ {unit} {number}-{year}"),
    Shape("ЛИНК-СК-ПСП-4.2.3-хх-11", "ПСП", "{unit}-{system}-{type}-{clause}-{place}-{number:2}"),
    Shape("СМС-СЖ-1.2-01-2021", "СЖ", "{system}-{type}-{chapter}-{number:2}-{year}"),
    Shape("СМС-ДП-2.15-01-2022", "ДП", "{system}-{type}-{chapter}-{number:2}-{year}"),
    Shape("СМС-БЖ-АББСД-01-2023", "БЖ", "СМС-{type}-{unit}-{number:2}-{year}"),
    Shape("СМС-КИ-КБ-03-2024", "КИ", "СМС-{type}-{unit}-{number:2}-{year}"),
    Shape("СМС-ТД-0001-2025", "ТД", "СМС-{type}-{number:4}-{year}"),
    Shape("СМС-СС-1.1-2021", "СС", "СМС-{type}-1.{number}-{year}"),
    Shape("СМС-МС-1.1-2021", "МС", "СМС-{type}-1.{number}-{year}"),
    Shape("СМС-СЖ-1.2-2021", "СЖ", "СМС-{type}-1.{number}-{year}"),
    Shape("СМС-ДП-2.15-2022", "ДП", "СМС-{type}-2.{number}-{year}"),
    Shape("СМС-КИ-АББСД-01-2023", "КИ", "СМС-{type}-{unit}-{number:2}-{year}"),
    Shape("СМС-ЖИ-АББСД-01-2024", "ЖИ", "СМС-{type}-{unit}-{number:2}-{year}"),
    Shape("СМС-ЖЗ-2.13-01-2022", "ЖЗ", "СМС-{type}-{chapter}-{number:2}-{year}"),
)

"""Which characters the fonts of the layout can print: Libertinus Serif, New Computer Modern, DejaVu Sans Mono.

The list is that of the fonts in the Typst wheel that pyproject.toml asks for; a test sets the borders of its ranges.
"""

from __future__ import annotations

import re

from qms.model.pattern import pattern

_PRINTED = (
    "20-4FF 510-513 51A-51D 531-5F4 606-60C 615 61B 61F 621-63A 640-655 65A 660-66D 674 679-67B 67E-680 683-684 "
    "686-687 691 698 6A4 6A9 6AF 6BE 6CC 6F0-6F9 900-97F E3F E81-E84 E87-E88 E8A E8D E94-E97 E99-E9F EA1-EA7 "
    "EAA-EAB EAD-EB9 EBB-EBC EC8-ECD 10D0-10FF 13A0-13FD 1AB0-1ACE 1D00-2027 2029 202F-2040 2042 2044-2052 "
    "2054-2064 2070-211E 2120 2122 2124 2126-2151 2153-2184 2189 2190-23FF 2422-2423 2460-262F 2638-268B "
    "2690-269C 26A0-26A7 26AA-26B2 2701-2704 2706-2709 270C-2727 2729-274B 274D 274F-2752 2756 2758-275E "
    "2761-277F 2794 2798-27AF 27B1-27BE 27C0-2BFF 2C60-2CFF 2E02-2E05 2E08-2E0A 2E17-2E18 2E1F 2E22-2E25 2E2E "
    "3012 3016-3017 301A-301B 3030 3036 306E A46A-A46B A640-A641 A648-A649 A656-A657 A708-A716 A71B-A727 A72D "
    "A730 A735 A765 A789-A78E A790-A791 A793 A7AA A7F8-A7F9 AB52 AB66 AB70-ABBF FB00-FB4F FB52-FB81 FB8A-FB95 "
    "FB9E-FB9F FBAA-FBAD FBE8-FBE9 FBFC-FBFF FE00-FE01 FE20-FE2F FE66 FE70-FEFF FFF9-FFFD 10140-1018E "
    "102E0-102FB 1D106-1D107 1D400-1D7FF 1EE00-1EEF1 1F12F 1F6D1 1F780-1F7EB 1F800-1F8B1 "
)
# What the layout prints in another form (`prints.layout.clean`), and what it leaves out because it has no shape.
_SUBSTITUTED = "\t\n\r✅❌❗❓➡⬅\ufe0e\ufe0f"


def _ranges() -> str:
    pairs = (item.partition("-") for item in _PRINTED.split())
    return "".join(f"\\U{int(first, 16):08x}-\\U{int(last or first, 16):08x}" for first, _, last in pairs)


UNPRINTED = pattern(f"[^{_ranges()}{re.escape(_SUBSTITUTED)}]")
"""A character that no font of the layout has."""

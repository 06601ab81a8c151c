"""What is said where a name is not known."""

from __future__ import annotations

from qms.adapters.languages import catalog
from qms.model.names import MANY, known


def told(names: list[str] | str, written: str = "") -> str:
    return catalog("en").text(known(names, written))


def test_the_help_for_an_unknown_name_is_the_near_one_or_what_there_is() -> None:
    assert told(["registrar", "rector"], "registar") == 'Did you mean "registrar"?'
    assert told(["b", "a"]) == "Known are: b, a"
    assert told([], "x") == "Known are: –"
    assert told("abcdefghijkl") == "Known are: a, b, c, d, e, f, g, h, i, j, k, l"
    assert told("abcdefghijklm") == "Known are: a, b, c, d, e, f, g, h, i, j, k, l …"


def test_of_very_many_names_those_that_begin_like_the_written_one_are_compared_with_it() -> None:
    names = [f"{at:05}-name" for at in range(10 * MANY)]
    assert told(names, "07001-nam") == 'Did you mean "07001-name"?'
    assert told(names, "x7001-name").startswith("Known are: 00000-name")


def test_of_several_near_names_the_nearest_is_told() -> None:
    assert known(["СМС-ДП-2.15", "СМС-ДП-2.16"], "СМС-ДП-2.1б").values == {"name": "СМС-ДП-2.16"}


def meant(written: str, many: int) -> bool:
    """Tell whether `abcdefghi` is found among so many names."""
    names = [*(f"{number:09}" for number in range(many - 1)), "abcdefghi"]
    return known(names, written).values.get("name") == "abcdefghi"


def test_of_very_many_names_only_those_that_begin_alike_are_compared() -> None:
    assert meant("xbcdefghi", MANY)
    assert not meant("xbcdefghi", MANY + 1)
    assert not meant("abcdexghi", MANY + 1)
    assert meant("abcdefxhi", MANY + 1)

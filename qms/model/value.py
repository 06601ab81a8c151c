"""Values: `dataclass`, `field` and `replace` of the standard library, made in a tenth of the time.

The standard `dataclass` writes and compiles six functions for each class when it is defined, and imports what reads
source code; for the hundred classes of a command that took as long as its work. Here all classes share the functions,
and only `__init__` is written for each, when its first value is made. What is supported is what is used: `frozen`,
`slots`, `order`; a test compares it with the standard library, whose `asdict` and `fields` know these classes, too.
Who checks types sees the standard names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace

__all__ = ["dataclass", "field", "replace"]

if not TYPE_CHECKING:
    from operator import attrgetter, ge, gt, le, lt

    MISSING = object()

    class Item:
        """What is said of a field: its default, and where it counts."""

        __slots__ = ("compare", "default", "default_factory", "init", "repr")

        def __init__(self, *, default=MISSING, default_factory=MISSING, init=True, repr=True, compare=True):  # noqa: A002
            self.default, self.default_factory = default, default_factory
            self.init, self.repr, self.compare = init, repr, compare

    field = Item

    def dataclass(*, frozen=False, slots=False, order=False):
        """Return what makes a class one of values."""
        return lambda cls: _made(cls, frozen, slots, order)

    def replace(value, /, **changes):
        """Return a value that differs in these fields."""
        items = type(value).__items__
        kept = {name: getattr(value, name) for name, item in items.items() if item.init and name not in changes}
        return type(value)(**kept, **changes)

    def _made(cls, frozen, slots, order):
        new = {name: _item(vars(cls).get(name, MISSING)) for name in _names(cls)}
        own = {name: value for name, value in vars(cls).items() if name not in {*new, "__dict__", "__weakref__"}}
        if slots:
            made = type(cls)(cls.__name__, cls.__bases__, {**own, "__slots__": tuple(new)})
            made.__qualname__ = cls.__qualname__
        else:
            made = cls
            for name, item in new.items():
                if item.default is not MISSING:
                    setattr(made, name, item.default)
                elif name in vars(cls):
                    delattr(made, name)
        made.__items__ = {**getattr(cls, "__items__", {}), **new}
        for name, given in _given(made, frozen, slots, order).items():
            if name not in own or (name == "__hash__" and own[name] is None):
                setattr(made, name, given)
        return made

    def _names(cls):
        kinds = vars(cls).get("__annotations__", {}).items()
        return [name for name, kind in kinds if not str(kind).startswith(("ClassVar", "typing.ClassVar"))]

    def _item(given):
        return given if isinstance(given, Item) else Item(default=given)

    def _given(cls, frozen, slots, order):
        """Return what a class of values can do, by the names of its functions."""
        counted = [name for name, item in cls.__items__.items() if item.compare]
        values = attrgetter(*counted) if len(counted) > 1 else lambda value: tuple(getattr(value, n) for n in counted)
        given = {
            "__dataclass_fields__": _StandardFields(),
            "__match_args__": tuple(name for name, item in cls.__items__.items() if item.init),
            "__init__": _starting(cls),
            "__repr__": _told,
            "__eq__": lambda self, other: _compared(self, other, values, tuple.__eq__),
            "__hash__": (lambda self: hash(values(self))) if frozen else None,
        }
        if order:
            signs = {"__lt__": lt, "__le__": le, "__gt__": gt, "__ge__": ge}
            given |= {name: _ordering(values, sign) for name, sign in signs.items()}
        if frozen:
            given |= {"__setattr__": _refusing(cls, "assign to"), "__delattr__": _refusing(cls, "delete")}
        if frozen and slots:
            given |= {"__getstate__": _state, "__setstate__": _restored}
        return given

    def _compared(self, other, values, sign):
        return sign(values(self), values(other)) if type(other) is type(self) else NotImplemented

    def _ordering(values, sign):
        return lambda self, other: _compared(self, other, values, sign)

    def _starting(cls):
        """Return an `__init__` that makes the true one at the first value."""

        def __init__(self, *given, **named):  # noqa: N807
            if vars(cls)["__init__"] is __init__:
                cls.__init__ = _compiled(cls)
            vars(cls)["__init__"](self, *given, **named)

        return __init__

    def _compiled(cls):
        known, words, lines = {"_set": object.__setattr__, "_none": MISSING}, ["self"], []
        for name, item in cls.__items__.items():
            known[f"_d_{name}"], known[f"_f_{name}"] = item.default, item.default_factory
            made, fixed = item.default_factory is not MISSING, item.default is not MISSING
            if item.init:
                words.append(f"{name}=_none" if made else f"{name}=_d_{name}" if fixed else name)
                value = f"_f_{name}() if {name} is _none else {name}" if made else name
                lines.append(f" _set(self, {name!r}, {value})")
            elif made or fixed:
                lines.append(f" _set(self, {name!r}, {f'_f_{name}()' if made else f'_d_{name}'})")
        lines += [" self.__post_init__()"] if hasattr(cls, "__post_init__") else []
        source = f"def __init__({', '.join(words)}):\n" + ("\n".join(lines) or " pass")
        exec(source, known)  # noqa: S102 - as the standard library does; names of fields, nothing else
        known["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
        return known["__init__"]

    def _told(self):
        shown = (f"{name}={getattr(self, name)!r}" for name, item in self.__items__.items() if item.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _state(self):
        return [getattr(self, name) for name in self.__items__]

    def _restored(self, state):
        for name, value in zip(self.__items__, state, strict=True):
            object.__setattr__(self, name, value)

    def _refusing(cls, what):
        def refuse(self, name, *value):
            if type(self) is cls or name in self.__items__:
                from dataclasses import FrozenInstanceError

                raise FrozenInstanceError(f"cannot {what} field {name!r}")
            (object.__setattr__ if value else object.__delattr__)(self, name, *value)

        return refuse

    class _StandardFields:
        """The fields as the standard library knows them, for its `asdict`, `fields` and `replace`."""

        def __get__(self, instance, owner):
            import dataclasses

            found = {}
            for name, item in owner.__items__.items():
                given = {key: getattr(item, key) for key in Item.__slots__ if getattr(item, key) is not MISSING}
                found[name] = one = dataclasses.field(**given)
                one.name, one._field_type = name, dataclasses._FIELD
                one.type = next(vars(base)["__annotations__"][name] for base in owner.__mro__ if name in _names(base))
            return found

"""Write `docs/exceptions.md`: the tree of exceptions, with what to do for each.

python tools/exceptions_page.py > docs/exceptions.md
"""

import inspect
import sys
from collections.abc import Iterator

import emaildelivery_errors as ede
from emaildelivery_errors import CATALOG, DeliveryError

HEAD = """\
# Exceptions

Made by `tools/exceptions_page.py` from the classes and records.

All are under `DeliveryError`.

`TransientError` is what the same message can get over without anybody changing anything,
`PermanentError` what it cannot; whatever the server's digit claims. Topics (`AuthenticationError`,
`TLSError`, `ProtocolError`) lie across: `except AuthenticationError` catches what is under either
side. A class marked † can be a hard bounce: ask `error.hard_bounce`, which knows when not.
"""

TOPICS = (ede.AuthenticationError, ede.TLSError, ede.ProtocolError)
NEITHER = (ede.OutcomeUnknownError, ede.RecipientsRefusedError)


def children(cls: type[DeliveryError]) -> list[type[DeliveryError]]:
    """Return the classes right under one, in the order of their definition."""
    return [sub for sub in cls.__subclasses__() if sub.__module__ == cls.__module__]


def lines(cls: type[DeliveryError], depth: int) -> Iterator[str]:
    """Yield a class and what is under it as items of a list."""
    what, _, do = (inspect.getdoc(cls) or "").partition("\n\n")
    topics = [f"`{base.__name__}`" for base in cls.__bases__ if base in TOPICS]
    mark = " †" if cls._dead_address else ""
    text = " ".join([what, *do.split("\n")]).strip()
    head = f"{'  ' * depth}- **`{cls.__name__}`**{mark}"
    if topics and depth:
        head += f" ({', '.join(topics)})"
    yield f"{head}: {' '.join(text.split())}"
    for sub in children(cls):
        yield from lines(sub, depth + 1)


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for title, classes in (
        ("Try again later", [ede.TransientError]),
        ("Change something first", [ede.PermanentError]),
        ("Neither", list(NEITHER)),
    ):
        parts.append(f"\n## {title}\n\n")
        parts += [f"{line}\n" for cls in classes for line in lines(cls, 0)]
    parts.append("\n## Topics\n\n")
    for topic in TOPICS:
        names = ", ".join(f"`{cls.__name__}`" for cls in children(topic))
        what = " ".join((inspect.getdoc(topic) or "").split())
        parts.append(
            f"- **`{topic.__name__}`**: {what.removeprefix('Topic: ')} Under it: {names}.\n"
        )
    parts.append("\n## Which records raise it\n\n| Class | Records |\n|---|---|\n")
    by_class: dict[str, list[str]] = {}
    for entry in CATALOG:
        if entry.error is not None:
            by_class.setdefault(entry.error.__name__, []).append(f"`{entry.key}`")
    parts += [f"| `{name}` | {', '.join(keys)} |\n" for name, keys in sorted(by_class.items())]
    return "".join(parts)


if __name__ == "__main__":
    sys.stdout.write(page())

"""How the time grows with the number of records, and with the length of a hostile reply."""

import itertools
import random

from emaildelivery_errors import CATALOG, Entry, PermanentError, Reply, parse_reply
from emaildelivery_errors._catalog import Catalog
from measure import microseconds

WORDS = [
    "access",
    "account",
    "address",
    "blocked",
    "client",
    "command",
    "connection",
    "content",
    "delivery",
    "denied",
    "disabled",
    "domain",
    "error",
    "exceeded",
    "failed",
    "filter",
    "found",
    "full",
    "host",
    "invalid",
    "list",
    "local",
    "mail",
    "mailbox",
    "message",
    "network",
    "not",
    "policy",
    "quota",
    "rate",
    "recipient",
    "refused",
    "rejected",
    "relay",
    "sender",
    "server",
    "service",
    "size",
    "spam",
    "system",
    "temporary",
    "timeout",
    "too",
    "unavailable",
    "unknown",
    "user",
]


def wording(rng: random.Random, number: int) -> str:
    """Return words like those of servers, some with values."""
    words = rng.choices(WORDS, k=rng.randint(4, 9))
    if number % 3 == 0:
        words.append("<limit>")
    if number % 5 == 0:
        words.insert(3, "<address>")
    return " ".join(words)


def catalog_of(number: int) -> Catalog:
    """Return a catalog of this many records, under the codes that servers use most."""
    rng = random.Random(number)  # noqa: S311
    codes = [421, 450, 451, 452, 535, 550, 552, 553, 554, 571]
    made: dict[str, int] = {}
    i = 0
    while len(made) < number:
        made.setdefault(wording(rng, i), codes[i % 10])
        i += 1
    return Catalog(
        [
            Entry(
                key=f"x.{i}",
                codes=(code,),
                observed=(text,),
                error=PermanentError,
                source="a benchmark",
            )
            for i, (text, code) in enumerate(made.items())
        ],
        {},
    )


def main() -> None:
    """Print times and ratios."""
    catalogs = {number: catalog_of(number) for number in (100, 1_000, 10_000)}
    # A hundred kinds of replies, as one sender sees; and all kinds equally often, where the
    # processor's caches have their say too.
    for kinds in (100, 10_000):
        times: dict[int, float] = {}
        for number, catalog in catalogs.items():
            rng = random.Random(1)  # noqa: S311
            entries = rng.choices(rng.sample(list(catalog), min(kinds, number)), k=2000)
            replies: list[Reply] = []
            for i, entry in enumerate(entries):
                names = entry.observed[0].names
                values = {name: i if name == "limit" else f"a{i}@x.y" for name in names}
                replies.append(entry.reply(**values))
            times[number] = microseconds({"match": catalog.match}, replies)["match"]
            print(f"{number:6} records, {kinds:6} kinds: {times[number]:6.2f} us a match")
        for fewer, more in itertools.pairwise(times):
            print(f"{more:6} records take {times[more] / times[fewer]:.2f} x the time of {fewer}")

    print("a hostile reply of 60 KiB over one of 30 KiB, for the records with the worst ratios:")
    ratios: list[tuple[float, str]] = []
    for entry in CATALOG:
        for template in (entry.templates + entry.observed) if entry.codes else ():
            first = template.fill(dict.fromkeys(template.names, "7")).partition("7")[0]
            for piece in {str(template), first or " ", "  : ", " to ", "> "}:
                short, long = (
                    parse_reply(f"{entry.codes[0]} {first}{piece * (size // len(piece))}")
                    for size in (30_000, 60_000)
                )
                one = microseconds({"match": CATALOG.match}, [short], 5)["match"]
                two = microseconds({"match": CATALOG.match}, [long], 5)["match"]
                ratios.append((two / one, f"{entry.key} {piece[:20]!r} {two:.0f} us"))
    for ratio, what in sorted(ratios)[-3:]:
        print(f"  {ratio:.2f} x  {what}")


if __name__ == "__main__":
    main()

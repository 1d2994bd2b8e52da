"""Replies that all differ: every wording of the catalog, and words that nobody documents."""

import random

from emaildelivery_errors import CATALOG, Reply

WORDS = [
    "mailbox",
    "user",
    "host",
    "not",
    "found",
    "denied",
    "by",
    "policy",
    "try",
    "again",
    "later",
    "full",
    "blocked",
    "see",
    "for",
    "message",
    "address",
    "your",
    "server",
    "client",
    "the",
    "this",
    "connection",
    "from",
    "service",
    "temporarily",
    "sending",
    "too",
    "many",
    "please",
    "contact",
    "support",
    "refused",
    "invalid",
    "access",
    "account",
    "domain",
    "delivery",
    "limit",
    "error",
]


def wire(reply: Reply) -> bytes:
    """Return the reply as a server sends it."""
    *others, last = reply.lines
    lines = [f"{reply.code}-{line}\r\n" for line in others] + [f"{reply.code} {last}\r\n"]
    return "".join(lines).encode()


def replies(number: int, seed: int = 1) -> list[bytes]:
    """Return replies as servers send them, half of them documented, all different."""
    rng = random.Random(seed)  # noqa: S311
    entries = [entry for entry in CATALOG if entry.codes and (entry.templates or entry.observed)]
    registered = [str(e.enhanced) for e in CATALOG if e.enhanced and e.error and not e.provider]
    made: dict[bytes, None] = {}
    while len(made) < number:
        n = rng.randrange(10**9)
        entry = rng.choice(entries)
        names = (entry.templates + entry.observed)[0].names
        if names and rng.random() < 0.5:
            values = {name: f"{n}@example.com" for name in names if name != "limit"}
            reply = entry.reply(**values, **({"limit": n} if "limit" in names else {}))
        else:
            words = " ".join(rng.choices(WORDS, k=8))
            code = rng.choice([421, 450, 451, 452, 535, 550, 552, 553, 554])
            detail = rng.choice(registered).partition(".")[2]
            enhanced = rng.choice(["", f"{code // 100}.{detail} "])
            reply = Reply.from_parts(code, f"{enhanced}{words} {n}")
        made[wire(reply)] = None
    return list(made)

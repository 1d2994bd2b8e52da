"""Time functions side by side, so that a busy machine slows them all."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def microseconds(
    functions: dict[str, Callable[[T], object]], inputs: Sequence[T], rounds: int = 15
) -> dict[str, float]:
    """Return the least time of each function for one input, measured in turns."""
    best = dict.fromkeys(functions, float("inf"))
    for _ in range(rounds):
        for name, function in functions.items():
            start = time.perf_counter()
            for item in inputs:
                function(item)
            best[name] = min(best[name], (time.perf_counter() - start) / len(inputs) * 1e6)
    return best

"""What importing the package adds to `import attrs`, in new processes."""

import statistics
import subprocess
import sys

CODE = (
    "import time, attrs; start = time.perf_counter(); import emaildelivery_errors; "
    "print((time.perf_counter() - start) * 1000)"
)


def main() -> None:
    """Print the median of 31 processes."""
    times = [
        float(
            subprocess.run(  # noqa: S603
                [sys.executable, "-c", CODE], capture_output=True, check=True, text=True
            ).stdout
        )
        for _ in range(31)
    ]
    print(f"import emaildelivery_errors after attrs: {statistics.median(times):.1f} ms")


if __name__ == "__main__":
    main()

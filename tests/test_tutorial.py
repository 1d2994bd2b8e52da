"""The examples of the pages in docs/ run as they stand."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"


def code(page: str) -> str:
    text = (DOCS / page).read_text("utf-8")
    return "\n\n".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL))


def without_words(source: str) -> str:
    """Return the code without comments and docstrings."""
    return re.sub(r"\n\s*'[^'\n]*'(?=\n)", "", ast.unparse(ast.parse(source)))


def test_both_languages_have_the_same_code() -> None:
    english, japanese = without_words(code("testing.md")), without_words(code("testing.ja.md"))
    assert re.sub(r'""".*?"""', "", english) == re.sub(r'""".*?"""', "", japanese)


@pytest.mark.parametrize(
    ("page", "passed"),
    [
        ("testing.md", 33),
        ("testing.ja.md", 33),
        ("retries.md", 10),
        ("clients.md", 8),
        ("logging.md", 4),
        ("oci-https.md", 4),
        ("bounces.md", 4),
        ("doctor.md", 3),
        ("postfix.md", 2),
    ],
)
def test_the_examples_run(page: str, passed: int, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(code(page), "utf-8")
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "ignore"),
        *("-o", "asyncio_mode=auto"),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout
    assert f"{passed} passed" in done.stdout

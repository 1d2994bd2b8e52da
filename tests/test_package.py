"""The package as a whole: names, imports, types, README."""

import ast
import doctest
import importlib
import importlib.metadata
import importlib.resources
import logging
import pathlib
import re
import smtplib
import subprocess
import sys
from collections.abc import Mapping
from datetime import timedelta
from email.message import EmailMessage
from unittest.mock import Mock

import pytest

import emaildelivery_errors as ede
from answers import answer
from emaildelivery_errors import CATALOG, Entry
from emaildelivery_errors.testing import SMTPServer

ROOT = pathlib.Path(ede.__file__).parent
PROJECT = pathlib.Path(__file__).parent.parent

# Bottom up. A module imports what stands above it in this list, and nothing below.
LAYERS = [
    "_endpoint",
    "_hint",
    "_redact",
    "errors",
    "_reply",
    "_template",
    "_entry",
    "records._rfc",
    "records.oci.entries",
    "records.oci_api.entries",
    "records.subetha.entries",
    "records.standards.entries",
    "records.iana.entries",
    "records.iana.transient",
    "records.net.entries",
    "records.oci",
    "records.oci_api",
    "records.subetha",
    "records.standards",
    "records.iana",
    "records.net",
    "records",
    "_phrases",
    "_catalog",
    "_make",
    "_classify",
    "_api",
    "_describe",
    "_find",
    "readers._report",
    "readers._oci_log",
    "readers._dsn",
    "readers._log_line",
    "readers._postfix",
    "readers._exim",
    "readers._sendmail",
    "readers._log",
    "readers",
    "clients._making",
    "clients._registry",
    "clients._stage",
    "clients._smtplib",
    "clients._network",
    "clients._aiosmtplib",
    "clients._response",
    "clients._http",
    "clients",
    "clients.smtplib",
    "clients.django",
    "retry",
    "",
    "testing._faults",
    "testing._session",
    "testing._server",
    "testing._oci",
    "testing",
    "cli._printing",
    "cli._explain",
    "cli._serve",
    "cli._lookup",
    "cli._session",
    "cli._examination",
    "cli._doctor",
    "cli._main_cf",
    "cli._postfix_rules",
    "cli._postfix_texts",
    "cli._check_postfix",
    "cli",
    "__main__",
]

# An error that travelled holds plain values and a key; what else it tells it looks up.
REACHES_UP = {"errors": ["_reply", "_catalog", "_describe"]}


def module_of(path: pathlib.Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(module: str, path: pathlib.Path) -> list[tuple[str, bool]]:
    """Return the modules of the package that one imports, and whether at module level."""
    tree = ast.parse(path.read_text("utf-8"))
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    package = [part for part in package if part]
    found = []
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    typing_only = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and ast.unparse(branch.test) == "TYPE_CHECKING"
        for node in ast.walk(branch)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not node.level or id(node) in typing_only:
            continue
        base = package[: len(package) - node.level + 1]
        if node.module:
            targets = [".".join([*base, node.module])]
        else:
            targets = [".".join([*base, alias.name]) for alias in node.names]
        found += [(target, id(node) not in inside) for target in targets]
    return found


MODULES = {
    module_of(path): path for path in sorted(ROOT.rglob("*.py")) if path.stem not in {"en", "ja"}
}


def test_every_module_has_its_place() -> None:
    assert set(MODULES) == set(LAYERS)


@pytest.mark.parametrize("module", MODULES)
def test_imports_flow_one_way(module: str) -> None:
    upward = []
    for target, at_module_level in imports(module, MODULES[module]):
        if LAYERS.index(target) < LAYERS.index(module):
            continue
        assert not at_module_level, f"{module} imports {target}"
        upward.append(target)
    assert upward == REACHES_UP.get(module, [])


def test_importing_is_light() -> None:
    code = "import sys, emaildelivery_errors; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603
    loaded = set(done.stdout.split())
    assert not loaded & {"smtplib", "ssl", "socket", "email", "asyncio", "json", "argparse"}


def test_all_is_complete_and_sorted_out() -> None:
    assert len(set(ede.__all__)) == len(ede.__all__)
    for name in ede.__all__:
        assert hasattr(ede, name)


def test_metadata() -> None:
    metadata = importlib.metadata.metadata("emaildelivery_errors")
    runtime = [
        r for r in importlib.metadata.requires("emaildelivery_errors") or [] if "extra" not in r
    ]
    assert [re.split(r"\W", r)[0] for r in runtime] == ["attrs"]
    assert metadata["License-Expression"] == "MIT"
    assert importlib.resources.files("emaildelivery_errors").joinpath("py.typed").is_file()
    changelog = (PROJECT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{metadata['Version']}]" in changelog


def test_reference_lists_all_fields() -> None:
    reference = (PROJECT / "docs/reference.md").read_text("utf-8")
    error = ede.classify("450 x")
    assert error is not None
    group = ede.RecipientsRefusedError([error])
    named = set(re.findall(r"`(\w+)`", reference))
    assert {*group.to_dict(), *group.to_dict()["retry"], *error.log_fields()} <= named


def test_page_of_exceptions_is_up_to_date() -> None:
    sys.path.insert(0, str(PROJECT / "tools"))
    try:
        tool = importlib.import_module("exceptions_page")
    finally:
        sys.path.pop(0)
    page = (PROJECT / "docs/exceptions.md").read_text("utf-8")
    assert tool.page() == page
    for name in ede.__all__:
        if name.endswith("Error") and name != "MalformedReplyError":
            assert f"`{name}`" in page


def test_readme_examples_print_what_they_say() -> None:
    result = doctest.testfile(str(PROJECT / "README.md"), module_relative=False, encoding="utf-8")
    assert result.failed == 0
    assert result.attempted > 10


def test_readme_runs_its_shell_examples() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    examples = re.findall(r"^\$ emaildelivery-errors (.+)\n((?:.+\n)+?)```", readme, re.MULTILINE)
    assert examples
    for args, output in examples:
        code = "from emaildelivery_errors.cli import main; import sys; sys.exit(main())"
        words = re.findall(r'"[^"]*"|\S+', args)
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code, *(word.strip('"') for word in words)],
            capture_output=True, check=True, text=True, encoding="utf-8",
            env={"PYTHONIOENCODING": "utf-8", "LC_ALL": "C"},
        )  # fmt: skip
        assert done.stdout == output


def test_readme_has_the_table_of_oci() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    rows = re.findall(
        r"^\| (\d.*?) \| `(.*?)` \| `(oci\..*?)` \| `(.*?)` \| (.*?) \|$", readme, re.MULTILINE
    )

    def row(entry: Entry) -> tuple[str, str, str, str, str]:
        codes = str(entry.codes[0]) + "".join(f" (formerly {code})" for code in entry.codes[1:])
        enhanced = f"{entry.enhanced} " if entry.enhanced else ""
        wording = str(entry.templates[0]).replace("<<", "<", 1)
        hint = entry.retry
        when = "no" if not hint.retryable else "yes"
        if hint.after:
            when += f", after {hint.after}"
        assert entry.error is not None
        return codes, enhanced + wording, entry.key, entry.error.__name__, when

    assert rows == [row(entry) for entry in CATALOG if entry.provider == "oci" and entry.codes]


def test_readme_example_runs() -> None:
    """Run the first example against a real server, once for each of its branches."""
    readme = (PROJECT / "README.md").read_text("utf-8")
    example = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)[0]
    message = EmailMessage()
    message["From"], message["To"] = "a@example.com", "b@example.com, c@example.com"
    seen: list[tuple[str, object]] = []

    def run(answers: Mapping[str, bytes]) -> tuple[str, object]:
        app = Mock()
        with SMTPServer() as server, smtplib.SMTP("127.0.0.1", server.port) as smtp:
            answer(server, answers)
            exec(  # noqa: S102
                example,
                {
                    "smtp": smtp,
                    "message": message,
                    "queue": app,
                    "log": logging.getLogger("app"),
                    "page_operator": app.page,
                    "forget": app.forget,
                },
            )
        for name, args, kwargs in app.mock_calls:
            seen.append((name, kwargs.get("delay") or args[-1]))
        return seen.pop()

    limit = CATALOG["oci.rate_per_minute"].reply(limit=10)
    assert run({".": f"{limit.code} {limit.text}\r\n".encode()}) == (
        "put_back", timedelta(seconds=60))  # fmt: skip
    name, text = run(
        {"MAIL": b"535 Authorization failed: address a@example.com not authorized\r\n"}
    )
    assert name == "page"
    assert isinstance(text, ede.Description)
    assert text.title == "認可されていない送信者"
    assert run({"MAIL": b"451 Server error\r\n"})[0] == "put_back"
    suppressed = b"254 4.7.1 Suppression for user u to c@example.com\r\n"
    assert run({"RCPT c@example.com": suppressed}) == ("forget", "c@example.com")
    assert run({"RCPT c@example.com": b"450 later\r\n"}) == ("put_back", message)
    assert not seen

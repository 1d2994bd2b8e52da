"""All checks: `nox` runs them, on every Python from 3.11 to 3.13 that is found."""

import os
import pathlib

import nox

nox.options.default_venv_backend = "virtualenv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["lint", "typing", "tests"]

PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = ["3.11", "3.12", "3.13"]


def install(session: nox.Session, *groups: str) -> None:
    """Install the wheel, as users get it, and dependency groups."""
    dist = pathlib.Path(session.create_tmp()) / "dist"
    session.run("python", "-m", "pip", "-q", "wheel", "--no-deps", "-w", str(dist), ".")
    wheel = max(dist.glob("*.whl"), key=lambda path: path.stat().st_mtime)
    requirements = nox.project.dependency_groups(PYPROJECT, *groups)
    session.install(*requirements)
    session.install("--force-reinstall", "--no-deps", str(wheel))
    session.install(str(wheel))


@nox.session
def lint(session: nox.Session) -> None:
    """Style and format."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def typing(session: nox.Session) -> None:
    """Types, of the package and as users see them."""
    install(session, "typing")
    session.run("mypy")
    session.run("pyright")
    session.run("pyright", "--ignoreexternal", "--verifytypes", "emaildelivery_errors")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Tests against the wheel, which nothing of the source tree shadows."""
    install(session, "tests")
    session.run(
        "pytest", "-n", "auto", "--dist", "worksteal", *session.posargs, env={"PYTHONPATH": ""}
    )


@nox.session
def bench(session: nox.Session) -> None:
    """Benchmarks, which compare and never fail."""
    install(session, "bench")
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    for script in sorted(pathlib.Path("benchmarks").glob("bench_*.py")):
        session.run("python", str(script), env=env)

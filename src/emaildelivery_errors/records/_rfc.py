"""Where an RFC says something: the source of a record."""

from typing import TypedDict

__all__ = ["Source", "rfc"]


class Source(TypedDict):
    """Arguments of `Entry`."""

    source: str
    source_url: str


def rfc(number: int, section: str = "") -> Source:
    """Return the source of a record that an RFC defines."""
    url = f"https://www.rfc-editor.org/rfc/rfc{number}"
    if not section:
        return {"source": f"RFC {number}", "source_url": url}
    return {
        "source": f"RFC {number} section {section}",
        "source_url": f"{url}#section-{section}",
    }

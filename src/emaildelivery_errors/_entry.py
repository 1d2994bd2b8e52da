"""Entry: one record of the catalog."""

from datetime import timedelta
from typing import Final

import attrs

from ._hint import Basis, Fixer, RetryHint, Scope, scope_of
from ._reply import EnhancedCode, Reply
from ._template import Template, parse_template
from .errors import DeliveryError, TransientError

__all__ = ["Entry"]

# First parts of keys that name no provider.
_STANDARDS: Final = frozenset({"iana", "net", "smtp"})


def _enhanced(code: str | None) -> EnhancedCode | None:
    return None if code is None else EnhancedCode(*map(int, code.split(".")))


def _templates(notations: tuple[str, ...]) -> tuple[Template, ...]:
    return tuple(map(parse_template, notations))


# A key stands for the record. (What attrs need not write saves time in every import.)
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Entry:
    """What is known of one documented reply, of one code, or of one failure without a reply.

    `key`: its stable name; the part before the first full stop tells the source.
    `codes`: its reply codes, today's first, former ones after it; none for a failure without one.
    For an enhanced code, the reply codes that IANA's registry ties to it.
    `enhanced`: its enhanced status code, where one is documented.
    `phrase`: what the standard calls the code, such as "Bad sequence of commands".
    `templates`: the wording that the source documents, without the codes.
    `observed`: further wordings, seen on the wire or in a server's source.
    `translated`: wordings that only a translated page prints. No server sends them.
    `words`: words, in lower case, one of which tells this record from others of its codes.
    `error`: the class that is raised, `None` for success.
    `trusted`: whether servers use the code for what it means. One that is not never makes a
    hard bounce.
    `decisive`: whether this reply code says more than an enhanced code without a detail.
    `after`, `scope`, `fixer`, `basis`, `may_duplicate`: the `RetryHint`; a scope of `None` follows
    the command.
    `period`: the period that a limit counts in.
    `commands`: the SMTP commands that it answers, "." for the end of data; none for any.
    `status`, `error_codes`: for an answer of an HTTP API, its status and the codes in its body.
    `twins`: keys of the records of the same event on another channel.
    `source`, `source_url`: where it is documented.
    """

    key: str
    error: type[DeliveryError] | None
    source: str
    source_url: str | None = None
    codes: tuple[int, ...] = ()
    enhanced: EnhancedCode | None = attrs.field(default=None, converter=_enhanced)
    phrase: str = ""
    templates: tuple[Template, ...] = attrs.field(default=(), converter=_templates)
    observed: tuple[Template, ...] = attrs.field(default=(), converter=_templates)
    translated: tuple[Template, ...] = attrs.field(default=(), converter=_templates)
    words: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    status: int | None = None
    error_codes: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
    trusted: bool = True
    decisive: bool = False
    after: timedelta | None = None
    scope: Scope | None = None
    fixer: Fixer = "nobody"
    basis: Basis = "advice"
    may_duplicate: bool = False
    period: timedelta | None = None

    def __repr__(self) -> str:
        return f"<Entry {self.key}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def provider(self) -> str | None:
        """The provider or server software whose words these are, `None` for the standards."""
        source = self.key.partition(".")[0]
        return None if source in _STANDARDS else source

    @property
    def retry(self) -> RetryHint:
        """The hint on trying again, where the command is not known."""
        return self.hint(None)

    def hint(self, command: str | None, code: int | None = None) -> RetryHint:
        """Return the hint on trying again after this answer, with `code`, to `command`."""
        return RetryHint(
            retryable=self.error is not None and issubclass(self.error, TransientError),
            after=self.after,
            scope=scope_of(command, code, self.scope),
            fixer=self.fixer,
            basis=self.basis,
            may_duplicate=self.may_duplicate,
        )

    def reply(self, **values: object) -> Reply:
        """Return the reply in today's form with these values, as a server sends it.

        Raises `ValueError` for a failure without a reply, and for values that the template does
        not take or that could not be told from the text around them.
        """
        code = self.codes[0] if self.codes else self._any_code()
        wordings = self.templates or self.observed
        text = wordings[0].fill(values) if wordings else (*self.words, self.phrase)[0]
        if self.enhanced:
            text = f"{self.enhanced} {text}"
        return Reply.from_parts(code, text)

    def answer(self, **values: object) -> tuple[int, str, str]:
        """Return status, error code and message with these values, as an HTTP API answers.

        Raises `ValueError` for the record of an SMTP reply, and for values as `reply` does.
        """
        if self.status is None:
            msg = f"{self.key} has no HTTP status"
            raise ValueError(msg)
        message = self.templates[0].fill(values) if self.templates else ""
        return self.status, next(iter(self.error_codes), ""), message

    def _any_code(self) -> int:
        """Return a reply code to go with an enhanced code that the registry ties to none."""
        if self.enhanced is None:
            msg = f"{self.key} has no reply"
            raise ValueError(msg)
        return 100 * self.enhanced.class_ + 50

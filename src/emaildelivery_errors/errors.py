"""The exceptions: one class for each thing that a caller does about a delivery error.

They are plain classes. Every argument of the constructor is a JSON value and stands in `args`, so
an error survives pickle, copy, a process pool and a task queue's JSON. What an argument does not
say is looked up by the error's key when it is asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Final,
    Generic,
    Literal,
    Self,
    TypeVar,
    cast,
    overload,
)

import attrs

from ._hint import RetryHint, scope_of
from ._redact import mask, mask_value, mask_word, printable

if TYPE_CHECKING:
    from ._describe import Description
    from ._entry import Entry
    from ._reply import EnhancedCode, Reply

__all__ = [
    "AccountDisabledError",
    "AuthMechanismError",
    "AuthenticationError",
    "AuthenticationRequiredError",
    "AuthenticationThrottledError",
    "CommandSequenceError",
    "ContentRejectedError",
    "CredentialsRejectedError",
    "DailyLimitError",
    "DeliveryError",
    "DeliveryExpiredError",
    "DomainAuthenticationError",
    "DomainLookupError",
    "DomainNotFoundError",
    "GreylistedError",
    "HostDoesNotAcceptMailError",
    "InvalidAddressError",
    "MailboxBusyError",
    "MailboxDisabledError",
    "MailboxFullError",
    "MailboxMovedError",
    "MailboxNotFoundError",
    "MalformedCredentialsError",
    "MalformedMessageError",
    "MalformedReplyError",
    "MatchedBy",
    "MessageTooLargeError",
    "NetworkError",
    "OutcomeUnknownError",
    "PermanentError",
    "PolicyRejectedError",
    "ProtocolError",
    "RateLimitError",
    "RecipientRefusedError",
    "RecipientSuppressedError",
    "RecipientsRefusedError",
    "RelayDeniedError",
    "ReputationBlockedError",
    "ReverseDNSError",
    "RoutingLoopError",
    "SenderNotAuthorizedError",
    "SenderRejectedError",
    "ServiceUnavailableError",
    "SessionTimeoutError",
    "SpamRejectedError",
    "TLSError",
    "TLSFailedError",
    "TLSRequiredError",
    "TLSUnavailableError",
    "TemporaryAuthenticationError",
    "TooManyConnectionsError",
    "TooManyRecipientsError",
    "TransientError",
    "UnsupportedFeatureError",
    "VirusFoundError",
]

T = TypeVar("T")

MatchedBy = Literal["documented", "observed", "enhanced", "code", "digit", "none"]

# Long enough for any reply that a person wrote, short enough for a line of a log.
_SHOWN: Final = 1000

# OCI counts each started 2 MB of a message as one more email (Oracle, Email Delivery, "Overview").
_BYTES_PER_EMAIL: Final = 2 * 1024 * 1024

# In words that say of a code of dead addresses that it is meant otherwise here.
_NOT_OF_A_DEAD_ADDRESS: Final = frozenset(
    {
        "antispam",
        "blocked",
        "bulk",
        "content",
        "daily",
        "denied",
        "exceeded",
        "filter",
        "filtered",
        "grey",
        "greylist",
        "greylisted",
        "greylisting",
        "hour",
        "hourly",
        "later",
        "listed",
        "member",
        "members",
        "originator",
        "policy",
        "rate",
        "reputation",
        "sender",
        "senders",
        "spam",
        "spamhaus",
        "spammer",
        "suspected",
        "temporarily",
        "temporary",
        "unsolicited",
    }
)

# Names of captured values that tell who somebody is.
_PRIVATE_VALUES: Final = frozenset({"address", "recipient", "user"})


def _number(text: str) -> int:
    """Read digits alone: `int` would take "1_000" and "-1" too."""
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(text)
    return int(text)


class MalformedReplyError(ValueError):
    """What was read is no SMTP reply: no three digits from 200 to 599 at the start.

    `start` is the beginning of what was read, safe to print.
    """

    def __init__(self, start: str, /) -> None:
        self.start: str = printable(mask(start))[:80]
        super().__init__(self.start)

    def __str__(self) -> str:
        return f"not an SMTP reply, which begins with a code from 200 to 599: {self.start!r}"


class argument(Generic[T]):  # noqa: N801, a descriptor that reads like property
    """An argument of the constructor, read from `args`, which is all that travels."""

    def __init__(self, index: int, default: T) -> None:
        self._index = index
        self._default = default

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: "DeliveryError", owner: type) -> T: ...
    def __get__(self, instance: "DeliveryError | None", owner: type) -> Self | T:
        if instance is None:
            return self
        args = instance.args
        return args[self._index] if self._index < len(args) else self._default


class value(Generic[T]):  # noqa: N801
    """A value that the reply named, converted: `None` where it named none, or an odd one."""

    def __init__(self, convert: Callable[[str], T]) -> None:
        self._convert = convert

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: "DeliveryError", owner: type) -> T | None: ...
    def __get__(self, instance: "DeliveryError | None", owner: type) -> Self | T | None:
        if instance is None:
            return self
        text = instance.values.get(self._name)
        if text is None:
            return None
        try:
            return self._convert(text)
        except ValueError:
            return None


class DeliveryError(Exception):
    """A message, or a step of its delivery, was refused or failed.

    Caught by every `except DeliveryError`; raised as one of the classes below. Two errors are
    never equal; compare their `key`, `reply` or `args`. All arguments stand in `args` and are read
    from there, so a subclass has the same constructor.

    `key`: stable name of what happened, such as `oci.rate_per_minute`; made for logs.
    `code`: the reply code (RFC 5321 section 4.2), `None` for an error without a reply.
    `matched_by`: how it was recognised: by the words that a provider documents (`"documented"`),
    by words seen on the wire or in a server's source (`"observed"`), by the enhanced code, the
    code, or the first digit alone. `"none"` for an error without a reply.
    `command`: the SMTP command that was answered, `"."` for the end of data, or `None`.
    `recipients`, `sender`: envelope addresses that the error concerns, as far as known.
    `accepted`: whether the server took the message for these recipients, `None` if unknown.
    `doubtful`: the circumstances speak against a dead address, whatever the server said.
    """

    def __init__(  # noqa: PLR0913, PLR0917, the arguments are what travels
        self,
        key: str,
        code: int | None = None,
        message: str = "",
        values: dict[str, str] | None = None,
        matched_by: MatchedBy = "none",
        command: str | None = None,
        recipients: list[str] | tuple[str, ...] = (),
        sender: str | None = None,
        accepted: bool | None = False,  # noqa: FBT001, FBT002, positional like all of them
        truncated: bool = False,  # noqa: FBT001, FBT002
        doubtful: bool = False,  # noqa: FBT001, FBT002
        /,
        *surplus: object,
    ) -> None:
        # `BaseException.__new__` has put them all in `args`. `surplus` is from a newer release;
        # it stays in there for the next process to read.
        pass

    key: argument[str] = argument(0, "")
    code: argument[int | None] = argument(1, None)
    _message: argument[str] = argument(2, "")
    _values: argument[dict[str, Any] | None] = argument(3, None)
    matched_by: argument[MatchedBy] = argument(4, "none")
    command: argument[str | None] = argument(5, None)
    _recipients: argument[Sequence[str]] = argument(6, ())
    sender: argument[str | None] = argument(7, None)
    accepted: argument[bool | None] = argument(8, default=False)
    _truncated: argument[bool] = argument(9, default=False)
    _doubtful: argument[bool] = argument(10, default=False)

    @property
    def values(self) -> dict[str, str]:
        """What the server's words named, exactly as sent, such as `{"limit": "10"}`."""
        # A newer release may have other values than strings.
        given = self._values or {}
        return {str(name): str(text) for name, text in given.items() if text is not None}

    @property
    def reply(self) -> "Reply | None":
        """What the server answered, `None` for an error without a reply."""
        return self._said[0]

    @property
    def enhanced(self) -> "EnhancedCode | None":
        """The enhanced status code (RFC 3463) of the reply or of a delivery report, if any."""
        return self._said[1]

    @property
    def text(self) -> str:
        """The server's words without the codes; without a reply, the client's words."""
        return self._said[2]

    @property
    def _said(self) -> "tuple[Reply | None, EnhancedCode | None, str]":
        """The reply, if there was one, the enhanced code and the words."""
        from ._reply import Reply, split_enhanced

        message = str(self._message or "")
        if self.code is not None:
            with suppress(MalformedReplyError):  # made by hand
                reply = Reply.from_parts(self.code, message)
                if self._truncated:  # what is left of it is short enough
                    reply = attrs.evolve(reply, truncated=True)
                return reply, reply.enhanced, reply.text
        # A delivery report may have had the enhanced code alone.
        is_http = "status" in (self._values or {})
        if self.matched_by == "none" or is_http:
            return None, None, message
        enhanced, words = split_enhanced(message)
        return None, enhanced, words

    @property
    def entry(self) -> "Entry | None":
        """The record of what happened, `None` if this release does not know the key."""
        from ._catalog import CATALOG

        return CATALOG.get(self.key)

    @property
    def provider(self) -> str | None:
        """Whose documentation or source has the text. Not who answered: others say the same."""
        entry = self.entry
        return None if entry is None else entry.provider

    @property
    def docs_url(self) -> str | None:
        """Address of the page that documents the error."""
        entry = self.entry
        return None if entry is None else entry.source_url

    @property
    def recipients(self) -> tuple[str, ...]:
        """Addresses that the caller said, else the one that the reply names."""
        if not self._recipients and "recipient" in self.values:
            return (self.values["recipient"],)
        return tuple(self._recipients or ())

    @property
    def recipient(self) -> str | None:
        """The address, if the error concerns exactly one."""
        recipients = self.recipients
        return recipients[0] if len(recipients) == 1 else None

    # Whether errors of the class mean that the address of a recipient is dead.
    _dead_address: ClassVar[bool] = False

    @property
    def hard_bounce(self) -> bool:
        """Whether the recipient's address cannot receive mail: strike it off the list.

        Careful, as a wrong yes loses a customer: never for the sender, the account or the
        content, and never by a reply code that servers use for other things as well.
        """
        entry = self.entry
        if not self._dead_address or (entry is not None and not entry.trusted):
            return False
        if self._doubtful or self._speaks_of_something_else:
            return False
        if self.retry.scope == "recipient":
            return True
        # The end of data may concern any of several recipients.
        one = self.command in {None, ".", "BDAT"} and self.recipient is not None
        return one and (entry is None or entry.scope in {None, "recipient"})

    @property
    def _speaks_of_something_else(self) -> bool:
        """Whether the server's words are of a rate, a filter, a list, or of the sender's address.

        Servers use codes of dead addresses for those.
        """
        if self.matched_by in {"documented", "observed"}:
            return False
        text = self.text.lower()
        sender, recipient = (self.sender or "").lower(), (self.recipient or "").lower()
        if sender and sender in text and recipient not in text:
            return True
        # By "user unknown" the words themselves made the record.
        said = [] if self.matched_by == "code" else [w for w in text.split() if "@" not in w]
        folded = "".join(char if char.isalnum() else " " for char in " ".join(said))
        return not _NOT_OF_A_DEAD_ADDRESS.isdisjoint(folded.split())

    @property
    def retryable(self) -> bool:
        """Whether the same message can succeed later without anybody changing anything."""
        return False

    @property
    def retry(self) -> RetryHint:
        """Whether and when to try again, what to hold back meanwhile, and who must act."""
        entry = self.entry
        if entry is not None:
            return entry.hint(self.command, self.code)
        # The key is from a newer release. What the class promises still holds.
        return RetryHint(retryable=self.retryable, scope=scope_of(self.command, self.code))

    @property
    def retry_after(self) -> timedelta | None:
        """The least wait before trying again, `None` for "use your own backoff"."""
        return self.retry.after

    def describe(self, locale: str | None = None) -> "Description":
        """Say what happened, why and what to do, with the values of this error filled in.

        The locale is the argument's, else that of `use_locale`, else that of
        `set_default_locale`, else English. Values are printable but not masked.
        """
        from ._describe import describe_error

        return describe_error(self, locale)

    def to_dict(self, *, redact: bool = True) -> dict[str, Any]:
        """Return JSON values under stable names; `docs/reference.md` lists them.

        With `redact` local parts of addresses and tails of OCIDs are masked.
        """
        hide, hide_value = (mask, mask_value) if redact else (str, str)
        retry = self.retry
        enhanced = self.enhanced
        return {
            "schema": 1,
            "key": self.key,
            "error": type(self).__name__,
            "code": self.code,
            "enhanced": enhanced and str(enhanced),
            "text": self._masked_text() if redact else self.text,
            "values": {
                name: hide_value(text) if name in _PRIVATE_VALUES else hide(text)
                for name, text in self.values.items()
            },
            "provider": self.provider,
            "matched_by": self.matched_by,
            "command": self.command,
            "recipients": [hide_value(recipient) for recipient in self.recipients],
            "sender": self.sender and hide_value(self.sender),
            "accepted": self.accepted,
            "hard_bounce": self.hard_bounce,
            "retry": {
                "retryable": retry.retryable,
                "after": retry.after and retry.after.total_seconds(),
                "scope": retry.scope,
                "fixer": retry.fixer,
                "basis": retry.basis,
                "may_duplicate": retry.may_duplicate,
            },
            "docs_url": self.docs_url,
        }

    def log_fields(self, *, redact: bool = True) -> dict[str, Any]:
        """Return flat fields for `logging`'s `extra=` or a structured log.

        All names begin with `delivery_`, so none is one that `logging` reserves. Strings are
        printable and capped. With `redact` addresses and OCIDs are masked.
        """
        facts = self.to_dict(redact=redact)
        retry = facts["retry"]
        request_id = self.values.get("request_id")
        return {
            "delivery_key": printable(self.key),
            "delivery_error": facts["error"],
            "delivery_code": self.code,
            "delivery_enhanced": facts["enhanced"],
            "delivery_request_id": request_id and printable(request_id),
            "delivery_text": printable(facts["text"][:_SHOWN]),
            "delivery_matched_by": self.matched_by,
            "delivery_command": self.command,
            "delivery_recipients": [printable(r[:_SHOWN]) for r in facts["recipients"]],
            "delivery_sender": facts["sender"] and printable(facts["sender"][:_SHOWN]),
            "delivery_accepted": self.accepted,
            "delivery_hard_bounce": self.hard_bounce,
            "delivery_retryable": retry["retryable"],
            "delivery_retry_after": retry["after"],
            "delivery_scope": retry["scope"],
        }

    def _masked_text(self) -> str:
        text = self.text
        for address in {*self.recipients, self.sender or ""}:
            # Servers name a mailbox without its domain as well.
            local_part = address.rpartition("@")[0]
            text = mask_word(mask_word(text, address), local_part)
        for name, private in self.values.items():
            # Values have no certain shape: `<john>` is an invalid address, and a private one.
            if name in _PRIVATE_VALUES:
                text = mask_word(text, private)
        return mask(text)

    def __str__(self) -> str:
        """Return one printable line, masked: key, codes and the server's words."""
        values = self.values
        http = [values.get("status"), values.get("error_code")]
        words = [f"{self.key}:", self.code, *http, self.enhanced, self._masked_text()]
        line = " ".join(str(word) for word in words if word)
        return printable(line if len(line) <= _SHOWN else line[:_SHOWN] + "…")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {printable(self.key)}>"


class TransientError(DeliveryError):
    """The same message can succeed later without anybody changing anything.

    Send it again later, with growing waits, for some days at most.
    """

    @property
    def retryable(self) -> bool:
        """True."""
        return True


class PermanentError(DeliveryError):
    """The same message cannot succeed unless somebody changes something.

    Do not send the same again; read the server's words.
    """


class AuthenticationError(DeliveryError):
    """Topic: the login failed, or there was none."""


class TLSError(DeliveryError):
    """Topic: the encryption of the connection."""


class ProtocolError(DeliveryError):
    """Topic: client and server do not speak SMTP to each other as agreed.

    Raised as itself, with the key `smtp.malformed`, for what was no reply at all: check host,
    port and TLS mode.
    """


class OutcomeUnknownError(DeliveryError):
    """The message may have been taken: the session failed before or after the server's answer.

    Not retryable by itself: decide whether twice is better than never.
    """


class RateLimitError(TransientError):
    """More mail than the account, or the server, takes in a period.

    Hold all mail of that scope (`retry.scope`) for `retry_after`, then send more slowly.
    """

    limit: value[int] = value(_number)

    @property
    def period(self) -> timedelta | None:
        """The period that the limit counts in."""
        entry = self.entry
        return None if entry is None else entry.period

    def fits(self, recipients: int, size: int = 0) -> bool | None:
        """Tell whether a message could ever pass this limit, `None` if that is not known.

        `recipients` is their number, `size` the message's in octets. OCI counts one email for
        each recipient and started 2 MB, so a message to eleven never passes a limit of ten.
        """
        if self.limit is None or self.provider != "oci":
            return None
        emails = recipients * max(1, -(-size // _BYTES_PER_EMAIL))
        return emails <= self.limit


class DailyLimitError(RateLimitError):
    """The limit of a day is used up.

    Hold the mail for hours: put it into a queue, do not sleep.
    """


class TooManyConnectionsError(TransientError):
    """Too many connections at once.

    Use fewer, and send several messages in each.
    """


class TooManyRecipientsError(TransientError):
    """Too many recipients in one transaction.

    Send to the rest in another one.
    """


class GreylistedError(TransientError):
    """The server puts off mail from senders that it does not know yet.

    Send the same message again, from the same address, after `retry_after`.
    """


class MailboxFullError(TransientError):
    """The recipient's mailbox is over its quota.

    Try again for some days; the recipient can make room.
    """


class MailboxBusyError(TransientError):
    """The recipient's mailbox cannot be reached or used at the moment.

    Send to this recipient again later.
    """


class ServiceUnavailableError(TransientError):
    """The service has trouble of its own.

    Connect anew later.
    """


class SessionTimeoutError(TransientError):
    """The server closed the session because the client was silent for too long.

    Connect anew; do not keep idle connections open.
    """


class NetworkError(TransientError):
    """No connection, or one that broke before the message was complete; here or further on.

    Connect anew later.
    """


class DomainLookupError(TransientError):
    """A name, or something else in a directory, could not be looked up.

    Try again later; if it stays, check the name and its DNS.
    """


class TemporaryAuthenticationError(AuthenticationError, TransientError):
    """The server could not check the login; nothing is said against the password.

    Log in again later, and do not ask for another password.
    """


class AuthenticationThrottledError(AuthenticationError, TransientError):
    """Logins are blocked for a time, after too many that failed.

    Stop logging in, correct the cause, wait.
    """


class TLSUnavailableError(TLSError, TransientError):
    """TLS cannot be started at the moment.

    Try again later; if it stays, check port and TLS mode.
    """


class MailboxNotFoundError(PermanentError):
    """The recipient's mailbox does not exist.

    Strike the address off the list if `hard_bounce`.
    """

    _dead_address = True


class MailboxDisabledError(PermanentError):
    """The recipient's mailbox exists, but takes no mail any more.

    Strike the address off the list if `hard_bounce`.
    """

    _dead_address = True


class MailboxMovedError(PermanentError):
    """The recipient has another address now, which the server's words may name.

    Update the address; strike the old one off the list if `hard_bounce`.
    """

    _dead_address = True


class DomainNotFoundError(PermanentError):
    """The recipient's domain does not exist, or there is no way to it.

    Strike the address off the list if `hard_bounce`.
    """

    _dead_address = True


class HostDoesNotAcceptMailError(PermanentError):
    """The host or domain takes no mail at all.

    Strike the address off the list if `hard_bounce`; in the greeting, try another MX.
    """

    _dead_address = True


class InvalidAddressError(PermanentError):
    """An address is not well-formed: the sender's or the recipient's, as `command` tells.

    Correct it; strike a recipient's off the list if `hard_bounce`.
    """

    address: value[str] = value(str)

    _dead_address = True

    @property
    def hard_bounce(self) -> bool:
        """As of every error. Without a command, the server must have named the recipient."""
        named, recipient = self.address, self.recipient
        if self.retry.scope != "recipient" and named is not None and recipient is not None:
            return super().hard_bounce and named.lower() == recipient.lower()
        return super().hard_bounce


class RecipientSuppressedError(PermanentError):
    """The sending service holds the recipient on its suppression list.

    Strike the address off your list.
    """

    user: value[str] = value(str)

    _dead_address = True


class RecipientRefusedError(PermanentError):
    """The recipient, or the server on its behalf, refuses; whether it exists is not told.

    Do not send this message to it again; keep the address until it is refused for long.
    """


class SenderNotAuthorizedError(PermanentError):
    """This login may not send from this address.

    Tell the administrator: approve the sender, or send from another address.
    """

    address: value[str] = value(str)


class SenderRejectedError(PermanentError):
    """The server does not accept the envelope sender or its domain.

    Correct the sender's address or its DNS.
    """


class RelayDeniedError(PermanentError):
    """The server takes no mail for this domain from you.

    Log in, use your own outgoing server, or check the MX of the domain.
    """


class PolicyRejectedError(PermanentError):
    """The server refuses by a rule of its own, which its words may name.

    Read the words; change the sending or ask the server's postmaster.
    """


class ReputationBlockedError(PermanentError):
    """The client's IP address or domain is on a blocklist, or has a bad reputation.

    Hold all mail to that server and have the administrator get it off the list.
    """


class ReverseDNSError(PermanentError):
    """The client's IP address has no proper name in the reverse DNS.

    Have the administrator set PTR and address records that agree.
    """


class DomainAuthenticationError(PermanentError):
    """SPF, DKIM, DMARC or ARC failed.

    Have the administrator correct the records or the signature of the sender's domain.
    """


class SpamRejectedError(PermanentError):
    """The server takes the message for spam.

    Change the message or the way of sending; the same again makes it worse.
    """


class VirusFoundError(PermanentError):
    """The server found malware in the message.

    Check the attachments and the machine they come from.
    """


class ContentRejectedError(PermanentError):
    """The server refuses the content or its form.

    Change the message.
    """


class MessageTooLargeError(PermanentError):
    """The message is larger than the server or the recipient takes.

    Make it smaller, or send a link.
    """

    size: value[int] = value(_number)
    limit: value[int] = value(_number)


class MalformedMessageError(PermanentError):
    """The message does not follow RFC 5322 or MIME.

    Correct the program that builds it.
    """

    header: value[str] = value(str)


class DeliveryExpiredError(PermanentError):
    """The time for the delivery is over, and the server gave up.

    Find out what stood in the way before you send again.
    """


class RoutingLoopError(PermanentError):
    """The message went in circles between servers.

    Have the administrator correct the forwarding or the DNS.
    """


class CredentialsRejectedError(AuthenticationError, PermanentError):
    """The server does not accept this user name and password.

    Have the credentials corrected; trying on may block the login.
    """


class AccountDisabledError(AuthenticationError, PermanentError):
    """The login is right, but the account is disabled.

    Have the administrator ask the provider; no other password helps.
    """


class AuthenticationRequiredError(AuthenticationError, PermanentError):
    """The server wants a login first.

    Log in before sending.
    """


class MalformedCredentialsError(AuthenticationError, PermanentError):
    """The client built the credentials in a form that the server cannot read.

    Correct the program, or leave the login to a mail library.
    """


class AuthMechanismError(AuthenticationError, PermanentError):
    """The authentication mechanism does not serve: not offered, too weak, or not ready for use.

    Use another mechanism.
    """


class TLSRequiredError(TLSError, PermanentError):
    """The server wants TLS first.

    Call STARTTLS before this command.
    """


class TLSFailedError(TLSError, PermanentError):
    """TLS cannot work as set up: an untrusted certificate, or a port without it.

    Correct port, TLS mode or certificate.
    """


class UnsupportedFeatureError(PermanentError):
    """The server does not offer what the client needs for this message.

    Do without, or use another server.
    """


class CommandSequenceError(ProtocolError, PermanentError):
    """A command came out of order, or is none.

    Correct the client; if all recipients were refused, go by their errors.
    """


class RecipientsRefusedError(DeliveryError, ExceptionGroup[DeliveryError]):
    """Several recipients were refused, each for a reason of its own. A group: `except*` works.

    Where the server closed the session in the middle (421), those not tried are among them.

    Its one argument is the list of their errors, or of what stands in for them in `args`:
    `[class name, args]`, which are JSON values.
    """

    def __new__(cls, errors: Iterable["DeliveryError | Sequence[Any]"], /, *_: object) -> Self:
        """Make the group, which `ExceptionGroup` does here and not in `__init__`."""
        return super().__new__(cls, "recipients refused", [_restore(error) for error in errors])

    def __init__(self, _: Iterable["DeliveryError | Sequence[Any]"], /, *surplus: object) -> None:
        # The same attributes as every error, from the errors in the group.
        vars(self).update(
            key="smtp.recipients_refused",
            code=None,
            _message=", ".join(dict.fromkeys(error.key for error in self._errors)),
            _values=None,
            matched_by="none",
            command="RCPT",
            _recipients=[r for error in self._errors for r in error.recipients],
            sender=None,
            accepted=False,
            _truncated=False,
        )
        self.args: tuple[Any, ...] = (
            [[type(e).__name__, list(e.args)] for e in self._errors],
            *surplus,
        )

    def derive(self, excs: Sequence[DeliveryError], /) -> "RecipientsRefusedError":  # type: ignore[override]
        """Return a group of some of the errors, for `split`, `subgroup` and `except*`."""
        return RecipientsRefusedError(excs)

    def to_dict(self, *, redact: bool = True) -> dict[str, Any]:
        """Return JSON values as every error does, and those of the group under `errors`."""
        errors = [error.to_dict(redact=redact) for error in self._errors]
        return {**super().to_dict(redact=redact), "errors": errors}

    @property
    def _errors(self) -> tuple[DeliveryError, ...]:
        """The exceptions of the group, none of which is a plain group."""
        return cast("tuple[DeliveryError, ...]", self.exceptions)

    @property
    def by_recipient(self) -> dict[str, DeliveryError]:
        """The error of each recipient."""
        return {recipient: error for error in self._errors for recipient in error.recipients}

    def to_retry(self) -> list[str]:
        """Return the recipients to whom the same message can be sent later."""
        return [r for r, error in self.by_recipient.items() if error.retryable]

    def to_drop(self) -> list[str]:
        """Return the recipients to whom this message is not to be sent again as it is.

        Whether the address itself is dead, `by_recipient[address].hard_bounce` tells.
        """
        return [r for r, error in self.by_recipient.items() if not error.retryable]

    @property
    def retryable(self) -> bool:
        """Whether any of the errors is."""
        return any(error.retryable for error in self._errors)

    @property
    def retry(self) -> RetryHint:
        """The hint for those that are retryable: their longest wait and widest scope."""
        hints = [error.retry for error in self._errors]
        hints = [hint for hint in hints if hint.retryable] or hints
        widest = max(hints, key=lambda hint: _SCOPES_BY_WIDTH.index(hint.scope))
        waits = [hint.after for hint in hints if hint.after is not None]
        return RetryHint(
            retryable=self.retryable,
            after=max(waits, default=None),
            scope=widest.scope,
            fixer=widest.fixer,
        )


_SCOPES_BY_WIDTH: Final = ["recipient", "message", "sender", "connection", "server", "account"]


def _restore(error: "DeliveryError | Sequence[Any]") -> DeliveryError:
    """Return the error that an item of a group's `args` stands for."""
    if isinstance(error, DeliveryError):
        return error
    name, args = cast("tuple[str, Sequence[Any]]", error)
    known = {cls.__name__: cls for cls in _subclasses(DeliveryError)}
    return known.get(name, DeliveryError)(*args)  # it may be a class of a newer release


def _subclasses(cls: type[DeliveryError]) -> Iterator[type[DeliveryError]]:
    for subclass in cls.__subclasses__():
        yield subclass
        yield from _subclasses(subclass)

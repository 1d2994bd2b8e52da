"""An email backend of Django's whose failures are typed, one message at a time. Imports Django."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any, Final

from django.core.mail.backends.smtp import EmailBackend as DjangoBackend

from .._catalog import CATALOG
from .._make import with_changes
from ..clients import raise_for_refused, translate_errors
from ..errors import DeliveryError, NetworkError, ServiceUnavailableError, SessionTimeoutError
from ._registry import provider_carried
from .smtplib import SMTP, SMTP_SSL

__all__ = ["EmailBackend"]

# What is wrong concerns the other messages as well: trying each of them makes it worse.
_FOR_ALL: Final = frozenset({"account", "server"})

# The session is over, or may be.
_ENDS_SESSION: Final = frozenset({"connection", "server", "account"})


class EmailBackend(DjangoBackend):
    """Django's SMTP backend with typed errors.

    **Do not send the whole batch again because one message failed**: the others were sent. With
    `on_error` each failure can be dealt with by itself.

    Goes on after a message that was refused, and tells of recipients who were refused although
    others got the message. Each failure is handed to `on_error(message, error)`; without that, the
    first one is raised at the end. `send_messages` returns the number of messages that somebody
    got, as Django's does.

    `provider`: whose replies they are, such as `"oci"`; without one the host's name tells.
    `on_error`: called with the message and its `DeliveryError`.
    Both stand in the `OPTIONS` of `MAILERS`, or are arguments of `get_connection`; a subclass has
    an attribute `provider` and a method `on_error`. Raises `ValueError` for an unknown provider,
    and `TypeError` for an `on_error` that cannot be called.
    """

    provider: str | None = None
    on_error: Callable[[Any, DeliveryError], object] | None = None

    # Django's own.
    connection: Any
    _partial_connection: Any
    fail_silently: bool
    if TYPE_CHECKING:

        def _send(self, email_message: Any) -> bool: ...  # noqa: ANN401

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        provider: str | None = None,
        on_error: Callable[[Any, DeliveryError], object] | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        if provider is not None:
            self.provider = provider
        if on_error is not None:
            self.on_error = on_error
        if self.on_error is not None and not callable(self.on_error):
            msg = f"on_error is a function of message and error, not {self.on_error!r}"
            raise TypeError(msg)
        CATALOG.check_provider(self.provider)

    @property
    def connection_class(self) -> type[SMTP] | type[SMTP_SSL]:
        """The drop-in for smtplib, which loses no reply."""
        return SMTP_SSL if self.use_ssl else SMTP

    def open(self) -> bool | None:
        """Connect and log in. Raises `DeliveryError`, unless `fail_silently`."""
        with translate_errors(provider=self.provider):
            opened: bool | None = super().open()
        return opened

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        """Send messages, and return how many of them somebody got.

        Raises the first `DeliveryError`, after all have been tried, unless there is an `on_error`
        or `fail_silently`.
        """
        batch = _Batch()
        with self._lock:
            was_open = self.connection is not None
            try:
                for message in email_messages or ():
                    self._send_one(message, batch)
            except BaseException:
                # The session may be in the middle of anything.
                self._drop_connection()
                raise
            finally:
                if not was_open:
                    # Each message has had its answer; a failing goodbye changes nothing.
                    with suppress(Exception):
                        self.close()
                self._tell(batch)
        if batch.failures and self.on_error is None and not self.fail_silently:
            raise batch.first()
        return batch.sent

    def _send_one(self, message: Any, batch: "_Batch") -> None:  # noqa: ANN401
        """Send a message, or note why not."""
        if batch.for_all is not None:
            batch.failures.append((message, _for_message(batch.for_all, message)))
            return
        # The server may have closed the session while it was idle, before this batch.
        idle = batch.is_new and self.connection is not None
        try:
            try:
                self._open_loudly()
                sent = self._send_loudly(message)
            except DeliveryError as error:
                if not (idle and _was_lost(error)):
                    raise
                self._drop_connection()
                self._open_loudly()
                sent = self._send_loudly(message)
            batch.sent += sent
            self._raise_for_refused(message)
        except DeliveryError as error:
            batch.failures.append((message, error))
            if error.retry.scope in _FOR_ALL:
                batch.for_all = error
            if error.retry.scope in _ENDS_SESSION or not self._is_connected():
                self._drop_connection()
        batch.is_new = False

    def _open_loudly(self) -> bool:
        """Open a connection if there is none, and raise even if `fail_silently`."""
        silent, self.fail_silently = self.fail_silently, False
        try:
            return bool(self.open())
        finally:
            self.fail_silently = silent

    def _send_loudly(self, message: Any) -> bool:  # noqa: ANN401
        silent, self.fail_silently = self.fail_silently, False
        try:
            with translate_errors(provider=self.provider):
                return bool(self._send(message))
        finally:
            self.fail_silently = silent

    def _raise_for_refused(self, message: Any) -> None:  # noqa: ANN401
        refused: dict[str, tuple[int, bytes]] = {}
        if message.recipients():
            refused = getattr(self.connection, "refused", {})  # of a class of the user's
        provider = self.provider or provider_carried(self.connection)
        raise_for_refused(refused, provider=provider, sender=_envelope_sender(message))

    def _is_connected(self) -> bool:
        return self.connection is not None and self.connection.sock is not None

    def _drop_connection(self) -> None:
        """Close the connection without a goodbye; the next message opens another one."""
        for connection in (self.connection, self._partial_connection):
            if connection is not None:
                connection.close()
        self.connection = self._partial_connection = None

    def _tell(self, batch: "_Batch") -> None:
        """Hand all failures to `on_error`, and then raise what it raised first."""
        if self.on_error is None:
            return
        raised: list[Exception] = []
        for message, error in batch.failures:
            try:
                self.on_error(message, error)
            except Exception as exc:  # noqa: BLE001
                raised.append(exc)
        if raised:
            raise raised[0]


class _Batch:
    """What became of the messages of one `send_messages`."""

    def __init__(self) -> None:
        self.sent = 0
        self.failures: list[tuple[Any, DeliveryError]] = []
        self.for_all: DeliveryError | None = None
        self.is_new = True

    def first(self) -> DeliveryError:
        """Return the first failure, with a note on the others."""
        _, error = self.failures[0]
        if self.sent:
            error.add_note(
                f"{self.sent} messages of the batch were sent: sending it again sends them twice"
            )
        return error


def _was_lost(error: DeliveryError) -> bool:
    return isinstance(error, NetworkError | ServiceUnavailableError | SessionTimeoutError) and (
        error.accepted is False and error.command in {"EHLO", "MAIL", None}
    )


def _for_message(error: DeliveryError, message: Any) -> DeliveryError:  # noqa: ANN401
    """Return an error that concerns another message as well, as that one's."""
    return with_changes(
        error,
        recipients=list(message.recipients()),
        sender=_envelope_sender(message),
        accepted=False,
    )


def _envelope_sender(message: Any) -> str:  # noqa: ANN401
    return parseaddr(message.from_email)[1]

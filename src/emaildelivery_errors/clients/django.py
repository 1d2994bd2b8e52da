"""An email backend of Django's whose failures are typed, one message at a time. Imports Django."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.core.mail.backends.smtp import EmailBackend as DjangoBackend

from .._catalog import CATALOG
from ..clients import raise_for_refused, translate_errors
from ..errors import DeliveryError
from .smtplib import SMTP, SMTP_SSL

__all__ = ["EmailBackend"]

# What is wrong concerns the other messages as well: trying each of them makes it worse.
_FOR_ALL: Final = frozenset({"account", "server"})

# The session is over, or may be.
_ENDS_SESSION: Final = frozenset({"connection", "server", "account"})


class EmailBackend(DjangoBackend):
    """Django's SMTP backend with typed errors.

    Goes on after a message that was refused, and tells of recipients who were refused although
    others got the message. Each failure is handed to `on_error(message, error)`; without that, the
    first one is raised at the end. `send_messages` returns the number of messages that somebody
    got, as Django's does.

    `provider`: whose replies they are, such as `"oci"`.
    `on_error`: called with the message and its `DeliveryError`.
    Both stand in the `OPTIONS` of `MAILERS`, are arguments of `get_connection`, or attributes of
    a subclass. Raises `ValueError` for an unknown provider.
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
        sent = 0
        failures: list[tuple[Any, DeliveryError]] = []
        with self._lock:
            opened = False
            for_all: DeliveryError | None = None
            for message in email_messages:
                error = for_all
                if error is None:
                    try:
                        opened = self._open_loudly() or opened
                        sent += self._send_loudly(message)
                        self._raise_for_refused(message)
                    except DeliveryError as caught:
                        error = caught
                        for_all = error if error.retry.scope in _FOR_ALL else None
                        if error.retry.scope in _ENDS_SESSION or not self._is_connected():
                            self._drop_connection()
                if error is not None:
                    failures.append((message, error))
            if opened:
                self.close()
        self._tell(failures)
        return sent

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
            refused = self.connection.refused
        raise_for_refused(refused, provider=self.provider, sender=message.from_email)

    def _is_connected(self) -> bool:
        return self.connection is not None and self.connection.sock is not None

    def _drop_connection(self) -> None:
        """Close the connection without a goodbye; the next message opens another one."""
        for connection in (self.connection, self._partial_connection):
            if connection is not None:
                connection.close()
        self.connection = self._partial_connection = None

    def _tell(self, failures: list[tuple[Any, DeliveryError]]) -> None:
        if self.on_error is not None:
            for message, error in failures:
                self.on_error(message, error)
        elif failures and not self.fail_silently:
            raise failures[0][1]

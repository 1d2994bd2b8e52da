"""SMTPServer: sockets and threads around sessions, and the faults they meet."""

import asyncio
import contextlib
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from types import TracebackType
from typing import Final, Literal, Self, TypeVar

import attrs

from ._faults import Close, Fault, Situation, To, Usual, What, fault_keys, make_fault
from ._session import GO_ON, Message, Session

__all__ = ["Line", "SMTPServer"]

R = TypeVar("R")

_DOMAIN: Final = "@fault.test"
_LONGEST_LINE: Final = 64 * 1024
_LAST_WORDS: Final = 1.0  # seconds
_JOIN: Final = 0.5  # seconds between two attempts to wake a thread
_STOP: Final = 30.0  # seconds; a thread that takes longer is a bug


@attrs.frozen
class Line:
    """What one side said: `"C"` the client, `"S"` the server. `session` counts from 1."""

    session: int
    side: Literal["C", "S"]
    octets: bytes


class _HangUp(Exception):  # noqa: N818, not an error
    """Ends a session."""


class SMTPServer:
    """A mail server on loopback for tests. It fails when it is told to, and else takes all mail.

    It listens while in its `with` block (or `async with`), on threads of its own::

        with SMTPServer() as server:
            server.fail("oci.rate_per_minute", limit=10, times=2)
            send_newsletter(host=server.host, port=server.port)
            assert len(server.messages) == 1

    `users`: passwords by user name; `None` takes any login.
    `login_required`: refuse mail (530) without a login; by default none is asked for.
    `max_size`: of a message, in octets.
    `tls`: a context for STARTTLS, or for TLS from the start with `tls_on_connect`.
    `timeout`: seconds of a client's silence after which the connection ends.
    `on_message`: is called with each message that was taken, on the session's thread.
    `host`, `port`: where to listen; port 0 takes a free one, which `port` then names.

    `messages`: what was taken. `transcript`: all that was said, credentials included.
    """

    session_class: type[Session] = Session

    def __init__(  # noqa: PLR0913, settings
        self,
        *,
        users: Mapping[str, str] | None = None,
        login_required: bool = False,
        max_size: int = 32 * 1024 * 1024,
        tls: ssl.SSLContext | None = None,
        tls_on_connect: bool = False,
        timeout: float | None = None,
        on_message: Callable[[Message], None] | None = None,
        hostname: str = "mail.example.com",
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.users = users
        self.login_required = login_required
        self.max_size = max_size
        self.tls = tls
        self.tls_on_connect = tls_on_connect
        self.timeout = timeout
        self.on_message = on_message
        self.hostname = hostname
        self.host = host
        self.port: int = port
        self.messages: list[Message] = []
        self.transcript: list[Line] = []
        self._faults: list[Fault] = []
        self._exceptions: list[Exception] = []
        # Functions of the user run inside of it, and may ask the server something.
        self._lock = threading.RLock()
        self._stopping = threading.Event()
        self._listener: socket.socket | None = None
        self._threads: dict[threading.Thread, socket.socket | None] = {}
        self._sessions = 0

    # --- faults and what happened -----------------------------------------------------------

    def fail(  # noqa: PLR0913, each is a way to fail
        self,
        what: What,
        /,
        *,
        at: str | None = None,
        to: To | None = None,
        times: int | None = None,
        after: int = 0,
        delay: float | timedelta = 0,
        close: Close | None = None,
        bytewise: bool = False,
        **values: object,
    ) -> Fault:
        r"""Answer a command with something else than the server would by itself.

        `what`: the key of a record, with its `values` (those left out come from the session); a
        reply such as `"550 no"` or `"550-5.7.1 two\n550 5.7.1 lines"`; `bytes`, sent as they are;
        `None` for silence; `USUAL` for what the server does by itself, but late, slowly, or with a
        hang-up. The keys `net.connection_lost`, `net.outcome_unknown` and `net.timeout` need no
        reply.
        `at`: the command, `"CONNECT"` for the greeting and `"."` for the end of data; a record
        has a stage of its own.
        `to`: for this recipient alone, or several, or those of whom the function says so. Works
        at RCPT, DATA and the end of data.
        `times`: how often, `None` for always: `smtplib` tries LOGIN after PLAIN, and counts twice.
        `after`: how often to answer as usual before.
        `delay`: seconds, or a `timedelta`, before the answer.
        `close`: hang up before the reply, in the middle of it, or after it.
        `bytewise`: send octet by octet.

        What is answered so is not done, even if the reply claims success: the recipient is not
        taken, nor the message, unless the reply to the end of data is missing, because then the
        client cannot know. Faults are asked in the order they were made; one whose `times` are
        over is not asked any more.

        Returns the fault, which counts how often it was `used`. Raises `ValueError` or
        `TypeError` for what cannot be.
        """
        fault = make_fault(
            what,
            values,
            at=at,
            to=to,
            times=times,
            after=after,
            delay=delay,
            close=close,
            bytewise=bytewise,
        )
        with self._lock:
            self._faults.append(fault)
        return fault

    def reset(self) -> None:
        """Forget faults, messages and transcript."""
        with self._lock:
            self._faults.clear()
            self.messages.clear()
            self.transcript.clear()

    def duplicates(self) -> list[tuple[str, str]]:
        """Return message ID and recipient of what was taken more than once.

        Messages without an ID are told apart by their octets.
        """
        with self._lock:
            messages = list(self.messages)
        seen = Counter(
            (str(message.email.get("Message-ID") or message.raw), recipient)
            for message in messages
            for recipient in message.recipients
        )
        return [pair for pair, count in seen.items() if count > 1]

    def take(self, message: Message) -> None:
        """Keep a message."""
        with self._lock:
            self.messages.append(message)
        if self.on_message is not None:
            self.on_message(message)

    @property
    def connections(self) -> int:
        """How many clients are connected."""
        with self._lock:
            return sum(connection is not None for connection in self._threads.values())

    def fault_for(self, situation: Situation) -> Fault | None:
        """Return the fault whose turn it is, and count it."""
        with self._lock:
            for fault in self._faults:
                if fault.happens(situation):
                    return fault
        return _fault_by_address(situation)

    def failed(self, exc: Exception) -> None:
        """Keep an exception of a function of the user's, which `stop` raises."""
        with self._lock:
            self._exceptions.append(exc)

    def ended(self, number: int) -> None:
        """Hear that a session has ended, or said goodbye."""

    # --- life -------------------------------------------------------------------------------

    def start(self) -> None:
        """Listen. Raises `OSError` if the port is taken, `RuntimeError` if it runs already."""
        if self._listener is not None:
            msg = "the server is running already"
            raise RuntimeError(msg)
        listener = socket.create_server((self.host, self.port), backlog=128)
        self.port = listener.getsockname()[1]
        self._stopping.clear()
        self._listener = listener
        self._run(self._listen, listener)

    def stop(self) -> None:
        """End all sessions and threads.

        Raises the first exception that a function of the user's raised in a session.
        """
        self._stopping.set()
        if self._listener is not None:
            _close(self._listener)
            self._listener = None
        deadline = time.monotonic() + _STOP
        while threads := self._others():
            for thread, connection in threads.items():
                if connection is not None:
                    _close(connection)
                thread.join(_JOIN)
            if time.monotonic() > deadline:
                msg = f"sessions do not end: {list(threads)}"
                raise RuntimeError(msg)
        with self._lock:
            exceptions = [*self._exceptions]
            self._exceptions.clear()
        if exceptions:
            raise exceptions[0]

    def _others(self) -> dict[threading.Thread, socket.socket | None]:
        with self._lock:
            threads = dict(self._threads)
        threads.pop(threading.current_thread(), None)
        return threads

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with contextlib.suppress(Exception) if exc else contextlib.nullcontext():
            self.stop()

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # A client on this loop may still have to read.
        with contextlib.suppress(Exception) if exc else contextlib.nullcontext():
            await asyncio.to_thread(self.stop)

    def _run(self, target: Callable[[socket.socket], None], connection: socket.socket) -> None:
        def run() -> None:
            try:
                target(connection)
            finally:
                connection.close()
                with self._lock:
                    del self._threads[threading.current_thread()]

        thread = threading.Thread(target=run, daemon=True, name="smtp-server")
        with self._lock:
            self._threads[thread] = None if target == self._listen else connection
        thread.start()

    def _listen(self, listener: socket.socket) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            self._run(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with self._lock:
            self._sessions += 1
            number = self._sessions
        # The client may be gone at any moment, or speak no TLS.
        with contextlib.suppress(_HangUp, OSError):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.settimeout(self.timeout)
            try:
                _Conversation(self, connection, number, self._stopping).run()
            finally:
                self.ended(number)

    def secured(self, connection: socket.socket) -> None:
        """Know the socket that TLS has put in place of the session's, to close it in the end."""
        with self._lock:
            self._threads[threading.current_thread()] = connection
        if self._stopping.is_set():
            _close(connection)

    def note(self, line: Line) -> None:
        """Keep what was said."""
        with self._lock:
            self.transcript.append(line)


class _Conversation:
    """Moves octets between a socket and a session."""

    def __init__(
        self, server: SMTPServer, connection: socket.socket, number: int, stopping: threading.Event
    ) -> None:
        self._server = server
        self._number = number
        self._stopping = stopping
        self._connect(connection)
        self._session = server.session_class(server, number, tls=False)

    def _connect(self, connection: socket.socket) -> None:
        self._connection = connection
        self._reader = connection.makefile("rb")

    def run(self) -> None:
        """Speak until the session ends."""
        try:
            if self._server.tls is not None and self._server.tls_on_connect:
                self._start_tls()
            self._converse()
        except TimeoutError:
            self._send(f"{self._session.on_timeout()}\r\n".encode())
            self._part()
        finally:
            self._reader.close()
            self._connection.close()

    def _converse(self) -> None:
        session = self._session
        self._reply("CONNECT", "", session.on_connect)
        for line in self._lines():
            if not line.endswith(b"\n"):
                self._skip_line()
                self._send(b"500 5.5.6 Line too long\r\n")
                continue
            text = line.decode("utf-8", "backslashreplace").rstrip("\r\n")
            if session.challenged is not None:
                self._reply("AUTH", text, partial(session.on_challenged, text))
                continue
            verb, _, argument = text.partition(" ")
            verb = verb.upper()
            # "." and "CONNECT" are stages, and no commands.
            verb = "" if verb in {".", "CONNECT"} else verb
            reply = self._reply(verb, argument, partial(session.answer, verb, argument))
            if reply is None:
                continue
            if verb == "DATA" and reply.startswith(GO_ON):
                raw = self._message()
                self._reply(".", "", partial(session.on_message, raw))
            elif verb == "STARTTLS" and reply.startswith("220"):
                self._start_tls()
                session = self._session
            elif verb == "QUIT" and reply.startswith("221"):
                self._part()
                return

    def _start_tls(self) -> None:
        context = self._server.tls
        if context is None:
            raise _HangUp
        self._reader.close()
        secured = context.wrap_socket(
            self._connection, server_side=True, do_handshake_on_connect=False
        )
        self._server.secured(secured)
        self._connect(secured)
        secured.do_handshake()
        self._session = self._server.session_class(self._server, self._number, tls=True)

    def _lines(self) -> Iterator[bytes]:
        while line := self._reader.readline(_LONGEST_LINE):
            self._server.note(Line(self._number, "C", line))
            yield line

    def _message(self) -> bytes:
        """Read to the end of data, and take the stuffing out."""
        lines: list[bytes] = []
        at_start = True  # of a line: long ones come in pieces
        for line in self._lines():
            if at_start and line in {b".\r\n", b".\n"}:
                return b"".join(lines)
            lines.append(line[1:] if at_start and line.startswith(b".") else line)
            at_start = line.endswith(b"\n")
        raise _HangUp

    def _skip_line(self) -> None:
        while line := self._reader.readline(_LONGEST_LINE):
            if line.endswith(b"\n"):
                return
        raise _HangUp

    def _reply(self, stage: str, argument: str, usual: Callable[[], str]) -> str | None:
        """Answer as usual and return the reply, or let a fault happen."""
        situation = self._session.situation(stage, argument)
        fault = self._of_user(lambda: self._server.fault_for(situation))
        if fault is None or isinstance(fault.reply, Usual):
            reply = self._of_user(usual)
            octets = f"{reply}\r\n".encode("utf-8", "backslashreplace")
            if fault is not None:
                self._say(fault, b"" if fault.close == "before" else octets)
            else:
                self._send(octets)
            if reply.startswith("421"):
                self._part()
                raise _HangUp
            return reply
        self._session.challenged = None
        octets = b"" if fault.close == "before" else fault.octets(situation)
        if fault.close == "middle":
            octets = octets[: len(octets) // 2]
        if stage == ".":
            if octets:
                self._session.reset()
            else:
                self._of_user(usual)  # the message is taken, and the client does not learn of it
        self._say(fault, octets)
        if not octets:
            for _ in self._lines():  # silence, until the client goes
                pass
            raise _HangUp
        return None

    def _say(self, fault: Fault, octets: bytes) -> None:
        """Send a reply late, slowly, or with a hang-up."""
        self._stopping.wait(fault.delay.total_seconds())
        if fault.close == "middle" and isinstance(fault.reply, Usual):
            octets = octets[: len(octets) // 2]
        size = 1 if fault.bytewise else len(octets) or 1
        for start in range(0, len(octets), size):
            self._send(octets[start : start + size])
        if fault.close is not None:
            if octets:
                self._part()
            raise _HangUp

    def _of_user(self, function: Callable[[], R]) -> R:
        """Call what may run a function of the user's, whose exceptions `stop` raises."""
        try:
            return function()
        except Exception as exc:
            self._server.failed(exc)
            self._send(b"421 4.3.0 The test server has an exception to tell\r\n")
            raise _HangUp from exc

    def _part(self) -> None:
        """Let the client read the last reply: a close with unread commands would destroy it."""
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)
            self._connection.settimeout(_LAST_WORDS)
            while self._connection.recv(_LONGEST_LINE):
                pass

    def _send(self, octets: bytes) -> None:
        self._server.note(Line(self._number, "S", octets))
        self._connection.sendall(octets)


def _fault_by_address(situation: Situation) -> Fault | None:
    """Return the fault that an address of `fault.test` asks for.

    `oci.rate_per_minute@fault.test` answers RCPT with the record, `550-5.1.1@fault.test` with the
    codes, `drop@fault.test` hangs up; `...+data@fault.test` after the end of data. As the sender,
    at MAIL.
    """
    addresses: tuple[str | None, ...] = {
        "MAIL": (situation.sender,),
        "RCPT": (situation.recipient,),
        ".": situation.recipients,
    }.get(situation.stage, ())
    for address in addresses:
        name, at, domain = (address or "").rpartition("@")
        name, _, when = name.partition("+")
        if at + domain != _DOMAIN or (when == "data") != (situation.stage == "."):
            continue
        if name == "drop":
            return make_fault(None, {}, at=situation.stage, close="before")
        code, _, enhanced = name.partition("-")
        if name in fault_keys():
            return make_fault(name, {}, at=situation.stage)
        if code.isascii() and code.isdecimal() and "200" <= code <= "599" and len(code) == 3:  # noqa: PLR2004
            words = [code, enhanced, "Asked for"]
            return make_fault(" ".join(filter(None, words)), {}, at=situation.stage)
    return None


def _close(connection: socket.socket) -> None:
    # A close alone does not wake a thread that waits.
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()

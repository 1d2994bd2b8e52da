"""An SMTP server on loopback that answers what a test tells it to."""

import socket
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Self

DROP = b"drop"  # close the connection instead of an answer

_DEFAULTS = {
    "CONNECT": b"220 mail.example ESMTP\r\n",
    "EHLO": b"250-mail.example\r\n250 AUTH PLAIN\r\n",
    "AUTH": b"235 2.7.0 ok\r\n",
    "DATA": b"354 go on\r\n",
    "QUIT": b"221 bye\r\n",
}


class Server:
    """Listens while in its `with` block. `answers` has the replies by command, as raw octets.

    "." is the end of data, and `"RCPT b@example.com"` one recipient's own reply.
    """

    def __init__(self, answers: Mapping[str, bytes] | None = None) -> None:
        self.answers: Mapping[str, bytes] = answers or {}
        self.messages = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # A close alone does not wake an accept that waits.
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                try:
                    self._session(connection)
                except OSError:
                    continue  # the client went away

    def _session(self, connection: socket.socket) -> None:
        reader = connection.makefile("rb")
        if not self._answer(connection, "CONNECT"):
            return
        while line := reader.readline():
            words = line.decode("utf-8", "replace").split()
            verb = words[0].upper() if words else ""
            own = f"{verb} {words[1][4:-1]}" if verb == "RCPT" else verb
            if not self._answer(connection, own if own in self.answers else verb):
                return
            go_on = self.answers.get("DATA", b"354").startswith(b"354")
            if verb == "DATA" and go_on:
                while reader.readline() not in {b".\r\n", b""}:
                    pass
                self.messages += 1
                if not self._answer(connection, "."):
                    return
            elif verb == "QUIT":
                return

    def _answer(self, connection: socket.socket, command: str) -> bool:
        answer = self.answers.get(command) or _DEFAULTS.get(command, b"250 ok\r\n")
        if answer == DROP:
            return False
        connection.sendall(answer)
        return True

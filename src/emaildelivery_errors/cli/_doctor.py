"""`emaildelivery-errors doctor`: how far a connection to an endpoint comes, step by step."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from .._endpoint import PORTS, endpoint
from .._redact import printable
from ._printing import facts_of, language_asked, rows, wrong_use

if TYPE_CHECKING:
    from ._examination import Plan, Step

__all__ = ["set_up"]

_EPILOG: Final = """\
The password is read from EMAILDELIVERY_PASSWORD, or asked for on a terminal. Exit status: 0 all
is well (warnings and skipped steps allowed), 1 a step failed, 2 wrong use.
"""

_FAILED: Final = 1
_INTERRUPTED: Final = 130  # as shells say it
_HIGHEST_PORT: Final = 65535
_LONGEST_TIMEOUT: Final = 3600.0
_SHOWN: Final = 1000  # characters of what a server said

_LABELS: Final = {
    "en": {
        "ok": "ok",
        "warning": "warning",
        "failed": "failed",
        "skipped": "skipped",
        "port": "{step}, port {port}",
    },
    "ja": {
        "ok": "OK",
        "warning": "警告",
        "failed": "失敗",
        "skipped": "スキップ",
        "port": "{step}（{port}番ポート）",
    },
}

_STEPS: Final = {
    "en": {
        "name": "name",
        "connection": "connection",
        "greeting": "greeting",
        "tls": "TLS",
        "keywords": "EHLO",
        "login": "login",
        "sender": "sender",
        "recipient": "recipient",
        "message": "test message",
        "mx": "recipient's mail server",
    },
    "ja": {
        "name": "名前解決",
        "connection": "接続",
        "greeting": "接続直後の応答",
        "tls": "TLS",
        "keywords": "EHLO",
        "login": "認証",
        "sender": "送信者",
        "recipient": "受信者",
        "message": "テストメール",
        "mx": "受信者側のメールサーバー",
    },
}

_SENTENCES: Final = {
    "en": {
        "name": "{host} has these addresses: {addresses}",
        "name_of_other": "{host} has these addresses: {addresses}. It is not named like an "
        "endpoint of OCI: a private endpoint, or another server.",
        "reachable": "can be reached.",
        "unreachable": "cannot be reached. Networks often block some ports, 25 above all; one that "
        "works is enough.",
        "greeting": "the server says: {text}",
        "tls": "{version}, {cipher}; the certificate is trusted.",
        "keywords": "the server offers {keywords}",
        "keywords_of_2_mb": "the server offers {keywords}. OCI always announces SIZE 2097152 "
        "(2 MB), even to a tenancy with a higher limit.",
        "login": "the user name and the password are accepted.",
        "sender": "{address} is accepted at MAIL FROM. That is no proof: OCI may judge the header "
        "From at the end of the data.",
        "recipient": "{address} is accepted at RCPT TO. Nothing was sent.",
        "message": "sent to {address}. The server says: {text}",
        "mx": "{exchanger} says: {text}",
        "mx_silent": "{exchanger} does not take mail from here. It is OCI that delivers, not this "
        "computer, so this says little about the delivery.",
        "mx_unknown": "no mail server of {domain} was found from here. It is OCI that delivers, "
        "and OCI that will look for it.",
        "after_failure": "a step that this one needs has failed.",
        "no_user": "no user name (--user or EMAILDELIVERY_USER).",
        "no_sender": "no sender (--sender).",
        "no_recipient": "no recipient (--recipient).",
        "not_asked_for": "nothing is sent without --send-test.",
        "no_dnspython": "needs dnspython: pip install dnspython",
    },
    "ja": {
        "name": "{host}のアドレスは{addresses}です。",
        "name_of_other": "{host}のアドレスは{addresses}です。OCIのエンドポイントの命名規則に"
        "合わないホスト名のため、プライベートエンドポイントまたは別のサーバーとみなします。",
        "reachable": "接続できました。",
        "unreachable": "接続できません。ネットワークによっては、25番をはじめとする一部のポートが"
        "遮断されています。ほかのポートに接続できれば問題ありません。",
        "greeting": "サーバーの応答: {text}",
        "tls": "{version}、{cipher}。証明書を検証できました。",
        "keywords": "サーバーが示した拡張: {keywords}",
        "keywords_of_2_mb": "サーバーが示した拡張: {keywords}。OCIは、上限を引き上げたテナンシに"
        "対しても、常にSIZE 2097152（2MB）を示します。",
        "login": "ユーザー名とパスワードが受け付けられました。",
        "sender": "MAIL FROMで{address}が受け付けられました。ただし、OCIはデータの終わりにヘッダー"
        "Fromを検査することがあるため、送信できるとは限りません。",
        "recipient": "RCPT TOで{address}が受け付けられました。メールは送信していません。",
        "message": "{address}に送信しました。サーバーの応答: {text}",
        "mx": "{exchanger}の応答: {text}",
        "mx_silent": "ここから{exchanger}にはメールを渡せません。ただし、実際に配信するのはこの"
        "コンピューターではなくOCIのため、配信の可否を示すものではありません。",
        "mx_unknown": "ここからは{domain}のメールサーバーが見つかりません。ただし、実際に"
        "メールサーバーを検索して配信するのはOCIです。",
        "after_failure": "前提となる手順が失敗したため、実行していません。",
        "no_user": "ユーザー名が指定されていません（--userまたはEMAILDELIVERY_USER）。",
        "no_sender": "送信者が指定されていません（--sender）。",
        "no_recipient": "受信者が指定されていません（--recipient）。",
        "not_asked_for": "--send-testを指定しない限り、メールは送信しません。",
        "no_dnspython": "dnspythonが必要です: pip install dnspython",
    },
}


def set_up(doctor: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    doctor.set_defaults(run=_doctor)
    doctor.epilog = _EPILOG
    doctor.add_argument(
        "host", metavar="REGION-OR-HOST", help='such as "ap-tokyo-1", or the name of a host'
    )
    doctor.add_argument("--port", type=int, help="only this port (default: 587, 465 and 25)")
    doctor.add_argument(
        "--tls-from-start", action="store_true", help="the port of --port is like 465"
    )
    doctor.add_argument("--ca-file", metavar="FILE", help="certificates to trust, of a private CA")
    doctor.add_argument(
        "--timeout",
        type=float,
        default=10.0,
        metavar="SECONDS",
        help="for each step (default: %(default)g)",
    )
    doctor.add_argument("--user", help="SMTP user name (default: EMAILDELIVERY_USER)")
    doctor.add_argument("--sender", metavar="ADDRESS", help="try an approved sender")
    doctor.add_argument("--recipient", metavar="ADDRESS", help="try a recipient, sending nothing")
    doctor.add_argument(
        "--send-test", action="store_true", help="send a message, to --recipient or to --sender"
    )


def _doctor(args: argparse.Namespace) -> int:
    try:
        try:
            plan = _plan(args)
        except ValueError as wrong:
            return wrong_use(str(wrong))
        return _tell(plan, language_asked(args), as_json=args.json)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _plan(args: argparse.Namespace) -> "Plan":
    """Return what is to be examined. Raises `ValueError` for wrong use."""
    import ssl

    from ._examination import Plan

    host = _host(args.host)
    if args.port is None and args.tls_from_start:
        msg = "--tls-from-start needs --port"
        raise ValueError(msg)
    if args.port is not None and not 1 <= args.port <= _HIGHEST_PORT:
        msg = f"--port {args.port}: ports are 1 to {_HIGHEST_PORT}"
        raise ValueError(msg)
    if not 0 < args.timeout <= _LONGEST_TIMEOUT:
        msg = f"--timeout {args.timeout:g}: more than 0 seconds, {_LONGEST_TIMEOUT:g} at most"
        raise ValueError(msg)
    if args.send_test and not args.sender:
        msg = "--send-test needs --sender"
        raise ValueError(msg)
    for address in filter(None, (args.sender, args.recipient)):
        _check_address(address)
    try:
        context = ssl.create_default_context(cafile=args.ca_file)
    except OSError as error:  # ssl.SSLError is one
        msg = f"--ca-file {args.ca_file}: {error}"
        raise ValueError(msg) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    user = args.user or os.environ.get("EMAILDELIVERY_USER")
    return Plan(
        host=host,
        ports=PORTS if args.port is None else (args.port,),
        context=context,
        tls_from_start=args.tls_from_start,
        seconds=args.timeout,
        user=user,
        password=_password() if user else "",
        sender=args.sender,
        recipient=args.recipient,
        send_test=args.send_test,
    )


def _host(text: str) -> str:
    """Return the host of a region, or the one that is named. Raises `ValueError`."""
    if "/" in text or text.count(":") == 1:  # an IPv6 address has more
        msg = f"{text} is no host name; a port goes to --port"
        raise ValueError(msg)
    if "." in text or ":" in text or text == "localhost":
        return text.removesuffix(".")
    return endpoint(text).host


def _check_address(address: str) -> None:
    local_part, _, domain = address.rpartition("@")
    if not (local_part and domain and address.isascii() and address.isprintable()) or any(
        char in " <>" for char in address
    ):
        msg = f"no address, or one that is not in ASCII: {address}"
        raise ValueError(msg)


def _password() -> str:
    """Return the password, which is no argument: those are seen by everybody on the computer."""
    password = os.environ.get("EMAILDELIVERY_PASSWORD")
    if password is None and sys.stdin is not None and sys.stdin.isatty():
        try:
            password = getpass.getpass()
        except EOFError:
            password = ""
    if not password:
        msg = "no password: set EMAILDELIVERY_PASSWORD"
        raise ValueError(msg)
    return password


def _tell(plan: "Plan", language: str, *, as_json: bool) -> int:
    from ._examination import examine

    steps: list[Step] = []
    for step in examine(plan):
        steps.append(step)
        if not as_json:
            print("\n".join(_lines(step, language)), flush=True)
    if as_json:
        print(json.dumps([_facts(step, language) for step in steps], indent=2))
    return _FAILED if any(step.status == "failed" for step in steps) else 0


def _lines(step: "Step", language: str) -> Iterator[str]:
    label = _LABELS[language]
    name = _STEPS[language][step.name]
    if step.port is not None:
        name = label["port"].format(step=name, port=step.port)
    yield f"[{label[step.status]}] {name}: {_sentence(step, language)}"
    if step.error is not None:
        told = rows(step.error, language)
        if step.name == "mx":  # what to do is OCI's business, who delivers
            told = told[:2]
        for row in told:
            yield f"    {row[:_SHOWN]}"


def _sentence(step: "Step", language: str) -> str:
    """Return what a step says in one line; a failure without words of its own has the error's."""
    if not step.says:
        return step.error.describe(language).title if step.error is not None else ""
    values = {name: printable(value[:_SHOWN]) for name, value in step.values.items()}
    return _SENTENCES[language][step.says].format(**values)


def _facts(step: "Step", language: str) -> dict[str, Any]:
    return {
        "step": step.name,
        "port": step.port,
        "status": step.status,
        "reason": step.says,
        "text": _sentence(step, language),
        "error": None if step.error is None else facts_of(step.error, language),
    }

"""Postfix itself relays into the test server: what the rules of check-postfix say comes true.

Each instance has its own directory and port; that of the machine is not touched. What Postfix logs
and the bounces that it writes are kept in `data/postfix`, with neutral names. A file that is
missing there is written, and the test fails once.
"""

import contextlib
import glob
import os
import pwd
import re
import shutil
import smtplib
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
import trustme

from emaildelivery_errors.cli._main_cf import parse
from emaildelivery_errors.cli._postfix_rules import RULES, check
from emaildelivery_errors.testing import OCIServer
from test_check_postfix import applied

POSTFIX = shutil.which("postfix", path=os.environ.get("PATH", "") + ":/usr/sbin")
DATA = Path(__file__).parent / "data/postfix"
PLUGINS = [f"/usr/lib{part}/sasl2/libplain.so*" for part in ("", "64", "/*")]


def missing() -> str | None:
    if POSTFIX is None:
        return "Postfix is not installed"
    if os.geteuid():
        return "only root can start Postfix"
    if not any(map(glob.glob, PLUGINS)):
        return "Cyrus SASL has no plugin for PLAIN here"
    return None


pytestmark = pytest.mark.skipif(missing() is not None, reason=str(missing()))

MASTER_CF = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""

# What a private instance needs. Bounces go to a file.
MAIN_CF = """\
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
maillog_file = {home}/maillog
maillog_file_prefixes = {home}
myhostname = mx.example.com
myorigin = example.com
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
smtp_dns_support_level = disabled
smtp_helo_timeout = 2s
virtual_mailbox_domains = bounces.example.com
virtual_mailbox_base = {home}/mail
virtual_mailbox_maps = static:bounces
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
"""

SENDER = "app@bounces.example.com"
RECIPIENT = "recipient@example.net"

GOOD: Final[Mapping[str, str]] = {
    "relayhost": "[127.0.0.1]:{port}",
    "smtp_tls_security_level": "encrypt",
    "smtp_sasl_auth_enable": "yes",
    "smtp_sasl_password_maps": "texthash:{home}/conf/sasl_passwd",
    "smtp_sasl_tls_security_options": "noanonymous",
    "message_size_limit": "2097152",
}
# As Oracle's page had it, and as it is often copied.
OLD: Final[Mapping[str, str]] = {
    "relayhost": "127.0.0.1:{port}",
    "smtp_use_tls": "yes",
    "smtp_sasl_auth_enable": "yes",
    "smtp_sasl_password_maps": "texthash:{home}/conf/sasl_passwd",
}


@attrs.frozen
class Instance:
    home: Path
    port: int
    smtps: bool

    def send(self, body: str = "Hello\r\n", *others: str) -> None:
        with smtplib.SMTP("127.0.0.1", self.port, timeout=20) as smtp:
            smtp.sendmail(
                SENDER,
                [RECIPIENT, *others],
                f"From: {SENDER}\r\nTo: {RECIPIENT}\r\nSubject: Order 4711\r\n"
                f"Message-ID: <4711@app.example.com>\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\n"
                f"\r\n{body}",
            )

    def log(self, until: str) -> str:
        """Wait for some words, and return the log up to now."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with contextlib.suppress(FileNotFoundError):
                text = (self.home / "maillog").read_text("utf-8")
                if until in text:
                    return text
            time.sleep(0.05)
        msg = f"no {until!r} in {text}"
        raise AssertionError(msg)


@contextlib.contextmanager
def postfix(settings: Mapping[str, str], server: OCIServer) -> Iterator[Instance]:
    assert POSTFIX
    user = pwd.getpwnam("postfix")
    # Not pytest's own directory, which other users cannot enter.
    home = Path(tempfile.mkdtemp(prefix="postfix-"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, home)
        home.chmod(0o755)
        for name in ("conf", "queue", "data", "mail"):
            (home / name).mkdir()
        for name in ("data", "mail"):
            os.chown(home / name, user.pw_uid, user.pw_gid)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        places = {"home": home, "port": server.port, "uid": user.pw_uid, "gid": user.pw_gid}
        lines = "".join(f"{name} = {value}\n" for name, value in settings.items())
        (home / "conf/main.cf").write_text((MAIN_CF + lines).format_map(places), "utf-8")
        (home / "conf/master.cf").write_text(MASTER_CF.format(port=port), "utf-8")
        place = f"127.0.0.1:{server.port}"
        (home / "conf/sasl_passwd").write_text(
            f"{place} {server.user}:{server.password}\n"
            f"[127.0.0.1]:{server.port} {server.user}:{server.password}\n",
            "utf-8",
        )
        command = [POSTFIX, "-c", str(home / "conf")]
        stack.callback(subprocess.run, [*command, "stop"], capture_output=True, check=False)
        started = subprocess.run([*command, "start"], capture_output=True, check=False)  # noqa: S603
        assert started.returncode == 0, started.stderr
        yield Instance(home, port, server.tls_on_connect)


@attrs.frozen
class Scenario:
    """A way to fail. `rules`: those that name it; `log`: what Postfix says then."""

    log: str
    settings: Mapping[str, str] = GOOD
    change: Mapping[str, str] = attrs.field(factory=dict[str, str])
    rules: tuple[str, ...] = ()
    fault: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    server: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    others: tuple[str, ...] = ()
    octets: int = 0


SMTPS = {"tls_on_connect": True}
SCENARIOS: Final[Mapping[str, Scenario]] = {
    "sent": Scenario("status=sent (250 Ok)"),
    "sent_465": Scenario(
        "status=sent (250 Ok)", change={"smtp_tls_wrappermode": "yes"}, server=SMTPS
    ),
    # Configurations that check-postfix has a rule for.
    "no_mechanism": Scenario(
        "no mechanism available", settings=OLD, rules=("sasl_no_plain", "deprecated_smtp_tls")
    ),
    "no_login": Scenario(
        "535 Authentication required (in reply to MAIL FROM command)",
        change={"smtp_sasl_auth_enable": "no"},
        rules=("sasl_auth_missing",),
    ),
    "mechanism_filtered": Scenario(
        "offered no compatible authentication mechanisms",
        change={"smtp_sasl_mechanism_filter": "login"},
        rules=("sasl_mechanism_filter",),
    ),
    "size_announced": Scenario(
        "exceeds size limit 2097152 of server",
        change={"message_size_limit": "10240000"},
        rules=("size_announced",),
        octets=2_200_000,
    ),
    "certificate_not_verified": Scenario(
        "status=deferred (Server certificate not",
        change={"smtp_tls_security_level": "verify"},
        rules=("tls_no_ca",),
    ),
    "protocols": Scenario(
        "status=deferred (Cannot start TLS",
        change={"smtp_tls_mandatory_protocols": "<=TLSv1.1"},
        rules=("tls_protocols",),
    ),
    "level_unknown": Scenario(
        'fatal: Invalid TLS level "required"',
        change={"smtp_tls_security_level": "required"},
        rules=("tls_level_unknown",),
    ),
    "boolean": Scenario(
        "fatal: bad boolean configuration",
        change={"smtp_sasl_auth_enable": "true"},
        rules=("value_invalid",),
    ),
    # These two need port 465 or 587 for check-postfix to see them.
    "wrappermode_and_may": Scenario(
        "status=deferred (server unavailable or unable to receive mail)",
        change={"smtp_tls_wrappermode": "yes", "smtp_tls_security_level": "may"},
        rules=("tls_level_may",),
        server=SMTPS,
    ),
    "wrappermode_and_starttls": Scenario(
        "status=deferred (Cannot start TLS", change={"smtp_tls_wrappermode": "yes"}
    ),
    "no_wrappermode": Scenario(
        "timed out while receiving the initial server greeting", server=SMTPS
    ),
    # Replies.
    "recipient_unknown": Scenario(
        "status=bounced",
        fault={"what": f"550 5.1.1 <{RECIPIENT}> User unknown", "at": "RCPT"},
    ),
    # Postfix takes the 254 for consent: what it reports is the 503 of DATA, or even success.
    "recipient_suppressed": Scenario(
        "said: 503 Need RCPT command", server={"suppressed": [RECIPIENT]}
    ),
    "one_of_two_suppressed": Scenario(
        f"to=<{RECIPIENT}>", server={"suppressed": [RECIPIENT]}, others=("other@example.net",)
    ),
    "sender_not_authorized": Scenario("status=bounced", server={"approved_senders": ()}),
    "credentials_invalid": Scenario("status=", fault={"what": "oci.credentials_invalid"}),
    "rate_per_minute": Scenario("status=deferred", server={"limit_per_minute": 0}),
    "too_many_connections": Scenario("status=deferred", server={"max_connections": 0}),
    "message_parse_error": Scenario("status=bounced", fault={"what": "oci.message_parse_error"}),
    "server_error": Scenario("status=deferred", fault={"what": "oci.server_error"}),
}


@contextlib.contextmanager
def running(scenario: Scenario) -> Iterator[tuple[OCIServer, Instance]]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    options: dict[str, Any] = {
        "approved_senders": [SENDER],
        "tls": context,
        "tls_required": "tls_on_connect" not in scenario.server,
        **scenario.server,
    }
    with OCIServer(**options) as server:
        if scenario.fault:
            server.fail(scenario.fault["what"], at=scenario.fault.get("at"))
        with postfix({**scenario.settings, **scenario.change}, server) as instance:
            yield server, instance


def neutral(text: str, instance: Instance, server: OCIServer) -> str:
    """Replace what differs from run to run and from machine to machine, and nothing else."""
    host = "smtp.email.ap-tokyo-1.oci.oraclecloud.com"
    port = 465 if instance.smtps else 587
    for old, new in [
        (f"[127.0.0.1]:{server.port}", f"[192.0.2.25]:{port}"),
        ("127.0.0.1[127.0.0.1]", f"{host}[192.0.2.25]"),
        (f"127.0.0.1[192.0.2.25]:{port}", f"{host}[192.0.2.25]:{port}"),
        ("Remote-MTA: dns; 127.0.0.1", f"Remote-MTA: dns; {host}"),
        (str(instance.home / "conf"), "/etc/postfix"),
    ]:
        text = text.replace(old, new)
    # Names of this machine.
    return text.replace(socket.gethostname(), "client.example.com")


def essence(log: str) -> list[str]:
    """Return how each delivery ended, and fatal errors."""
    return sorted(re.findall(r"dsn=\S+ status=.*|fatal: .*", log))


def keep(name: str, text: str) -> str:
    file = DATA / name
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        pytest.fail(f"{file} was missing, and is written")
    return file.read_text("utf-8")


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_postfix_makes_of_it(name: str) -> None:
    scenario = SCENARIOS[name]
    with running(scenario) as (server, instance):
        body = "Hello\r\n" + ("x" * 70 + "\r\n") * (scenario.octets // 72)
        instance.send(body, *scenario.others)
        log = instance.log(scenario.log)
        for other in scenario.others:
            log = instance.log(f"to=<{other}>")
        bounced = "status=bounced" in log
        if bounced:
            log = instance.log("delivered to mailbox")
        assert len(server.messages) == ("status=sent (250" in log)
        # Of the rules that can see it. The server here is no OCI, and its port none of OCI's.
        findings = {
            finding.id for finding in check(parse((instance.home / "conf/main.cf").read_text()))
        }
        assert findings >= set(scenario.rules)
        errors = {id_ for id_ in findings if RULES[id_].level == "error"}
        assert errors <= set(scenario.rules)
        recorded = keep(f"{name}.log", neutral(log, instance, server))
        assert essence(recorded) == essence(neutral(log, instance, server))
        if bounced:
            mail = (instance.home / "mail/bounces").read_text("utf-8")
            kept = keep(f"{name}.eml", neutral(mail.partition("\n")[2], instance, server))
            status = re.compile(r"^(?:Action|Status|Diagnostic-Code):.*(?:\n .*)*", re.MULTILINE)
            assert status.findall(kept) == status.findall(neutral(mail, instance, server))


def test_old_advice_is_deferred_and_the_repaired_file_delivers() -> None:
    with running(SCENARIOS["no_mechanism"]) as (server, instance):
        instance.send()
        instance.log("status=deferred")
        assert server.messages == []
        main_cf = instance.home / "conf/main.cf"
        text = main_cf.read_text("utf-8")
        findings = check(parse(text))
        assert {finding.id for finding in findings} == {
            "relayhost_not_oci", "relayhost_no_brackets", "sasl_no_plain", "size_announced",
            "deprecated_smtp_tls",
        }  # fmt: skip
        main_cf.write_text(applied(text, findings), "utf-8")
        os.utime(main_cf, (1e9, 1e9))
        command = [str(POSTFIX), "-c", str(main_cf.parent)]
        for action in ("reload", "flush"):
            subprocess.run([*command, action], capture_output=True, check=True)  # noqa: S603
        instance.log("status=sent (250 Ok)")
        assert server.messages[0].sender == SENDER

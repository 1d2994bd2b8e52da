"""The rules of `check-postfix`: what in a `main.cf` does not fit OCI Email Delivery."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal

import attrs

from .._endpoint import PORTS, endpoint, provider_of
from ._main_cf import MainCf, Setting, expand, level

__all__ = ["RULES", "Finding", "Rule", "check"]

_POSTCONF: Final = "https://www.postfix.org/postconf.5.html"
_DEPRECATION: Final = "https://www.postfix.org/DEPRECATION_README.html"
_TROUBLESHOOTING: Final = (
    "https://docs.oracle.com/en-us/iaas/Content/Email/Concepts/troubleshooting.htm"
)
_OVERVIEW: Final = "https://docs.oracle.com/en-us/iaas/Content/Email/Concepts/overview.htm"
_POSTFIX_PAGE: Final = "https://docs.oracle.com/en-us/iaas/Content/Email/Reference/postfix.htm"


@attrs.frozen
class Rule:
    """What all findings of a kind share.

    `level`: `"error"` if mail will not go, `"warning"` if it may not, `"note"` if all may be well.
    `basis`: whether what to write is documented, or advice of ours.
    `source`: the page that the reasons come from.
    """

    level: Literal["error", "warning", "note"]
    basis: Literal["documented", "advice"]
    source: str


RULES: Final[Mapping[str, Rule]] = {
    "relayhost_missing": Rule("error", "documented", _POSTFIX_PAGE),
    "relayhost_elsewhere": Rule("note", "advice", f"{_POSTCONF}#relayhost"),
    "relayhost_not_oci": Rule("note", "advice", _OVERVIEW),
    "relayhost_no_brackets": Rule("warning", "documented", f"{_POSTCONF}#relayhost"),
    "relayhost_no_port": Rule("warning", "advice", f"{_POSTCONF}#relayhost"),
    "relayhost_port": Rule("error", "documented", _TROUBLESHOOTING),
    "line_broken": Rule("error", "documented", _POSTCONF),
    "value_broken": Rule("error", "documented", _POSTCONF),
    "value_invalid": Rule("error", "documented", _POSTCONF),
    "tls_wrappermode_missing": Rule("error", "documented", f"{_POSTCONF}#smtp_tls_wrappermode"),
    "tls_wrappermode_not_465": Rule("error", "documented", f"{_POSTCONF}#smtp_tls_wrappermode"),
    "tls_level_unknown": Rule("error", "advice", f"{_POSTCONF}#smtp_tls_security_level"),
    "tls_wrong_side": Rule("error", "advice", _TROUBLESHOOTING),
    "tls_level_missing": Rule("error", "advice", f"{_POSTCONF}#smtp_tls_security_level"),
    "tls_level_none": Rule("error", "advice", f"{_POSTCONF}#smtp_tls_security_level"),
    "tls_level_465": Rule("error", "documented", f"{_POSTCONF}#smtp_tls_wrappermode"),
    "tls_level_may": Rule("warning", "advice", f"{_POSTCONF}#smtp_tls_security_level"),
    "tls_no_ca": Rule("error", "advice", f"{_POSTCONF}#smtp_tls_CAfile"),
    "tls_protocols": Rule("error", "documented", f"{_POSTCONF}#smtp_tls_mandatory_protocols"),
    "sasl_auth_missing": Rule("error", "documented", f"{_POSTCONF}#smtp_sasl_auth_enable"),
    "sasl_passwords_missing": Rule("error", "documented", f"{_POSTCONF}#smtp_sasl_password_maps"),
    "sasl_no_plain": Rule("error", "advice", f"{_POSTCONF}#smtp_sasl_tls_security_options"),
    "sasl_mechanism_filter": Rule("error", "documented", f"{_POSTCONF}#smtp_sasl_mechanism_filter"),
    "size_announced": Rule("warning", "advice", _POSTFIX_PAGE),
    "size_of_mailbox": Rule("warning", "documented", f"{_POSTCONF}#mailbox_size_limit"),
    "deprecated_smtp_tls": Rule("warning", "advice", _DEPRECATION),
    "deprecated_tls": Rule("warning", "documented", _DEPRECATION),
    "deprecated_overridden": Rule("warning", "documented", _DEPRECATION),
    "deprecated_per_site": Rule("warning", "documented", _DEPRECATION),
    "deprecated": Rule("warning", "documented", _DEPRECATION),
    "set_twice": Rule("warning", "documented", _POSTCONF),
}


@attrs.frozen
class Finding:
    """Something that does not fit.

    `id`: a key of `RULES`, which the texts are filed under too.
    `line`: where the setting begins, `None` where it is missing from the file.
    `parameter`, `value`: the setting, as written; `None` where it must not be shown.
    `write`: the lines to write in place of the setting, or to add where `line` is `None`; none of
    them if the setting is to be removed, and `None` if there is nothing to write.
    `words`: what else the texts name.
    """

    id: str
    line: int | None
    parameter: str | None
    value: str | None
    write: tuple[str, ...] | None
    words: Mapping[str, str] = attrs.field(factory=dict[str, str])

    @property
    def rule(self) -> Rule:
        return RULES[self.id]


# ---- What Postfix takes where a file says nothing -----------------------------------------------

_BOOLEANS: Final[Mapping[str, str]] = {
    "smtp_sasl_auth_enable": "no",
    "smtp_tls_wrappermode": "no",
    "tls_append_default_CA": "no",
    "smtp_use_tls": "no",
    "smtp_enforce_tls": "no",
    "smtp_tls_enforce_peername": "yes",
    "lmtp_use_tls": "no",
    "lmtp_enforce_tls": "no",
    "lmtp_tls_enforce_peername": "yes",
    "smtpd_use_tls": "no",
    "smtpd_enforce_tls": "no",
}
_NUMBERS: Final[Mapping[str, str]] = {
    "message_size_limit": "10240000",
    "mailbox_size_limit": "51200000",
}
_DEFAULTS: Final[Mapping[str, str]] = {
    **_BOOLEANS,
    **_NUMBERS,
    "compatibility_level": "0",
    "config_directory": "/etc/postfix",
    "default_database_type": "hash",
    "default_transport": "smtp",
    "mail_name": "Postfix",
    "lmtp_tls_policy_maps": "",
    "lmtp_tls_security_level": "",
    "relayhost": "",
    "sender_dependent_default_transport_maps": "",
    "sender_dependent_relayhost_maps": "",
    "smtp_discard_ehlo_keywords": "",
    "smtp_sasl_mechanism_filter": "",
    "smtp_sasl_password_maps": "",
    "smtp_sasl_security_options": "noplaintext, noanonymous",
    "smtp_sasl_tls_security_options": "$smtp_sasl_security_options",
    "smtp_sasl_tls_verified_security_options": "$smtp_sasl_tls_security_options",
    "smtp_tls_CAfile": "",
    "smtp_tls_CApath": "",
    "smtp_tls_mandatory_protocols": ">=TLSv1",
    "smtp_tls_policy_maps": "",
    "smtp_tls_protocols": ">=TLSv1",
    "smtp_tls_security_level": "",
    "smtpd_tls_security_level": "",
    "transport_maps": "",
}

_YES: Final = frozenset({"true", "on", "1", "y", "enable", "enabled"})  # meant as, never taken as
_NO: Final = frozenset({"false", "off", "0", "n", "disable", "disabled"})


class _Config:
    """A configuration: what is set, else the defaults."""

    def __init__(self, main_cf: MainCf) -> None:
        self.set = {setting.name: setting for setting in main_cf.settings}
        self.written = {
            **_DEFAULTS,
            **{name: setting.value for name, setting in self.set.items()},
        }
        self.broken: list[str] = []
        self._values: dict[str, str] = {}
        for name, default in _DEFAULTS.items():
            try:
                self._values[name] = expand(self.written[name], self.written)
            except ValueError:
                self.broken.append(name)
                self._values[name] = default
        self.smtp_level = self["smtp_tls_security_level"].lower()
        self.destinations = [
            _Destination.of(text) for text in re.split(r"[\s,]+", self["relayhost"]) if text
        ]
        self.port = self.destinations[0].port if self.destinations else ""

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def yes(self, name: str) -> bool:
        return self[name].lower() == "yes"

    def legacy_level(self, prefix: str) -> str | None:
        """Return the TLS level that the obsolete parameters amount to, `None` without any."""
        family = [name for name in _family(prefix) if name in self.set]
        if not family or self[f"{prefix}_tls_security_level"]:
            return None
        if self.yes(f"{prefix}_enforce_tls"):
            peername = f"{prefix}_tls_enforce_peername"
            return "verify" if peername in _BOOLEANS and self.yes(peername) else "encrypt"
        return "may" if self.yes(f"{prefix}_use_tls") else "none"

    def found(self, rule: str, parameter: str, write: str | None = None, **words: str) -> Finding:
        """Return a finding about a parameter, which is to have the value `write`."""
        setting = self.set.get(parameter)
        lines = None if write is None else (f"{parameter} = {write}".rstrip(),)
        line, value = (setting.line, setting.value) if setting else (None, None)
        return Finding(rule, line, parameter, value, lines, words)


@attrs.frozen
class _Destination:
    """Where mail is relayed to, as `relayhost` says it. `port` is empty if it does not say."""

    host: str
    port: str
    bracketed: bool

    @classmethod
    def of(cls, text: str) -> "_Destination":
        if text.startswith("["):
            host, _, port = text[1:].partition("]")
            return cls(host, _port(port.removeprefix(":")), bracketed=True)
        host, _, port = text.partition(":")
        return cls(host, _port(port), bracketed=False)


def _port(text: str) -> str:
    names = {"smtp": "25", "submission": "587", "submissions": "465", "smtps": "465"}
    return names.get(text, text)


def _family(prefix: str) -> tuple[str, ...]:
    """Return the obsolete parameters that a TLS level replaced."""
    names = (f"{prefix}_use_tls", f"{prefix}_enforce_tls", f"{prefix}_tls_enforce_peername")
    return tuple(name for name in names if name in _BOOLEANS)


def check(main_cf: MainCf) -> list[Finding]:
    """Return all that does not fit, in the order in which it is best put right."""
    config = _Config(main_cf)
    return [
        *_relayhost(config),
        *_lines(config, main_cf),
        *_wrappermode(config),
        *_level(config),
        *_protocols(config),
        *_sasl(config),
        *_sizes(config),
        *_deprecated(config),
        *_twice(config, main_cf),
    ]


# ---- The relay ----------------------------------------------------------------------------------

_EXAMPLE_REGION: Final = "ap-tokyo-1"

# What can send mail to a relay in place of `relayhost`.
_OTHER_ROUTES: Final = (
    "transport_maps",
    "sender_dependent_relayhost_maps",
    "sender_dependent_default_transport_maps",
)


def _relayhost(config: _Config) -> Iterator[Finding]:
    usual_port = "465" if config.yes("smtp_tls_wrappermode") else "587"
    if not config.destinations:
        routes = [name for name in _OTHER_ROUTES if config[name]]
        if ":" in config["default_transport"]:
            routes.append("default_transport")
        if routes:
            yield config.found("relayhost_elsewhere", routes[0])
        else:
            host = endpoint(_EXAMPLE_REGION).host
            yield config.found("relayhost_missing", "relayhost", f"[{host}]:{usual_port}")
        return
    ports = {*map(str, PORTS)}
    oci = {place: provider_of(place.host) == "oci" for place in config.destinations}
    wrong_ports = [
        place for place, ours in oci.items() if ours and place.port and place.port not in ports
    ]
    # One line has all repairs, so it is the same for all findings.
    right = ", ".join(
        f"[{place.host}]:{place.port if place.port and place not in wrong_ports else usual_port}"
        for place in config.destinations
    )
    if not all(oci.values()):
        yield config.found("relayhost_not_oci", "relayhost")
    if not all(place.bracketed for place in config.destinations):
        yield config.found("relayhost_no_brackets", "relayhost", right)
    if not all(place.port for place in config.destinations):
        yield config.found("relayhost_no_port", "relayhost", right)
    if wrong_ports:
        yield config.found("relayhost_port", "relayhost", right, port=wrong_ports[0].port)


# ---- What Postfix does not read -----------------------------------------------------------------


def _lines(config: _Config, main_cf: MainCf) -> Iterator[Finding]:
    for line in main_cf.broken:
        yield Finding("line_broken", line, None, None, ())
    for name in config.broken:
        if name in config.set:
            yield config.found("value_broken", name, _DEFAULTS[name])
    for name, default in {**_BOOLEANS, **_NUMBERS}.items():
        value = config[name].lower()
        if name in _NUMBERS:
            valid = value.isascii() and value.isdigit()
            meant = str(_ANNOUNCED) if name == "message_size_limit" else default
        else:
            valid = value in {"yes", "no"}
            meant = "yes" if value in _YES else "no" if value in _NO else default
        if not valid:
            kind = "number" if name in _NUMBERS else "boolean"
            yield config.found("value_invalid", name, meant, kind=kind)


# ---- TLS ----------------------------------------------------------------------------------------

_LEVELS: Final = ("none", "may", "encrypt", "dane", "dane-only", "fingerprint", "verify", "secure")
_MAY_BE_CLEAR: Final = ("may", "dane")
_ASKS_FOR_CA: Final = ("verify", "secure")
_MAY_SINCE: Final = "3.11"  # compatibility level

_VERSIONS: Final = {
    name.lower(): number
    for number, name in enumerate(("SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"))
}
# SSL 2 and 3 are in no current OpenSSL.
_OLDEST: Final = _VERSIONS["tlsv1"]
_NEEDED: Final = _VERSIONS["tlsv1.2"]


def _wrappermode(config: _Config) -> Iterator[Finding]:
    value = config["smtp_tls_wrappermode"].lower()
    if config.port == "465" and value == "no":
        yield config.found("tls_wrappermode_missing", "smtp_tls_wrappermode", "yes")
    elif config.port in {"587", "25"} and value == "yes":
        yield config.found(
            "tls_wrappermode_not_465", "smtp_tls_wrappermode", "no", port=config.port
        )


def _level(config: _Config) -> Iterator[Finding]:
    name, value = "smtp_tls_security_level", config.smtp_level
    if config.legacy_level("smtp"):
        return  # what is said of the obsolete parameters has the level
    if not value:
        try:
            if level(config["compatibility_level"]) >= level(_MAY_SINCE):
                value = "may"
        except ValueError:
            pass  # none that Postfix knows
    wrong = _wrong_level(config, value)
    if wrong:
        yield config.found(wrong, name, "encrypt", level=value)
    asks_for_ca = value in _ASKS_FOR_CA and not config.yes("tls_append_default_CA")
    if asks_for_ca and not config["smtp_tls_CAfile"] and not config["smtp_tls_CApath"]:
        yield config.found(
            "tls_no_ca", "smtp_tls_CAfile", "/etc/ssl/certs/ca-certificates.crt", level=value
        )


def _wrong_level(config: _Config, value: str) -> str | None:
    if not value:
        server_side = any(
            name.startswith("smtpd_tls_") or name in _family("smtpd") for name in config.set
        )
        return "tls_wrong_side" if server_side else "tls_level_missing"
    if value not in _LEVELS:
        return "tls_level_unknown"
    if config.port == "465" and value in {"none", *_MAY_BE_CLEAR}:
        return "tls_level_465"
    if value == "none":
        return "tls_level_none"
    return "tls_level_may" if value in _MAY_BE_CLEAR else None


def _protocols(config: _Config) -> Iterator[Finding]:
    names = ["smtp_tls_mandatory_protocols"]
    if config.smtp_level in _MAY_BE_CLEAR:
        names.append("smtp_tls_protocols")
    for name in names:
        if not _allows_tls_12(config[name]):
            yield config.found("tls_protocols", name, ">=TLSv1.2")


def _allows_tls_12(protocols: str) -> bool:
    """Tell whether a list of protocols, in either syntax, leaves TLS 1.2. An unknown one does not.

    A version that is left out above one that is allowed takes all newer ones with it.
    """
    included: set[int] = set()
    excluded: set[int] = set()
    for word in re.split(r"[\s,:]+", protocols.lower()):
        if not word:
            continue
        sign = next((sign for sign in ("!", ">=", "<=") if word.startswith(sign)), "")
        number = _version(word.removeprefix(sign), hexadecimal=sign not in {"", "!"})
        if number is None:
            return False
        if sign == ">=":
            excluded.update(range(number))
        elif sign == "<=":
            excluded.update(range(number + 1, len(_VERSIONS)))
        else:
            (excluded if sign else included).add(number)
    allowed = [
        number not in excluded and (not included or number in included)
        for number in range(_OLDEST, _NEEDED + 1)
    ]
    return all(allowed[allowed.index(True) :]) if any(allowed) else False


def _version(name: str, *, hexadecimal: bool) -> int | None:
    if hexadecimal and (match := re.fullmatch(r"(?:0x)?0?(2|30[0-4])", name)):
        return 0 if match[1] == "2" else int(match[1][-1]) + 1
    if hexadecimal and name == "0":  # no bound
        return 0
    return _VERSIONS.get(name)


# ---- SASL ---------------------------------------------------------------------------------------

# Each rules PLAIN out, in Cyrus SASL.
_NO_PLAIN: Final = frozenset(
    {"noplaintext", "noactive", "nodictionary", "mutual_auth", "forward_secrecy"}
)


def _sasl(config: _Config) -> Iterator[Finding]:
    if config["smtp_sasl_auth_enable"].lower() == "no":
        yield config.found("sasl_auth_missing", "smtp_sasl_auth_enable", "yes")
    if not config["smtp_sasl_password_maps"]:
        yield config.found(
            "sasl_passwords_missing", "smtp_sasl_password_maps", "hash:/etc/postfix/sasl_passwd"
        )
    # Over TLS these count. The second is for certificates that were verified, and takes its value
    # from the first unless it is set.
    for name in ("smtp_sasl_tls_security_options", "smtp_sasl_tls_verified_security_options"):
        own = name in config.set or name == "smtp_sasl_tls_security_options"
        options = re.split(r"[\s,]+", config[name].lower())
        if own and not _NO_PLAIN.isdisjoint(options):
            yield config.found("sasl_no_plain", name, "noanonymous")
    mechanisms = re.split(r"[\s,]+", config["smtp_sasl_mechanism_filter"].lower())
    if not _lets_plain_pass(mechanisms):
        yield config.found("sasl_mechanism_filter", "smtp_sasl_mechanism_filter", "plain")


def _lets_plain_pass(mechanisms: list[str]) -> bool:
    if not any(mechanisms):
        return True
    for word in mechanisms:
        pattern = word.removeprefix("!")
        # What a file or a table has, nobody can tell from here.
        if pattern == "plain" or pattern.startswith("static:"):
            return pattern == word
        if "/" in pattern or ":" in pattern:
            return True
    return False


# ---- Sizes --------------------------------------------------------------------------------------

_ANNOUNCED: Final = 2 * 2**20


def _sizes(config: _Config) -> Iterator[Finding]:
    limits = [config[name] for name in _NUMBERS]
    if not all(limit.isascii() and limit.isdigit() for limit in limits):
        return
    # More digits than Python reads are no number of octets of this world.
    message, mailbox = (int(limit[:20]) for limit in limits)
    ignored = [word for word in re.split(r"[\s,]+", config["smtp_discard_ehlo_keywords"]) if word]
    if (not message or message > _ANNOUNCED) and "size" not in map(str.lower, ignored):
        yield config.found(
            "size_announced",
            "message_size_limit",
            str(_ANNOUNCED),
            limit=str(message),
            keywords=", ".join([*ignored, "size"]),
        )
    if mailbox and (not message or mailbox < message):
        yield config.found(
            "size_of_mailbox",
            "mailbox_size_limit",
            str(message),
            mailbox=str(mailbox),
            message=str(message),
        )


# ---- Obsolete parameters ------------------------------------------------------------------------

# The parameters that no other replaced, with the version of Postfix that began to warn.
_WITHOUT_SUCCESSOR: Final[Mapping[str, str]] = {
    "smtp_cname_overrides_servername": "3.11",
    "lmtp_cname_overrides_servername": "3.11",
    "smtpd_tls_dh1024_param_file": "3.9",
    "smtpd_tls_eecdh_grade": "3.9",
}


def _deprecated(config: _Config) -> Iterator[Finding]:
    for prefix in ("smtp", "lmtp", "smtpd"):
        successor = f"{prefix}_tls_security_level"
        replaced = config.legacy_level(prefix)
        for setting in _in_order(config, *_family(prefix)):
            words = {
                "successor": successor,
                "warns": "3.11" if setting.name.endswith("peername") else "3.9",
            }
            rule = "deprecated_overridden"
            write: tuple[str, ...] | None = ()
            if replaced:
                rule, right = "deprecated_tls", replaced
                if prefix == "smtp":
                    rule, right = "deprecated_smtp_tls", _for_oci(replaced)
                words["equivalent"] = replaced
                # An empty setting of it elsewhere would have to go as well.
                write = None if successor in config.set else (f"{successor} = {right}",)
                replaced = None  # the others of the family are covered by that
            yield attrs.evolve(config.found(rule, setting.name, **words), write=write)
    for name, maps in (
        ("smtp_tls_per_site", "smtp_tls_policy_maps"),
        ("lmtp_tls_per_site", "lmtp_tls_policy_maps"),
    ):
        for setting in _in_order(config, name):
            words = {"successor": maps, "warns": "3.9"}
            if config[maps] or not setting.value:
                found = config.found("deprecated_overridden", name, **words)
                yield attrs.evolve(found, write=())
            else:
                yield config.found("deprecated_per_site", name, **words)
    for name, warns in _WITHOUT_SUCCESSOR.items():
        for _ in _in_order(config, name):
            yield attrs.evolve(config.found("deprecated", name, warns=warns), write=())


def _for_oci(level_: str) -> str:
    return "encrypt" if level_ in {"none", *_MAY_BE_CLEAR} else level_


def _in_order(config: _Config, *names: str) -> list[Setting]:
    """Return those that are set, in the order of the file."""
    found = [config.set[name] for name in names if name in config.set]
    return sorted(found, key=lambda setting: setting.line)


def _twice(config: _Config, main_cf: MainCf) -> Iterator[Finding]:
    for setting in main_cf.settings:
        last = config.set[setting.name]
        if setting is not last:
            # The value may be of any parameter, and is nobody's business.
            words = {"last": str(last.line)}
            yield Finding("set_twice", setting.line, setting.name, None, (), words)

"""check-postfix: the format of main.cf, the rules, and the command."""

import io
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from emaildelivery_errors.cli import main
from emaildelivery_errors.cli._main_cf import Setting, expand, parse
from emaildelivery_errors.cli._postfix_rules import RULES, Finding, check
from emaildelivery_errors.cli._postfix_texts import texts

POSTCONF = shutil.which("postconf", path=os.environ.get("PATH", "") + ":/usr/sbin")
needs_postfix = pytest.mark.skipif(POSTCONF is None, reason="Postfix is not installed")

GOOD_587 = {
    "relayhost": "[smtp.email.ap-tokyo-1.oci.oraclecloud.com]:587",
    "smtp_tls_security_level": "encrypt",
    "smtp_sasl_auth_enable": "yes",
    "smtp_sasl_password_maps": "hash:/etc/postfix/sasl_passwd",
    "smtp_sasl_tls_security_options": "noanonymous",
    "message_size_limit": "2097152",
}
GOOD_465 = {
    **GOOD_587,
    "relayhost": "[smtp.email.ap-tokyo-1.oci.oraclecloud.com]:465",
    "smtp_tls_wrappermode": "yes",
}


def text_of(settings: dict[str, str | None]) -> str:
    return "".join(f"{name} = {value}\n" for name, value in settings.items() if value is not None)


def with_587(**changes: str | None) -> str:
    return text_of({**GOOD_587, **changes})


def with_465(**changes: str | None) -> str:
    return text_of({**GOOD_465, **changes})


def ids(text: str) -> list[str]:
    return [finding.id for finding in check(parse(text))]


# For each kind of finding, files that have it. All but those of `ALONE` have nothing else.
BAD: dict[str, list[str]] = {
    "relayhost_missing": [with_587(relayhost=None), with_587(relayhost="")],
    "relayhost_elsewhere": [
        with_587(relayhost=None, transport_maps="hash:/etc/postfix/transport"),
        with_587(relayhost=None, sender_dependent_relayhost_maps="hash:/etc/postfix/relays"),
        with_587(relayhost=None, default_transport="smtp:[smtp.example.com]:587"),
    ],
    "relayhost_not_oci": [
        with_587(relayhost="[mail.example.com]:587"),
        with_587(relayhost="[127.0.0.1]:2525"),
        with_587(relayhost="[smtp.email.ap-tokyo-1.oci.oraclecloud.com.example.com]:587"),
        with_587(relayhost=f"{GOOD_587['relayhost']}, [mail.example.com]:587"),
    ],
    "relayhost_no_brackets": [
        with_587(relayhost="smtp.email.ap-tokyo-1.oci.oraclecloud.com:587"),
        with_465(relayhost="smtp.email.ap-tokyo-1.oci.oraclecloud.com:smtps"),
    ],
    "relayhost_no_port": [
        with_587(relayhost="[smtp.us-ashburn-1.oraclecloud.com]"),
        with_465(relayhost="[smtp.us-ashburn-1.oraclecloud.com]"),
    ],
    "relayhost_port": [with_587(relayhost="[smtp.email.ap-tokyo-1.oci.oraclecloud.com]:2525")],
    "line_broken": [
        with_587() + "relayhost\n",
        "= x\n" + with_587(),
        with_587() + "two words = x\n  more\n",
    ],
    "value_broken": [
        with_587(smtp_discard_ehlo_keywords="${mail_name"),
        with_587(smtp_discard_ehlo_keywords="$smtp_discard_ehlo_keywords"),
        with_587(smtp_tls_CAfile="a$"),
        with_587(smtp_tls_CAfile="${{a} ~ {b}?c}"),
        with_587(smtp_tls_CAfile="${{a} <level {b}?c}"),
        with_587(smtp_tls_CAfile="${mail_name?{a}b}"),
        with_587(smtp_tls_CAfile="${mail name}"),
    ],
    "value_invalid": [
        with_587(smtp_sasl_auth_enable="true"),
        with_587(smtp_tls_wrappermode="off"),
        with_587(smtp_tls_wrappermode="perhaps"),
        with_587(message_size_limit="2M"),
        with_587(mailbox_size_limit="\N{DIGIT ZERO}\N{ARABIC-INDIC DIGIT ONE}"),
    ],
    "tls_wrappermode_missing": [
        with_465(smtp_tls_wrappermode=None),
        with_465(smtp_tls_wrappermode="no"),
    ],
    "tls_wrappermode_not_465": [with_587(smtp_tls_wrappermode="yes")],
    "tls_level_unknown": [with_587(smtp_tls_security_level="required")],
    "tls_wrong_side": [
        with_587(smtp_tls_security_level=None, smtpd_tls_security_level="may"),
        with_587(smtp_tls_security_level=None, smtpd_tls_cert_file="/etc/ssl/cert.pem"),
    ],
    "tls_level_missing": [
        with_587(smtp_tls_security_level=None),
        with_587(smtp_tls_security_level="$nothing"),
        with_587(smtp_tls_security_level=None, compatibility_level="3.10"),
        with_587(smtp_tls_security_level=None, compatibility_level="next"),
        with_465(smtp_tls_security_level=""),
    ],
    "tls_level_none": [with_587(smtp_tls_security_level="none")],
    "tls_level_465": [
        with_465(smtp_tls_security_level="may"),
        with_465(smtp_tls_security_level="none"),
        with_465(smtp_tls_security_level=None, compatibility_level="3.11"),
    ],
    "tls_level_may": [
        with_587(smtp_tls_security_level="may"),
        with_587(smtp_tls_security_level="DANE"),
        with_587(smtp_tls_security_level=None, compatibility_level="3.11"),
    ],
    "tls_no_ca": [
        with_587(smtp_tls_security_level="verify"),
        with_465(smtp_tls_security_level="secure"),
    ],
    "tls_protocols": [
        with_587(smtp_tls_mandatory_protocols=value)
        for value in (
            "!TLSv1.2", "TLSv1", "<=TLSv1.1", ">=TLSv1.3", "!SSLv2,!SSLv3,!TLSv1.1", "SSLv3:TLSv1",
            "<=0302", ">=0x0304", "TLS1.2", "!0303", ">= TLSv1.2",
        )
    ],
    "sasl_auth_missing": [
        with_587(smtp_sasl_auth_enable=None),
        with_587(smtp_sasl_auth_enable="No", smtpd_sasl_auth_enable="yes"),
    ],
    "sasl_passwords_missing": [
        with_587(smtp_sasl_password_maps=None),
        with_587(smtp_sasl_password_maps=""),
    ],
    "sasl_no_plain": [
        with_587(smtp_sasl_tls_security_options=None),
        with_587(smtp_sasl_tls_security_options="noanonymous noPlaintext"),
        with_587(smtp_sasl_tls_security_options="$smtp_sasl_security_options"),
        with_587(smtp_sasl_tls_security_options=None, smtp_sasl_security_options="noactive"),
        with_587(smtp_sasl_tls_verified_security_options="mutual_auth"),
    ],
    "sasl_mechanism_filter": [
        with_587(smtp_sasl_mechanism_filter="login"),
        with_587(smtp_sasl_mechanism_filter="!plain, static:all"),
        with_587(smtp_sasl_mechanism_filter="!plain, login"),
    ],
    "size_announced": [
        with_587(message_size_limit=None),
        with_587(message_size_limit="0", mailbox_size_limit="0"),
        with_587(message_size_limit="2097153", smtp_discard_ehlo_keywords="chunking"),
    ],
    "size_of_mailbox": [
        with_587(mailbox_size_limit="2000000"),
        with_587(message_size_limit="62914560", smtp_discard_ehlo_keywords="chunking, SIZE"),
    ],
    "deprecated_smtp_tls": [
        with_587(smtp_tls_security_level=None, smtp_use_tls="yes"),
        with_587(smtp_tls_security_level=None, smtp_use_tls="no"),
        with_587(smtp_tls_security_level=None, smtp_enforce_tls="no"),
        with_587(smtp_tls_security_level=None, smtp_tls_enforce_peername="no"),
    ],
    "deprecated_tls": [
        with_587(smtpd_use_tls="yes"),
        with_587(smtpd_enforce_tls="yes"),
        with_587(lmtp_use_tls="yes"),
        with_587(lmtp_enforce_tls="yes"),
        with_587(lmtp_tls_enforce_peername="yes"),
    ],
    "deprecated_overridden": [
        with_587(smtp_use_tls="yes"),
        with_587(smtp_enforce_tls="no"),
        with_587(smtp_tls_enforce_peername="yes"),
        with_587(smtpd_use_tls="yes", smtpd_tls_security_level="may"),
        with_587(smtp_tls_per_site="hash:/etc/x", smtp_tls_policy_maps="hash:/etc/y"),
        with_587(lmtp_tls_per_site=""),
    ],
    "deprecated_per_site": [
        with_587(smtp_tls_per_site="hash:/etc/x"),
        with_587(lmtp_tls_per_site="hash:/etc/x"),
    ],
    "deprecated": [
        with_587(smtp_cname_overrides_servername="no"),
        with_587(lmtp_cname_overrides_servername="no"),
        with_587(smtpd_tls_dh1024_param_file="/etc/dh.pem"),
        with_587(smtpd_tls_eecdh_grade="strong"),
    ],
    "set_twice": ["relayhost = x\n" + with_587(), with_587() + "secret = 1\nsecret = 2\n"],
}  # fmt: skip

CASES = [
    pytest.param(id_, text, id=f"{id_}-{i}") for id_, t in BAD.items() for i, text in enumerate(t)
]


def applied(text: str, findings: list[Finding]) -> str:
    """Do what findings say: write lines in place of a setting, at the end if it is missing."""
    places = {finding.line: finding.write for finding in findings if finding.write is not None}
    added = [line for finding in findings if finding.line is None for line in finding.write or ()]
    lines: list[str] = []
    skipping = False
    for number, line in enumerate(text.split("\n"), 1):
        blank = not line.strip() or line.strip().startswith("#")
        if not blank and not line[0].isspace():
            skipping = False
        write = places.get(number)
        if write is not None:
            lines += write
            skipping = True
        elif not skipping or blank:
            lines.append(line)
    return "\n".join([*lines, *added, ""])


# ---- The rules -----------------------------------------------------------------------------------


def test_every_rule_has_a_case() -> None:
    assert list(BAD) == list(RULES)


@pytest.mark.parametrize("good", [GOOD_587, GOOD_465], ids=["587", "465"])
def test_a_right_file_has_no_findings(good: dict[str, str]) -> None:
    assert ids(text_of(dict(good))) == []


@pytest.mark.parametrize(
    "right",
    [
        with_587(relayhost="[smtp.email.ap-tokyo-1.oci.oraclecloud.com]:submission"),
        with_587(relayhost="[smtp.email.ap-tokyo-1.oci.oraclecloud.com]:25"),
        with_587(relayhost="[smtp.email.$region.oci.oraclecloud.com]:587", region="ap-osaka-1"),
        with_587(relayhost=f"{GOOD_587['relayhost']} [smtp.us-ashburn-1.oraclecloud.com]:587"),
        with_465(relayhost="[smtp.email.ap-tokyo-1.oci.oraclecloud.com]:submissions"),
        with_587(smtp_tls_security_level="verify", smtp_tls_CApath="/etc/ssl/certs"),
        with_587(smtp_tls_security_level="secure", tls_append_default_CA="yes"),
        with_587(smtp_tls_security_level="fingerprint"),
        with_587(smtp_sasl_tls_security_options=None, smtp_sasl_security_options=""),
        with_587(smtp_sasl_tls_security_options=None, smtp_sasl_security_options="noanonymous"),
        with_587(smtp_sasl_mechanism_filter="login, PLAIN"),
        with_587(smtp_sasl_mechanism_filter="!login, static:all"),
        with_587(smtp_sasl_mechanism_filter="/etc/postfix/mechanisms"),
        with_587(message_size_limit="52428800", smtp_discard_ehlo_keywords="size", mailbox_size_limit="0"),
        with_587(smtpd_tls_security_level="may"),
        with_587(smtp_tls_protocols="!TLSv1.2"),  # asked for by the level may alone
        *(
            with_587(smtp_tls_mandatory_protocols=value)
            for value in (
                "", ">=TLSv1", ">=TLSv1.2", ">=TLSv1.2, <=TLSv1.3", "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1",
                "TLSv1.2:TLSv1.3", "tlsv1.2", ">=0303", ">=0x301 <=303", ">=0", "!TLSv1.3", "!SSLv3",
            )
        ),
    ],
)  # fmt: skip
def test_what_is_right(right: str) -> None:
    assert ids(right) == []


@pytest.mark.parametrize(("rule", "text"), CASES)
def test_each_finding_is_found_alone(rule: str, text: str) -> None:
    found = ids(text)
    assert set(found) == {rule}
    assert len(found) == 1


@pytest.mark.parametrize(("rule", "text"), CASES)
def test_what_is_to_be_written_repairs_the_file(rule: str, text: str) -> None:
    findings = check(parse(text))
    repaired = ids(applied(text, findings))
    if findings[0].write is None:
        assert rule in {"relayhost_elsewhere", "relayhost_not_oci", "deprecated_per_site"}
        assert repaired == [rule]
    else:
        assert repaired == []


def test_all_at_once_is_repaired_in_a_few_steps() -> None:
    bad = [text for text in itertools.chain(*BAD.values()) if len(parse(text).settings) > 4]
    for one, other in itertools.combinations(bad[::3], 2):
        text = one + other
        for _ in range(4):
            findings = check(parse(text))
            text = applied(text, findings)
        left = {finding.id for finding in check(parse(text)) if finding.write is not None}
        assert not left, text


def test_levels() -> None:
    for level, rules in {
        "note": {"relayhost_elsewhere", "relayhost_not_oci"},
        "warning": {"relayhost_no_port", "tls_level_may", "size_announced", "set_twice"},
        "error": {"relayhost_port", "tls_level_465", "sasl_no_plain", "line_broken"},
    }.items():
        assert {RULES[rule].level for rule in rules} == {level}


def test_oracles_page_as_it_was() -> None:
    text = text_of({
        "relayhost": "smtp.us-ashburn-1.oraclecloud.com:587",
        "smtp_use_tls": "yes",
        "smtp_sasl_auth_enable": "yes",
        "smtp_sasl_password_maps": "hash:/etc/postfix/sasl_passwd",
    })  # fmt: skip
    assert ids(text) == [
        "relayhost_no_brackets", "sasl_no_plain", "size_announced", "deprecated_smtp_tls",
    ]  # fmt: skip
    assert ids(applied(text, check(parse(text)))) == []


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"smtp_use_tls": "yes"}, "encrypt"),  # Postfix's own table says may
        ({"smtp_use_tls": "no"}, "encrypt"),
        ({"smtp_enforce_tls": "yes"}, "verify"),  # the name is checked by default
        ({"smtp_enforce_tls": "yes", "smtp_tls_enforce_peername": "no"}, "encrypt"),
        ({"smtp_enforce_tls": "YES", "smtp_use_tls": "yes"}, "verify"),
    ],
)
def test_the_level_that_obsolete_parameters_amount_to(settings: dict[str, str], line: str) -> None:
    findings = check(parse(with_587(smtp_tls_security_level=None, **settings)))
    assert [finding.write for finding in findings] == [
        (f"smtp_tls_security_level = {line}",), *[()] * (len(settings) - 1)
    ]  # fmt: skip


def test_an_empty_level_elsewhere_is_left_to_the_reader() -> None:
    text = with_587(smtp_tls_security_level="", smtp_use_tls="yes", smtpd_tls_security_level="")
    (finding,) = check(parse(text))
    assert (finding.id, finding.write) == ("deprecated_smtp_tls", None)


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ({"smtpd_use_tls": "no"}, "smtpd_tls_security_level = none"),
        ({"smtpd_use_tls": "yes"}, "smtpd_tls_security_level = may"),
        ({"smtpd_enforce_tls": "yes"}, "smtpd_tls_security_level = encrypt"),
        ({"lmtp_use_tls": "yes"}, "lmtp_tls_security_level = may"),
        ({"lmtp_enforce_tls": "yes"}, "lmtp_tls_security_level = verify"),
    ],
)
def test_the_level_of_the_other_sides(setting: dict[str, str], line: str) -> None:
    (finding,) = check(parse(with_587(**setting)))
    assert finding.write == (line,)


def test_says_when_postfix_warns() -> None:
    for name, warns in {"smtp_use_tls": "3.9", "smtp_tls_enforce_peername": "3.11"}.items():
        (finding,) = check(parse(with_587(**{name: "yes"})))
        assert finding.words["warns"] == warns


def test_the_example_of_a_size_keeps_other_keywords() -> None:
    (finding,) = check(
        parse(with_587(message_size_limit=None, smtp_discard_ehlo_keywords="chunking"))
    )
    assert finding.words["keywords"] == "chunking, size"


def test_a_relay_that_is_not_ocis_comes_first_and_the_rest_is_checked() -> None:
    assert ids("relayhost = mail.example.com:2525\nsmtp_tls_security_level = may\n")[:3] == [
        "relayhost_not_oci", "relayhost_no_brackets", "tls_level_may",
    ]  # fmt: skip


# ---- The texts -----------------------------------------------------------------------------------


def test_every_rule_has_texts_in_both_languages() -> None:
    english, japanese = texts("en"), texts("ja")
    assert list(english) == list(japanese) == list(RULES)
    for rule in RULES:
        assert list(english[rule]) == list(japanese[rule]) == ["title", "why", "remedy"]
        for part in ("why", "remedy"):
            assert english[rule][part].endswith(".")
            assert japanese[rule][part].endswith("。")
        assert not english[rule]["title"].endswith(".")
        assert not japanese[rule]["title"].endswith("。")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("rule", "text"), CASES)
def test_texts_are_filled_in(
    rule: str, text: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "main.cf"
    file.write_text(text, "utf-8")
    status = 0 if RULES[rule].level == "note" else 1
    assert main(["check-postfix", "--locale", language, str(file)]) == status
    printed = capsys.readouterr().out
    assert f"[{rule}]" in printed
    assert RULES[rule].source in printed
    assert main(["check-postfix", "--locale", language, "--json", str(file)]) == status
    (facts,) = json.loads(capsys.readouterr().out)
    assert facts["id"] == rule
    assert facts["description"]["locale"] == language
    for part in ("title", "why", "remedy"):
        assert facts["description"][part]
        assert "{" not in facts["description"][part]
        assert facts["description"][part] in printed
    for line in facts["write"] or ():
        assert f"    {line}\n" in printed


def test_the_wrong_side_is_explained() -> None:
    for language in ("en", "ja"):
        why = texts(language)["tls_wrong_side"]["why"]
        assert "smtpd_tls_security_level" in why
        assert "Oracle" in why


# ---- The format ----------------------------------------------------------------------------------


def test_logical_lines() -> None:
    text = (
        "   of nothing = ignored\n"  # 1
        "one = 1\n"
        "\n"
        "  # a comment inside\n"
        "\t2 # no comment\n"  # 5
        "# a comment at the margin\n"
        "  3  \n"
        "two=\n"
        "three = a = b\n"
        "no setting\n"  # 10
        "  = more of it\n"
        " \f\n"
        "f\u3000ur = \u3000x\r\n"  # 13
        "one = again"
    )
    main_cf = parse(text)
    assert main_cf.settings == (
        Setting("one", "1\t2 # no comment  3", 2),
        Setting("two", "", 8),
        Setting("three", "a = b", 9),
        Setting("f\u3000ur", "\u3000x", 13),
        Setting("one", "again", 14),
    )
    assert main_cf.broken == (10,)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("$a ${a} $(a) $a-$a", "x x x x-x"),
        ("$$a $$$a", "$a $x"),
        ("${a?yes} ${a:no} ${e?yes} ${e:no} ${u?yes} ${u:no}", "yes   no  no"),
        ("${ a } ${ a ?{y}} ${ }|", "x y |"),
        ("${a?{y}:{n}} ${e?{y}:{n}} ${e:{y}}", "y n y"),
        ("${a? {y} : {n} } ${e?{y}:n:n}", "y n:n"),
        ("${a?b?c:d} ${a?{$b}}", "b?c:d x"),
        ("$(a?{y}:{n}) $(a?)|", "y |"),
        ("$undefined|", "|"),
        ("${{$a} == {x} ? {same} : {other}}", "same"),
        ("${{10} > {9}?{n}:{s}} ${{10} > {9x}?{n}:{s}} ${{007} == {7}?{n}:{s}}", "n s n"),
        ("${{3.10} <level {3.9}?{y}:{n}} ${{3.10} >=level {3.9}?{y}:{n}}", "n y"),
        ("${{a} != {b}}", "true"),
        ("$c", None),
        ("$ a", None),
        ("${}", None),
        ("${a", None),
        ("${a b}", None),
        ("${{a} b}", None),
        ("${{a} == b}", None),
        ("${a?{b}c}", None),
    ],
)
def test_expand(value: str, expected: str | None) -> None:
    values = {"a": "x", "b": "$a", "c": "$d", "d": "$c", "e": ""}
    if expected is None:
        with pytest.raises(ValueError):  # noqa: PT011, any will do
            expand(value, values)
    else:
        assert expand(value, values) == expected


@pytest.mark.parametrize(
    "values",
    [
        {f"a{i}": f"$a{i + 1}$a{i + 1}" for i in range(90)},  # nothing, 2 ** 90 times
        {**{f"a{i}": f"$a{i + 1}" * 1000 for i in range(9)}, "a9": "x" * 1000},
        {"a0": "${a0?" * 50_000},
        {"a0": "${a1?{" * 3_000 + "x" + "}}" * 3_000, "a1": "1"},
        {"a0": "${{" * 30_000},
        {"a0": "$a1" * 50_000, "a1": "x" * 900_000},
    ],
)
def test_expansion_has_an_end(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"nested|itself|name|end"):
        expand("$a0", values)


def test_large_files_are_checked() -> None:
    """Quadratic time would be a quarter of an hour here, and no run would end."""
    for text in (
        "a",
        "=",
        " ",
        "\n",
        "\n a",
        "a=\n",
        "relayhost=\n",
        "relayhost=,[\n",
        "#\n",
        "$(",
    ):
        assert isinstance(check(parse(text * (10**6 // len(text)))), list)
    for name in ("relayhost", "smtp_tls_mandatory_protocols", "message_size_limit"):
        for unit in ("x ", ",", "9", "!", "[", "]:"):
            assert isinstance(check(parse(f"{name} = " + unit * 50_000)), list)


FRAGMENTS = st.sampled_from(
    [
        *("relayhost", "smtp_use_tls", "smtp_tls_security_level", "message_size_limit", "yes", "may"),
        *("=", " = ", "\n", "\n ", "#", "$", "${", "}", "(", "{", "?", ":", ",", "[", "]", "!", ">="),
        *("\r", "\0", "\f", "\u3000", "\udcff", "TLSv1.2", "smtp.email.ap-tokyo-1.oci.oraclecloud.com"),
    ]
)  # fmt: skip


@given(st.text() | st.lists(FRAGMENTS, max_size=30).map("".join))
def test_any_text_can_be_checked(text: str) -> None:
    for finding in check(parse(text)):
        assert finding.line is None or 1 <= finding.line <= text.count("\n") + 1


NAMES = st.text("abcdefghijklmnopqrstuvwxyz_0123456789", min_size=1, max_size=12)
VALUES = st.text(
    st.characters(codec="utf-8", exclude_characters="\n\0"), max_size=20
).map(lambda value: value.strip(" \t\v\f\r"))  # fmt: skip
NOISE = st.lists(st.sampled_from(["", "   ", "# x = y", "  # x = y", "\t"]), max_size=3)


@given(st.lists(st.tuples(NAMES, VALUES, NOISE, st.sampled_from(["=", " = ", "\t=  "]))))
def test_nothing_is_lost(settings: list[tuple[str, str, list[str], str]]) -> None:
    lines: list[str] = []
    expected = []
    for name, value, noise, equals in settings:
        expected.append(Setting(name, value, len(lines) + 1))
        first, blank, rest = value.partition(" ")
        if blank and rest.strip(" \t\v\f\r")[:1] not in {"", "#"} and first:
            # The blank continues the line.
            lines += [name + equals + first, *noise, blank + rest]
        else:
            lines += [name + equals + value, *noise]
    main_cf = parse("\n".join(lines))
    assert main_cf.settings == tuple(expected)
    assert main_cf.broken == ()


# ---- Postfix itself ------------------------------------------------------------------------------

# These take any text, and nothing else depends on them.
PLAIN = ["relayhost", "smtp_sasl_password_maps", "smtpd_banner", "mydestination", "notify_classes"]


def postconf(text: str, folder: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    assert POSTCONF
    main_cf = folder / "main.cf"
    main_cf.write_bytes(text.encode("utf-8", "surrogateescape"))
    os.utime(main_cf, (1e9, 1e9))  # a file that was just written makes Postfix wait
    (folder / "master.cf").touch()
    return subprocess.run(  # noqa: S603
        [POSTCONF, "-c", str(folder), *options], capture_output=True, check=False, timeout=60
    )


def folded(value: str) -> str:
    """Return a value as postconf prints it: each run of these blanks is one."""
    return re.sub(r"[ \t\r\n]+", " ", value).strip(" ")


def by_postconf(text: str, folder: Path, *options: str) -> dict[str, str] | None:
    done = postconf(text, folder, *options, *PLAIN)
    if done.returncode:
        return None
    lines = done.stdout.decode("utf-8", "surrogateescape").split("\n")
    return {
        name.rstrip(" "): value.removeprefix(" ")
        for name, equals, value in (line.partition("=") for line in lines)
        if equals
    }


def by_us(text: str, *, expanded: bool) -> dict[str, str] | None:
    main_cf = parse(text)
    if main_cf.broken:
        return None
    values = {setting.name: setting.value for setting in main_cf.settings}
    try:
        return {
            name: folded(expand(values[name], values) if expanded else values[name])
            for name in PLAIN
        }
    except ValueError:
        return None


def compare(text: str, folder: Path) -> None:
    # Each is set, so that no default comes in.
    text = "".join(f"{name} = \n" for name in PLAIN) + text
    expected = by_postconf(text, folder, "-x")
    assert by_us(text, expanded=True) == expected
    if expected is not None:
        assert by_us(text, expanded=False) == by_postconf(text, folder)


@needs_postfix
@pytest.mark.parametrize(
    "text",
    [
        "relayhost = a\n  b # c\n# d\n\n   e\n  # f\n g\n",
        "relayhost=a\nrelayhost=b\n",
        "relayhost = a = b\nrelay host = x\n",
        "relayhost\n",
        "= x\n",
        "relayhost = a\0b\n",
        "relayhost = a\r\n\x0cmore\x0c\n",
        "relayhost = \u3000a\u00a0\nsmtpd_banner = \udcff\n",
        "smtpd_banner = $relayhost ${relayhost} $(relayhost) $$relayhost\nrelayhost = x\n",
        "smtpd_banner = ${relayhost?yes}${relayhost:no}\nrelayhost = $nothing\n",
        "smtpd_banner = ${relayhost?{y}:{n}} ${nothing? {y} : {n} } ${nothing?a}|\nrelayhost = x\n",
        "smtpd_banner = ${nothing:{n}} ${relayhost?a:b}\nrelayhost = x\n",
        "smtpd_banner = ${{$relayhost} == {x} ? {same} : {other}}\nrelayhost = x\n",
        "smtpd_banner = ${{10} > {9}?{n}:{s}} ${{10} > {9x}?{n}:{s}} ${{007} == {7}?{n}:{s}}\n",
        "smtpd_banner = ${{3.10} <level {3.9}?{y}:{n}} ${{3.10} >=level {3.9}?{y}:{n}}\n",
        "smtpd_banner = ${{a} != {b}}${{a} <= {b}}${{a} >= {b}}|\n",
        "relayhost = $relayhost\n",
        "relayhost = $\n",
        "relayhost = ${\n",
        "relayhost = ${}\n",
        "relayhost = ${mydestination b}\n",
        "relayhost = ${{a} b}\n",
        "relayhost = ${{a} = {b}}\n",
        "relayhost = ${mydestination?{b}c}\n",
        "relayhost = ${mydestination:{b}c}\n",
        "relayhost = ${mydestination",
        "relayhost = $mydestination.x-y\nmydestination = z$$w\n",
        "relayhost = $mydestination\nmydestination = $smtpd_banner\nsmtpd_banner = $notify_classes\n",
    ],
)
def test_reads_as_postconf_does(text: str, tmp_path: Path) -> None:
    compare(text, tmp_path)


@needs_postfix
@settings(max_examples=20)  # Postfix waits for a second before it gives up
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PLAIN),
            st.lists(
                st.sampled_from(
                    [
                        *("x", "7", " ", "$", "$$", "{", "}", "(", ")", "?", ":", "==", "<", "#"),
                        *("${relayhost", "${mydestination?", "$smtpd_banner", "{a} == {b}", "${{"),
                        *("\n ", "\n\t# y\n", "\n#z\n ", "\r", "$nothing"),
                    ]
                ),
                max_size=8,
            ).map("".join),
        ),
        max_size=4,
    )
)
@example([("relayhost", "\n# c\n x")])
def test_reads_anything_as_postconf_does(changes: list[tuple[str, str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        compare("".join(f"{name} = {value}\n" for name, value in changes), Path(folder))


@needs_postfix
@pytest.mark.parametrize("text", [with_587(), with_465()], ids=["587", "465"])
def test_postfix_takes_what_we_call_right(text: str, tmp_path: Path) -> None:
    done = postconf(text, tmp_path, "-n")
    assert done.stderr == b""
    assert check(parse(done.stdout.decode())) == []


# ---- The command ---------------------------------------------------------------------------------


def run(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "emaildelivery_errors", "check-postfix", "--locale", "en", *args],
        input=stdin, capture_output=True, check=False, timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def test_exit_status(tmp_path: Path) -> None:
    file = tmp_path / "main.cf"
    for text, status in [
        (with_587(), 0),
        (with_587(relayhost="[mail.example.com]:587"), 0),  # a note
        (with_587(smtp_tls_security_level="may"), 1),
        ("", 1),
    ]:
        file.write_text(text, "utf-8")
        assert run(str(file)).returncode == status
        assert run("-", stdin=text.encode()).returncode == status
    for wrong in (str(tmp_path), str(tmp_path / "missing"), str(file) + "/x"):
        done = run(wrong)
        assert done.returncode == 2
        assert done.stderr
        assert b"Traceback" not in done.stderr
        assert not done.stdout


def test_wrong_files_from_inside(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check-postfix", "a\0b"]) == 2
    stream = io.TextIOWrapper(io.BytesIO(b"x=1\n" * 10**6))
    monkeypatch.setattr(sys, "stdin", stream)
    assert main(["check-postfix", "-"]) == 2
    assert "larger" in capsys.readouterr().err
    stream.close()


def test_prints(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "main.cf"
    file.write_text(
        "# comment\n" + with_587(smtp_tls_security_level="\n  may", secret="xyzzy"), "utf-8"
    )
    assert main(["check-postfix", "--locale", "en", str(file)]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith(f"{file}:3: warning: The TLS level may can fall back")
    assert "  Now: smtp_tls_security_level = may\n" in printed
    assert "  Write (our advice):\n    smtp_tls_security_level = encrypt\n" in printed
    assert "xyzzy" not in printed
    assert main(["check-postfix", "--locale", "ja", str(file)]) == 1
    assert ": 警告: TLSレベルmayでは" in capsys.readouterr().out
    file.write_text(with_587(), "utf-8")
    assert main(["check-postfix", "--locale", "ja", str(file)]) == 0
    assert "見つかりませんでした" in capsys.readouterr().out


def test_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "main.cf"
    file.write_text(with_587(smtp_use_tls="yes"), "utf-8")
    assert main(["check-postfix", "--json", str(file)]) == 1
    (facts,) = json.loads(capsys.readouterr().out)
    del facts["description"]
    assert facts == {
        "id": "deprecated_overridden", "level": "warning", "line": 7,
        "parameter": "smtp_use_tls", "value": "yes", "write": [], "basis": "documented",
        "source": "https://www.postfix.org/DEPRECATION_README.html",
    }  # fmt: skip
    file.write_text(with_587(), "utf-8")
    assert main(["check-postfix", "--json", str(file)]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_guide_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parent.parent / "docs/postfix.md").read_text("utf-8")
    port_587, port_465, old = re.findall(r"```ini\n(.*?)```", page, re.DOTALL)
    assert ids(port_587) == ids(port_465) == []
    ((arguments, output),) = re.findall(
        r"```console\n\$ emaildelivery-errors (.*?)\n(.*?)```", page, re.DOTALL
    )
    (tmp_path / "main.cf").write_text(old, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(arguments.split()) == 1
    assert capsys.readouterr().out == output


def test_values_of_unknown_parameters_are_not_printed() -> None:
    for options in ([], ["--json"]):
        done = run("-", *options, stdin=b"my_secret = xyzzy\nmy_secret = $(\nxyzzy\n")
        assert b"my_secret" in done.stdout
        assert b"xyzzy" not in done.stdout


def test_hostile_text_does_not_reach_the_terminal() -> None:
    done = run("-", stdin=b"relayhost = \x1b]0;x\x07:\x9b\xff\nx\x1bx = 1\nx\x1bx = 2\n")
    assert done.returncode == 1
    for control in (b"\x1b", b"\x07", b"\x9b"):
        assert control not in done.stdout
    long = run("-", stdin=b"relayhost = " + b"x" * 10**5)
    assert max(map(len, long.stdout.splitlines())) < 1000

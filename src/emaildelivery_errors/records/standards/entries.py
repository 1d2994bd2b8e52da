"""Every reply code of the RFCs, and what is known of a reply whose code nobody defines.

`smtp.452.RCPT` is 452 in answer to RCPT, `smtp.452` to anything else. Six codes (422, 430, 523,
524, 525, 533) stand in no RFC but the registry of enhanced codes (RFC 5248), which ties them to
one; servers use them for other things as well.
"""

from datetime import timedelta
from functools import partial
from typing import Final

from ... import errors
from ..._entry import Entry
from .._rfc import rfc

_entry = partial(Entry, **rfc(5321, "4.2.2"))
_auth = partial(Entry, **rfc(4954, "6"))
_etrn = partial(Entry, **rfc(1985, "5.1"))
_registry = partial(Entry, **rfc(5248, "2.4"))
_digit = partial(Entry, **rfc(5321, "4.2.1"))

_success = partial(_entry, error=None)

# Codes that say so little that words are looked at (`Entry.words`).
_FOR_NOW: Final = (421, 450, 451, 452)
_FOR_GOOD: Final = (521, 550, 551, 552, 553, 554)
_ANY: Final = _FOR_NOW + _FOR_GOOD

_BLOCKLISTS: Final = (
    *("blocked using", "blocklist", "blocklisted", "block list", "blacklist", "blacklisted"),
    *("block listed", "black list", "black listed", "dnsbl", "rbl", "spamhaus", "spamcop"),
    *("poor reputation", "bad reputation", "low reputation"),
)

_REVERSE_DNS: Final = (
    *("reverse dns", "rdns", "ptr record", "ptr records", "no ptr", "reverse hostname"),
    *("reverse lookup", "cannot find your hostname", "cannot find your reverse hostname"),
)

_ABOUT_RECIPIENT: Final = ("RCPT", "VRFY", "EXPN", ".", "BDAT")

SUCCESSES: Final = (
    _success(
        key="smtp.211",
        codes=(211,),
        phrase="System status, or system help reply",
        commands=("HELP",),
    ),
    _success(key="smtp.214", codes=(214,), phrase="Help message", commands=("HELP",)),
    _success(
        key="smtp.220",
        codes=(220,),
        phrase="<domain> Service ready",
        commands=("CONNECT", "STARTTLS"),
    ),
    _success(
        key="smtp.221",
        codes=(221,),
        phrase="<domain> Service closing transmission channel",
        commands=("QUIT",),
    ),
    _auth(
        key="smtp.235",
        codes=(235,),
        phrase="Authentication Succeeded",
        commands=("AUTH",),
        error=None,
    ),
    _success(
        key="smtp.250",
        codes=(250,),
        phrase="Requested mail action okay, completed",
        commands=(
            *("EHLO", "HELO", "LHLO", "MAIL", "RCPT", ".", "BDAT", "BURL", "RSET", "VRFY"),
            *("EXPN", "NOOP", "ETRN", "ATRN", "SEND", "SOML", "SAML", "TURN"),
        ),
    ),
    _success(
        key="smtp.251",
        codes=(251,),
        phrase="User not local; will forward to <forward-path>",
        commands=("RCPT", "VRFY", "ETRN"),
    ),
    _success(
        key="smtp.252",
        codes=(252,),
        phrase="Cannot VRFY user, but will accept message and attempt delivery",
        commands=("VRFY", "EXPN", "ETRN"),
    ),
    _etrn(
        key="smtp.253",
        codes=(253,),
        phrase="OK, <n> pending messages for node <x> started",
        commands=("ETRN",),
        error=None,
    ),
    Entry(
        key="smtp.334",
        codes=(334,),
        commands=("AUTH",),
        error=None,
        **rfc(4954, "4"),
    ),
    _success(
        key="smtp.354",
        codes=(354,),
        phrase="Start mail input; end with <CRLF>.<CRLF>",
        commands=("DATA",),
    ),
    Entry(
        key="smtp.355",
        codes=(355,),
        phrase="octet-offset is the transaction offset",
        commands=("MAIL",),
        error=None,
        **rfc(1845, "3"),
    ),
)

TRANSIENT: Final = (
    _entry(
        key="smtp.421",
        codes=(421,),
        phrase="<domain> Service not available, closing transmission channel",
        error=errors.ServiceUnavailableError,
        scope="connection",
        fixer="provider",
    ),
    _registry(
        key="smtp.422",
        codes=(422,),
        error=errors.TransientError,
    ),
    _registry(
        key="smtp.422.AUTH",
        codes=(422,),
        commands=("AUTH",),
        # By meaning: it lasts until somebody logs in once with another mechanism.
        error=errors.AuthMechanismError,
        fixer="application",
    ),
    _registry(key="smtp.430", codes=(430,), error=errors.TransientError),
    _auth(
        key="smtp.432",
        codes=(432,),
        phrase="A password transition is needed",
        error=errors.TransientError,  # limits, as Microsoft's
    ),
    _auth(
        key="smtp.432.AUTH",
        codes=(432,),
        phrase="A password transition is needed",
        commands=("AUTH",),
        error=errors.AuthMechanismError,
        fixer="application",
    ),
    _entry(
        key="smtp.450",
        codes=(450,),
        phrase="Requested mail action not taken: mailbox unavailable",
        commands=("RCPT", ".", "MAIL", "ATRN"),
        error=errors.TransientError,
    ),
    _entry(
        key="smtp.450.RCPT",
        codes=(450,),
        phrase="Requested mail action not taken: mailbox unavailable",
        commands=("RCPT",),
        error=errors.MailboxBusyError,
        scope="recipient",
    ),
    _entry(
        key="smtp.450.MAIL",
        codes=(450,),
        phrase="Requested mail action not taken: mailbox unavailable",
        commands=("MAIL",),
        error=errors.TransientError,
        fixer="administrator",
    ),
    _entry(
        key="smtp.451",
        codes=(451,),
        phrase="Requested action aborted: local error in processing",
        commands=("MAIL", "RCPT", ".", "BURL", "ATRN"),
        error=errors.ServiceUnavailableError,
        fixer="provider",
    ),
    _entry(
        key="smtp.452",
        codes=(452,),
        phrase="Requested action not taken: insufficient system storage",
        commands=("MAIL", "RCPT", "."),
        error=errors.ServiceUnavailableError,
        fixer="provider",
    ),
    Entry(
        key="smtp.452.RCPT",
        codes=(452,),
        phrase="Too many recipients",
        commands=("RCPT",),
        error=errors.TooManyRecipientsError,
        scope="recipient",
        fixer="application",
        basis="documented",
        **rfc(5321, "4.5.3.1.10"),
    ),
    Entry(
        key="smtp.453",
        codes=(453,),
        phrase="You have no mail",
        commands=("ATRN",),
        error=errors.TransientError,
        **rfc(2645, "5.2.1"),
    ),
    _auth(
        key="smtp.454",
        codes=(454,),
        phrase="Temporary authentication failure",
        commands=("AUTH", "STARTTLS"),
        error=errors.TransientError,
        fixer="provider",
    ),
    _auth(
        key="smtp.454.AUTH",
        codes=(454,),
        phrase="Temporary authentication failure",
        commands=("AUTH",),
        decisive=True,
        error=errors.TemporaryAuthenticationError,
        fixer="provider",
        basis="documented",
    ),
    Entry(
        key="smtp.454.STARTTLS",
        codes=(454,),
        phrase="TLS not available due to temporary reason",
        commands=("STARTTLS",),
        decisive=True,
        error=errors.TLSUnavailableError,
        fixer="provider",
        **rfc(3207, "4"),
    ),
    _entry(
        key="smtp.455",
        codes=(455,),
        phrase="Server unable to accommodate parameters",
        commands=("MAIL", "RCPT"),
        error=errors.TransientError,
        fixer="application",
    ),
    _etrn(
        key="smtp.458",
        codes=(458,),
        phrase="Unable to queue messages for node <x>",
        commands=("ETRN",),
        error=errors.TransientError,
        fixer="provider",
    ),
    _etrn(
        key="smtp.459",
        codes=(459,),
        phrase="Node <x> not allowed: <reason>",
        commands=("ETRN",),
        # By meaning: asking again does not give the permission.
        error=errors.PermanentError,
        fixer="administrator",
    ),
)

PERMANENT: Final = (
    _entry(
        key="smtp.500",
        codes=(500,),
        phrase="Syntax error, command unrecognized",
        error=errors.UnsupportedFeatureError,
        fixer="application",
    ),
    _entry(
        key="smtp.501",
        codes=(501,),
        phrase="Syntax error in parameters or arguments",
        error=errors.PermanentError,
        fixer="application",
    ),
    Entry(
        key="smtp.501.AUTH",
        codes=(501,),
        phrase="Syntax error in parameters or arguments",
        commands=("AUTH",),
        error=errors.MalformedCredentialsError,
        fixer="application",
        **rfc(4954, "4"),
    ),
    _entry(
        key="smtp.501.MAIL",
        codes=(501,),
        phrase="Syntax error in parameters or arguments",
        commands=("MAIL",),
        error=errors.InvalidAddressError,
        fixer="application",
    ),
    _entry(
        key="smtp.501.RCPT",
        codes=(501,),
        phrase="Syntax error in parameters or arguments",
        commands=("RCPT",),
        trusted=False,  # a parameter may be wrong instead
        error=errors.InvalidAddressError,
        fixer="application",
    ),
    _entry(
        key="smtp.502",
        codes=(502,),
        phrase="Command not implemented",
        commands=("VRFY", "EXPN", "HELP", "EHLO", "ATRN"),
        error=errors.UnsupportedFeatureError,
        fixer="application",
    ),
    _entry(
        key="smtp.503",
        codes=(503,),
        phrase="Bad sequence of commands",
        commands=("MAIL", "RCPT", "DATA", "BDAT", "BURL", "AUTH"),
        decisive=True,
        error=errors.CommandSequenceError,
        fixer="application",
    ),
    Entry(
        key="smtp.503.DATA",
        codes=(503,),
        phrase="Bad sequence of commands",
        commands=("DATA",),
        decisive=True,
        error=errors.CommandSequenceError,
        fixer="application",
        **rfc(5321, "3.3"),
    ),
    _entry(
        key="smtp.504",
        codes=(504,),
        phrase="Command parameter not implemented",
        commands=("AUTH", "EHLO", "VRFY", "EXPN", "HELP", "MAIL", "RCPT"),
        error=errors.UnsupportedFeatureError,
        fixer="application",
    ),
    Entry(
        key="smtp.504.AUTH",
        codes=(504,),
        phrase="Command parameter not implemented",
        commands=("AUTH",),
        error=errors.AuthMechanismError,
        fixer="application",
        **rfc(4954, "4"),
    ),
    Entry(
        key="smtp.521",
        codes=(521,),
        phrase="Host does not accept mail",
        decisive=True,
        trusted=False,  # Postfix says it to whom it wants to be rid of
        error=errors.HostDoesNotAcceptMailError,
        fixer="application",
        **rfc(7504, "3"),
    ),
    _registry(
        key="smtp.523",
        codes=(523,),
        error=errors.PermanentError,
        fixer="application",
    ),
    _registry(
        key="smtp.523.AUTH",
        codes=(523,),
        commands=("AUTH",),
        error=errors.TLSRequiredError,
        scope="connection",
        fixer="application",
    ),
    _registry(
        key="smtp.524",
        codes=(524,),
        commands=("AUTH",),
        error=errors.TLSRequiredError,
        scope="connection",
        fixer="application",
    ),
    _registry(key="smtp.525", codes=(525,), error=errors.PermanentError, fixer="administrator"),
    _registry(
        key="smtp.525.AUTH",
        codes=(525,),
        commands=("AUTH",),
        error=errors.AccountDisabledError,
        scope="account",
        fixer="administrator",
    ),
    _auth(
        key="smtp.530",
        codes=(530,),
        phrase="Authentication required",
        decisive=True,
        error=errors.AuthenticationRequiredError,
        scope="connection",
        fixer="application",
    ),
    _registry(
        key="smtp.533",
        codes=(533,),
        commands=("RCPT", "MAIL"),
        error=errors.PermanentError,
        fixer="application",
    ),
    _auth(
        key="smtp.534",
        codes=(534,),
        phrase="Authentication mechanism is too weak",
        commands=("AUTH",),
        decisive=True,
        error=errors.AuthMechanismError,
        scope="account",
        fixer="application",
    ),
    _auth(
        key="smtp.535",
        codes=(535,),
        phrase="Authentication credentials invalid",
        commands=("AUTH",),
        decisive=True,
        error=errors.CredentialsRejectedError,
        scope="account",
        fixer="administrator",
    ),
    _auth(
        key="smtp.538",
        codes=(538,),
        phrase="Encryption required for requested authentication mechanism",
        commands=("AUTH",),
        decisive=True,
        error=errors.TLSRequiredError,
        scope="connection",
        fixer="application",
    ),
    _entry(
        key="smtp.550",
        codes=(550,),
        phrase="Requested action not taken: mailbox unavailable",
        commands=("EHLO", "MAIL", "RCPT", ".", "VRFY", "EXPN"),
        error=errors.PermanentError,
        fixer="application",
    ),
    _entry(
        key="smtp.550.RCPT",
        codes=(550,),
        phrase="Requested action not taken: mailbox unavailable",
        commands=("RCPT", "VRFY", "EXPN"),
        error=errors.RecipientRefusedError,
        scope="recipient",
        fixer="application",
    ),
    _entry(
        key="smtp.550.EHLO",
        codes=(550,),
        phrase="Requested action not taken: mailbox unavailable",
        commands=("EHLO",),
        error=errors.PolicyRejectedError,
        fixer="administrator",
    ),
    _entry(
        key="smtp.550.MAIL",
        codes=(550,),
        phrase="Requested action not taken: mailbox unavailable",
        commands=("MAIL",),
        error=errors.SenderRejectedError,
        fixer="administrator",
    ),
    _entry(
        key="smtp.550.end_of_data",
        codes=(550,),
        phrase="Requested action not taken: mailbox unavailable",
        commands=(".",),
        error=errors.PolicyRejectedError,
        fixer="application",
    ),
    _entry(
        key="smtp.551",
        codes=(551,),
        phrase="User not local; please try <forward-path>",
        commands=("RCPT", "VRFY"),
        trusted=False,  # servers say it to refuse relaying as well
        error=errors.MailboxMovedError,
        scope="recipient",
        fixer="application",
    ),
    _entry(
        key="smtp.552",
        codes=(552,),
        phrase="Requested mail action aborted: exceeded storage allocation",
        commands=("MAIL", "RCPT", ".", "BURL"),
        error=errors.MessageTooLargeError,
        fixer="application",
    ),
    Entry(
        key="smtp.552.RCPT",
        codes=(552,),
        phrase="Too many recipients",
        commands=("RCPT",),
        # By RFC 5321: an old way to say 452, to be taken for it.
        error=errors.TooManyRecipientsError,
        scope="recipient",
        fixer="application",
        basis="documented",
        **rfc(5321, "4.5.3.1.10"),
    ),
    _entry(
        key="smtp.553",
        codes=(553,),
        phrase="Requested action not taken: mailbox name not allowed",
        commands=("MAIL", "RCPT", "VRFY"),
        trusted=False,  # servers say it of senders, and to refuse relaying, as well
        error=errors.InvalidAddressError,
        fixer="application",
    ),
    _entry(
        key="smtp.553.MAIL",
        codes=(553,),
        phrase="Requested action not taken: mailbox name not allowed",
        commands=("MAIL",),
        error=errors.SenderRejectedError,
        fixer="administrator",
    ),
    _entry(
        key="smtp.554",
        codes=(554,),
        phrase="Transaction failed",
        error=errors.PermanentError,
        fixer="application",
    ),
    Entry(
        key="smtp.554.CONNECT",
        codes=(554,),
        phrase="No SMTP service here",
        commands=("CONNECT",),
        error=errors.HostDoesNotAcceptMailError,
        fixer="administrator",
        **rfc(5321, "3.1"),
    ),
    Entry(
        key="smtp.554.DATA",
        codes=(554,),
        phrase="No valid recipients",
        commands=("DATA",),
        error=errors.PermanentError,
        fixer="application",
        **rfc(5321, "3.3"),
    ),
    _entry(
        key="smtp.554.end_of_data",
        codes=(554,),
        phrase="Transaction failed",
        commands=(".",),
        error=errors.ContentRejectedError,
        fixer="application",
    ),
    _entry(
        key="smtp.555",
        codes=(555,),
        phrase="MAIL FROM/RCPT TO parameters not recognized or not implemented",
        commands=("MAIL", "RCPT"),
        error=errors.UnsupportedFeatureError,
        fixer="application",
    ),
    Entry(
        key="smtp.556",
        codes=(556,),
        phrase="Domain does not accept mail",
        commands=("RCPT",),
        decisive=True,
        error=errors.HostDoesNotAcceptMailError,
        scope="recipient",
        fixer="application",
        **rfc(7504, "4"),
    ),
)

# Words that many servers have in common, whatever stands around them. They are asked where the
# codes say little: no enhanced code, or one that is used for nearly everything. The first record
# that has a phrase in the reply is the answer, so what concerns the sender stands before what would
# call a mailbox dead.
WORDS: Final = (
    Entry(
        key="smtp.tls_required",
        codes=(530,),
        words=(
            *("must issue a starttls command first", "starttls", "tls required", "requires tls"),
            *("must use tls", "without ssl", "encryption required", "encrypted connection"),
        ),
        error=errors.TLSRequiredError,
        scope="connection",
        fixer="application",
        **rfc(3207, "4"),
    ),
    _auth(
        key="smtp.authentication_required",
        codes=(530, 550, 554),
        words=(
            *("client was not authenticated", "authentication required", "must authenticate"),
            *("authentication is required", "you are not authenticated"),
        ),
        error=errors.AuthenticationRequiredError,
        scope="connection",
        fixer="application",
    ),
    Entry(
        key="smtp.greylisted",
        codes=_FOR_NOW,
        words=(
            *("greylisted", "greylisting", "greylist", "grey listed", "grey listing"),
            *("graylisted", "graylisting", "graylist", "gray listed", "gray listing"),
        ),
        error=errors.GreylistedError,
        after=timedelta(minutes=5),
        fixer="nobody",
        **rfc(6647, "5"),
    ),
    _entry(
        key="smtp.blocklisted",
        codes=_FOR_GOOD,
        words=_BLOCKLISTS,
        error=errors.ReputationBlockedError,
        scope="server",
        fixer="administrator",
    ),
    _entry(
        key="smtp.blocklisted_for_now",
        codes=_FOR_NOW,
        words=_BLOCKLISTS,
        error=errors.RateLimitError,
        scope="server",
        fixer="administrator",
    ),
    _entry(
        key="smtp.sender_rejected",
        codes=_FOR_GOOD,
        words=(
            *("sender address rejected", "sender rejected", "sender denied", "bad sender"),
            *("sender verify failed", "sender verify fail", "sender unknown", "sender not found"),
            *("verification failed for", "callout verification", "sender domain unknown"),
        ),
        error=errors.SenderRejectedError,
        scope="sender",
        fixer="administrator",
    ),
    _entry(
        key="smtp.relay_denied",
        # By meaning: 454 and its like are what Postfix says while it is being set up.
        codes=(450, 451, 454, *_FOR_GOOD),
        words=(
            *("relaying denied", "relay access denied", "relay denied", "relaying not permitted"),
            *("relay not permitted", "not permitted to relay", "unable to relay"),
            *("we do not relay", "relaying prohibited", "relaying is not allowed"),
            *("relay not allowed", "allowed rcpthosts"),
        ),
        error=errors.RelayDeniedError,
        fixer="application",
    ),
    _entry(
        key="smtp.reverse_dns",
        codes=_FOR_GOOD,
        words=_REVERSE_DNS,
        error=errors.ReverseDNSError,
        scope="server",
        fixer="administrator",
    ),
    _entry(
        key="smtp.reverse_dns_for_now",
        codes=_FOR_NOW,
        words=_REVERSE_DNS,
        error=errors.TransientError,
        scope="server",
        fixer="administrator",
    ),
    _entry(
        key="smtp.domain_authentication",
        codes=_FOR_GOOD,
        words=("spf", "dkim", "dmarc"),
        error=errors.DomainAuthenticationError,
        scope="sender",
        fixer="administrator",
    ),
    _entry(
        key="smtp.virus_found",
        codes=_FOR_GOOD,
        words=(
            *("virus found", "virus detected", "contains a virus", "contains virus"),
            *("contains malware", "malware detected", "infected with", "message infected"),
        ),
        error=errors.VirusFoundError,
        scope="message",
        fixer="application",
    ),
    _entry(
        key="smtp.spam",
        codes=_FOR_GOOD,
        words=(
            *("as spam", "is spam", "contains spam", "spam detected", "spam message"),
            *("spam content", "likely unsolicited", "amount of spam", "considered spam"),
            "like spam",
        ),
        error=errors.SpamRejectedError,
        scope="message",
        fixer="application",
    ),
    _entry(
        key="smtp.message_too_large",
        codes=(550, 552, 554),
        words=(
            *("message too large", "message is too large", "message too big"),
            *("message is too big", "message size exceeds", "maximum message size"),
        ),
        error=errors.MessageTooLargeError,
        scope="message",
        fixer="application",
    ),
    _entry(
        key="smtp.mailbox_busy",
        codes=_ANY,
        words=(
            *("receiving mail at a rate", "receiving mail too quickly", "temporarily disabled"),
            "mailbox busy",
        ),
        commands=_ABOUT_RECIPIENT,
        error=errors.MailboxBusyError,
        scope="recipient",
    ),
    _entry(
        key="smtp.mailbox_full",
        codes=_ANY,
        words=(
            *("mailbox full", "mailbox is full", "inbox is full", "over quota", "disk quota"),
            *("mailbox quota exceeded", "user quota exceeded", "recipient quota exceeded"),
        ),
        commands=_ABOUT_RECIPIENT,
        error=errors.MailboxFullError,
        scope="recipient",
        fixer="recipient",
    ),
    _entry(
        key="smtp.user_unknown",
        codes=_FOR_GOOD,
        words=(
            *("user unknown", "unknown user", "no such user", "no such mailbox"),
            *("mailbox not found", "unknown mailbox", "mailbox unknown", "recipient unknown"),
            *("unknown recipient", "no such recipient", "recipient not found"),
            *("user not found", "mailbox does not exist", "user does not exist"),
            *("user doesn t exist", "mailbox doesn t exist"),
        ),
        commands=_ABOUT_RECIPIENT,
        error=errors.MailboxNotFoundError,
        scope="recipient",
        fixer="application",
    ),
)

# Known by the first digit, or not at all.
OTHERS: Final = (
    # Success by its first digit, which the client refused because it waited for another code.
    _digit(
        key="smtp.2xx.RCPT",
        error=errors.PermanentError,
        scope="recipient",
        fixer="application",
    ),
    _digit(
        key="smtp.2xx.end_of_data",
        error=errors.PermanentError,
        scope="message",
        fixer="application",
    ),
    _digit(key="smtp.2xx.other", error=errors.PermanentError, fixer="application"),
    _digit(key="smtp.3xx", error=errors.PermanentError, fixer="application"),
    _digit(key="smtp.4xx", error=errors.TransientError),
    _digit(key="smtp.5xx", error=errors.PermanentError, fixer="application"),
    _digit(key="smtp.malformed", error=errors.ProtocolError, scope="connection", fixer="provider"),
    Entry(
        key="smtp.between_messages",
        error=errors.OutcomeUnknownError,
        scope="connection",
        fixer="application",
        **rfc(5321, "4.1.1.10"),
    ),
    Entry(
        key="smtp.recipients_refused",
        error=errors.RecipientsRefusedError,
        scope="recipient",
        fixer="application",
        **rfc(5321, "3.3"),
    ),
)

ENTRIES: Final = SUCCESSES + TRANSIENT + PERMANENT + WORDS + OTHERS

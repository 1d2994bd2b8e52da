"""English texts."""

from typing import Final

TEXTS: Final[dict[str, dict[str, str]]] = {
    "relayhost_missing": {
        "title": "relayhost is missing",
        "why": "Without relayhost, Postfix delivers each message to the server of its recipient by "
        "itself, and not through OCI Email Delivery.",
        "remedy": "Set relayhost to the endpoint of your own region, which the Console shows under "
        "Email Delivery, Configuration. The region in the line below is an example.",
    },
    "relayhost_elsewhere": {
        "title": "Mail may be relayed by another parameter than relayhost",
        "why": "relayhost is missing, but {parameter} can choose a relay as well. What its table "
        "says cannot be seen from main.cf.",
        "remedy": "Make sure that it names the endpoint of OCI in square brackets, and port 587 or "
        "465. With port 465, set smtp_tls_wrappermode = yes.",
    },
    "relayhost_not_oci": {
        "title": "relayhost is not named like an endpoint of OCI Email Delivery",
        "why": "Public endpoints are named like smtp.email.<region>.oci.oraclecloud.com. All is "
        "well if this is a private endpoint, or a server of yours that sends on to OCI. The rest "
        "of the file was checked as if it were OCI.",
        "remedy": "Compare it with the endpoint that the Console shows under Email Delivery, "
        "Configuration.",
    },
    "relayhost_no_brackets": {
        "title": "relayhost without square brackets",
        "why": "Without brackets Postfix looks for MX records of the name first. The endpoint is "
        "the host itself, and the key in smtp_sasl_password_maps must have the same form.",
        "remedy": "Put the name into brackets, in the first column of smtp_sasl_password_maps as "
        "well.",
    },
    "relayhost_no_port": {
        "title": "relayhost without a port",
        "why": "Postfix then connects to port 25. OCI takes mail there too, but many networks "
        "block port 25 to the outside.",
        "remedy": "Name port 587 (STARTTLS), or 465 with smtp_tls_wrappermode = yes. Change the "
        "first column of smtp_sasl_password_maps with it.",
    },
    "relayhost_port": {
        "title": "Port {port} is none of OCI's",
        "why": "OCI Email Delivery takes mail on ports 587 and 25 with STARTTLS, and on 465 with "
        "TLS from the start.",
        "remedy": "Use port 587, or 465 with smtp_tls_wrappermode = yes. Change the first column "
        "of smtp_sasl_password_maps with it.",
    },
    "line_broken": {
        "title": "Not a line of the form name = value",
        "why": "Postfix refuses to start with such a line.",
        "remedy": "Correct or remove the line. If it belongs to the line before, begin it with a "
        "blank; if it is a comment, with #.",
    },
    "value_broken": {
        "title": "The value of {parameter} cannot be expanded",
        "why": "It has a $ without a name, a bracket without its end, or refers to itself. Postfix "
        "stops with the words macro processing error.",
        "remedy": "Correct the reference, or write the default as below. For a plain dollar sign "
        "write $$.",
    },
    "value_invalid": {
        "title": "{parameter} has a value that Postfix does not read ({kind})",
        "why": "A boolean is yes or no, nothing else, and a size is a number of octets without a "
        "unit. At any other value Postfix stops with a fatal error, and mail stays in "
        "the queue.",
        "remedy": "Write the value in the form that Postfix reads.",
    },
    "tls_wrappermode_missing": {
        "title": "Port 465 without smtp_tls_wrappermode",
        "why": "On port 465 TLS begins with the first octet. Without smtp_tls_wrappermode Postfix "
        "waits for a greeting in clear text that never comes, until it times out.",
        "remedy": "Turn smtp_tls_wrappermode on (Postfix 3.0 and later). It needs "
        "smtp_tls_security_level = encrypt or stronger; the level may, which Oracle names, does "
        "not work with port 465.",
    },
    "tls_wrappermode_not_465": {
        "title": "smtp_tls_wrappermode with port {port}",
        "why": "On port {port} the server speaks first, in clear text, and TLS begins with "
        "STARTTLS. With smtp_tls_wrappermode the handshake fails or hangs.",
        "remedy": "Turn smtp_tls_wrappermode off, or use port 465.",
    },
    "tls_level_unknown": {
        "title": "smtp_tls_security_level has an unknown value",
        "why": "The levels are none, may, encrypt, dane, dane-only, fingerprint, verify and "
        "secure. At any other, Postfix's smtp process stops with Invalid TLS level, and all mail "
        "stays in the queue.",
        "remedy": "Use encrypt, or verify or secure if the certificate is to be checked.",
    },
    "tls_wrong_side": {
        "title": "TLS is set for incoming mail only, and missing for mail to OCI",
        "why": "Parameters with smtpd_ are the server's: they say what Postfix announces to "
        "clients when mail comes in. Mail goes out to OCI by the client, whose parameters begin "
        "with smtp_. The oldest edition of Oracle's page explains smtp_tls_security_level by what "
        "smtpd_tls_security_level does. Oracle corrected that later.",
        "remedy": "Add the parameter of the client. Those of the server may stay; OCI has nothing "
        "to do with them.",
    },
    "tls_level_missing": {
        "title": "smtp_tls_security_level is missing",
        "why": "It is empty by default, which means no TLS (as of compatibility_level 3.11 the "
        "default is may). OCI requires TLS 1.2, and without it Postfix cannot log in.",
        "remedy": "Set it to encrypt: then mail goes with TLS or waits. Oracle's page names may as "
        "well, which sends in clear text if there is no TLS.",
    },
    "tls_level_none": {
        "title": "TLS is turned off for outgoing mail",
        "why": "OCI requires TLS 1.2, and without it Postfix cannot log in.",
        "remedy": "Set the level to encrypt: then mail goes with TLS or waits.",
    },
    "tls_level_465": {
        "title": "Port 465 needs a higher TLS level than {level}",
        "why": "Port 465 needs smtp_tls_wrappermode, and that requires the level encrypt or a "
        "stronger one. Oracle's page names the level may, and recommends port 465: the two do not "
        "work together.",
        "remedy": "Set the level to encrypt.",
    },
    "tls_level_may": {
        "title": "The TLS level {level} can fall back to clear text",
        "why": "At this level Postfix sends without TLS when it is not offered or the handshake "
        "fails (at dane, where no usable TLSA records are found). OCI requires TLS, so such a "
        "message is refused, or somebody in between reads it. That Oracle's page names may is "
        "documented; encrypt is our advice.",
        "remedy": "Set the level to encrypt: then mail goes with TLS or waits.",
    },
    "tls_no_ca": {
        "title": "Level {level} without certificates of authorities",
        "why": "At this level Postfix checks the certificate of the server, but by default trusts "
        "no authority. All mail is deferred with Server certificate not trusted, or not verified.",
        "remedy": "Name the file of your system: /etc/ssl/certs/ca-certificates.crt on Debian and "
        "Ubuntu, /etc/pki/tls/certs/ca-bundle.crt on Oracle Linux and RHEL.",
    },
    "tls_protocols": {
        "title": "{parameter} leaves TLS 1.2 out, or is not understood",
        "why": "OCI requires TLS 1.2. An excluded version takes all newer ones with it if an older "
        "one is still allowed (postconf(5)).",
        "remedy": "Allow TLS 1.2 and later. For Postfix before 3.6, write !SSLv2, !SSLv3, !TLSv1, "
        "!TLSv1.1 instead.",
    },
    "sasl_auth_missing": {
        "title": "smtp_sasl_auth_enable is not turned on",
        "why": "Without it Postfix does not log in, and OCI answers MAIL with 535 "
        "Authentication required, upon which Postfix returns the mail to its sender. "
        "smtpd_sasl_auth_enable is for clients that log in to Postfix, and has no effect here.",
        "remedy": "Turn it on.",
    },
    "sasl_passwords_missing": {
        "title": "smtp_sasl_password_maps is missing",
        "why": "This table has the user name and the password of the SMTP credentials. Without it "
        "Postfix does not log in.",
        "remedy": "Write a line into /etc/postfix/sasl_passwd: relayhost exactly as in main.cf, a "
        "blank, user name:password. Then run chmod 600 and postmap on the file. Where Postfix is "
        "built without Berkeley DB (RHEL 10), write lmdb: for hash:.",
    },
    "sasl_no_plain": {
        "title": "The SASL security options rule out PLAIN",
        "why": "OCI offers AUTH PLAIN alone. The default of smtp_sasl_security_options is "
        "noplaintext, noanonymous, and smtp_sasl_tls_security_options takes its value from it, so "
        "Postfix finds no mechanism that it may use and defers all mail.",
        "remedy": "Allow PLAIN over TLS alone, as below. While smtp_sasl_security_options keeps "
        "noplaintext, the password never goes in clear text.",
    },
    "sasl_mechanism_filter": {
        "title": "smtp_sasl_mechanism_filter does not let PLAIN pass",
        "why": "OCI offers AUTH PLAIN alone, so no mechanism is left and all mail is deferred.",
        "remedy": "Add plain, or remove the line.",
    },
    "size_announced": {
        "title": "Messages between 2 MB and message_size_limit bounce",
        "why": "OCI announces SIZE 2097152 in its answer to EHLO, whatever your tenancy may send. "
        "Postfix takes messages up to message_size_limit ({limit}; 0 is no limit), believes the "
        "announcement, and sends back what is larger without trying.",
        "remedy": "If Oracle has not raised your limit, write the line below: then a message that "
        "is too large is refused at once. If it was raised (to 60 MB at most), set "
        "smtp_discard_ehlo_keywords = {keywords} instead, and message_size_limit to your limit.",
    },
    "size_of_mailbox": {
        "title": "mailbox_size_limit is smaller than message_size_limit",
        "why": "{mailbox} is less than {message} (0 is no limit). Postfix's local delivery stops "
        "with a fatal error, so mail to local users, such as bounces and mail of cron, stays in "
        "the queue. Mail to OCI is not touched.",
        "remedy": "Raise mailbox_size_limit, or lower message_size_limit.",
    },
    "deprecated_smtp_tls": {
        "title": "{parameter} is obsolete",
        "why": "It is obsolete since Postfix 2.3, {successor} takes its place, and Postfix warns "
        "as of {warns} that it will be removed. What the file says now amounts to the level "
        "{equivalent}.",
        "remedy": "Replace the line. The level below is that one, or encrypt where it would be "
        "weaker: OCI requires TLS, so that is our advice.",
    },
    "deprecated_tls": {
        "title": "{parameter} is obsolete",
        "why": "It is obsolete since Postfix 2.3, {successor} takes its place, and Postfix warns "
        "as of {warns} that it will be removed. It is not about mail to OCI.",
        "remedy": "Replace the line by the level that it amounts to.",
    },
    "deprecated_overridden": {
        "title": "{parameter} is obsolete, and not needed",
        "why": "It is obsolete since Postfix 2.3, and Postfix warns as of {warns} that it will be "
        "removed. {successor} takes its place, and overrides it where both are set.",
        "remedy": "Remove the line. What is left to say, {successor} says.",
    },
    "deprecated_per_site": {
        "title": "{parameter} is obsolete",
        "why": "It is strongly discouraged since Postfix 2.3, {successor} takes its place, and "
        "Postfix warns as of {warns} that it will be removed.",
        "remedy": "Write a new table for {successor} by hand: its format is another one, so there "
        "is no line that could be written in place of this one. If all mail goes to OCI, "
        "smtp_tls_security_level alone is enough.",
    },
    "deprecated": {
        "title": "{parameter} is obsolete",
        "why": "Postfix warns as of {warns} that it will be removed, and nothing takes its place.",
        "remedy": "Remove the line: Postfix's documentation advises to leave it at its default.",
    },
    "set_twice": {
        "title": "{parameter} is set more than once",
        "why": "The last setting counts, in line {last}. Postfix warns about it.",
        "remedy": "Remove the line that does not count.",
    },
}

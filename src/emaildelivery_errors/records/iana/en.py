"""English texts."""

from typing import Final

from .transient import with_transient_forms

_TEXTS: Final[dict[str, dict[str, str]]] = {
    "iana.2.0.0": {
        "title": "Success",
        "meaning": "The command was carried out.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.1.0": {
        "title": "Address in order",
        "meaning": "The address was accepted.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.1.5": {
        "title": "Recipient valid",
        "meaning": "The address of the recipient is good.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.1.9": {
        "title": "Relayed without further reports",
        "meaning": "The message went on to a system that cannot report any further.",
        "cause": "",
        "remedy": "Nothing to do. There will be no report of the delivery.",
    },
    "iana.2.2.0": {
        "title": "Mailbox in order",
        "meaning": "The command was carried out; there is a remark about the mailbox.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.3.0": {
        "title": "Mail system in order",
        "meaning": "The command was carried out; there is a remark about the mail system.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.3.6": {
        "title": "Priority changed",
        "meaning": "The message was accepted with another priority, which the server's words "
        "begin with.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.5.0": {
        "title": "Command in order",
        "meaning": "The command was carried out.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.6.0": {
        "title": "Message in order",
        "meaning": "The message was accepted.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.6.4": {
        "title": "Delivered after a conversion with loss",
        "meaning": "The message was converted for the delivery, and something of it was lost.",
        "cause": "",
        "remedy": "Nothing to do. Send plainer content where the loss matters.",
    },
    "iana.2.6.8": {
        "title": "Answer would need UTF-8",
        "meaning": "The command was carried out, but the name of the mailbox needs UTF-8, which "
        "the client did not allow.",
        "cause": "",
        "remedy": "Say SMTPUTF8 with VRFY or EXPN to see the name.",
    },
    "iana.2.7.0": {
        "title": "Security in order",
        "meaning": "The login or the TLS command was accepted.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.7.7": {
        "title": "Integrity in doubt",
        "meaning": "The message was accepted, although its integrity could not be confirmed.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2": {
        "title": "Success",
        "meaning": "The command was carried out.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.0": {
        "title": "Success",
        "meaning": "The command was carried out; the detail is not registered.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.1": {
        "title": "Success, about an address",
        "meaning": "The command was carried out; the remark about an address is not registered.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.2": {
        "title": "Success, about a mailbox",
        "meaning": "The command was carried out; the remark about a mailbox is not registered.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.3": {
        "title": "Success, about the mail system",
        "meaning": "The command was carried out; the remark about the mail system is not "
        "registered.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.4": {
        "title": "Success, about network or routing",
        "meaning": "The command was carried out; the remark about network or routing is not "
        "registered.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.5": {
        "title": "Success, about the protocol",
        "meaning": "The command was carried out; the remark about the protocol is not registered.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.6": {
        "title": "Success, about the content",
        "meaning": "The command was carried out; the remark about the content is not registered.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.2.7": {
        "title": "Success, about security or policy",
        "meaning": "The command was carried out; the remark about security or policy is not "
        "registered.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "iana.4.0.0": {
        "title": "Transient failure",
        "meaning": "The server cannot do it now, but may later. It does not tell why.",
        "cause": "Not known. The server's own words may say more.",
        "remedy": "Try again later, with growing waits, for some days at most.",
    },
    "iana.5.0.0": {
        "title": "Permanent failure",
        "meaning": "The server refuses, and does not tell why.",
        "cause": "Not known. The server's own words may say more.",
        "remedy": "Read the server's words, and change what they ask for. Do not send the same "
        "again.",
    },
    "iana.4.1.0": {
        "title": "Address not accepted for now",
        "meaning": "The server does not accept an address at the moment.",
        "cause": "The address of the sender or the recipient; the server does not tell what about "
        "it.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.1.0": {
        "title": "Address refused",
        "meaning": "The server refuses because of an address.",
        "cause": "The address of the recipient, or of the sender; the server does not tell what "
        "about it.",
        "remedy": "Read the server's words. Do not send this message again; keep the address "
        "until it is refused for long.",
    },
    "iana.5.1.0.MAIL": {
        "title": "Sender address refused",
        "meaning": "The server refuses because of the address of the sender.",
        "cause": "The server does not tell what about it.",
        "remedy": "Use a sender address that exists and that the account may use.",
    },
    "iana.4.1.1": {
        "title": "Mailbox unknown for now",
        "meaning": "The server does not find the mailbox at the moment.",
        "cause": "Its list of mailboxes may be incomplete or not reachable.",
        "remedy": "Try again later, with growing waits. If it stays, take the address for dead.",
    },
    "iana.5.1.1": {
        "title": "Mailbox unknown",
        "meaning": "The mailbox of the recipient does not exist.",
        "cause": "A slip in the address, or the mailbox was deleted.",
        "remedy": "Strike the address off the list, or check it for a slip.",
    },
    "iana.5.1.1.MAIL": {
        "title": "Sender unknown",
        "meaning": "The server says that the mailbox of the sender does not exist.",
        "cause": "The server checks the sender, and found none.",
        "remedy": "Use a sender address that exists.",
    },
    "iana.4.1.2": {
        "title": "Domain cannot be looked up for now",
        "meaning": "The server cannot find the recipient's domain at the moment.",
        "cause": "Its DNS, or that of the domain, does not answer.",
        "remedy": "Try again later, with growing waits. If it stays, check the domain for a slip.",
    },
    "iana.5.1.2": {
        "title": "Domain unknown",
        "meaning": "The recipient's domain does not exist, or cannot take mail.",
        "cause": "A slip in the address, or the domain was given up.",
        "remedy": "Strike the address off the list, or check it for a slip.",
    },
    "iana.5.1.2.MAIL": {
        "title": "Sender's domain unknown",
        "meaning": "The server says that the sender's domain does not exist, or cannot take mail.",
        "cause": "The server checks the domain of the sender.",
        "remedy": "Use a sender address whose domain has MX or address records.",
    },
    "iana.5.1.3": {
        "title": "Malformed recipient address",
        "meaning": "The address of the recipient is not well-formed.",
        "cause": "It does not follow RFC 5321: blanks, a missing domain, wrong characters.",
        "remedy": "Correct the address, or strike it off the list.",
    },
    "iana.5.1.3.MAIL": {
        "title": "Malformed sender address",
        "meaning": "The server says that the address of the sender is not well-formed.",
        "cause": "It does not follow RFC 5321.",
        "remedy": "Correct the sender's address.",
    },
    "iana.5.1.4": {
        "title": "Ambiguous address",
        "meaning": "The address fits more than one mailbox.",
        "cause": "The server completes addresses, and found several.",
        "remedy": "Use the full address of the recipient.",
    },
    "iana.5.1.6": {
        "title": "Mailbox moved",
        "meaning": "There was such a mailbox, but mail for it is no longer taken. No new address "
        "is known.",
        "cause": "The recipient has moved or left.",
        "remedy": "Strike the address off the list; ask the recipient for the new one.",
    },
    "iana.5.1.7": {
        "title": "Malformed sender address",
        "meaning": "The address of the sender is not well-formed.",
        "cause": "It does not follow RFC 5321.",
        "remedy": "Correct the sender's address.",
    },
    "iana.4.1.8": {
        "title": "Sender's domain cannot be looked up for now",
        "meaning": "The server cannot find the sender's domain at the moment.",
        "cause": "The DNS of the domain does not answer, or the domain does not exist.",
        "remedy": "Check the DNS of the sender's domain, and try again later.",
    },
    "iana.5.1.8": {
        "title": "Sender's domain unknown",
        "meaning": "The sender's domain does not exist, or cannot take mail.",
        "cause": "No MX and no address record, or a slip.",
        "remedy": "Use a sender address whose domain has MX or address records.",
    },
    "iana.5.1.10": {
        "title": "Domain takes no mail",
        "meaning": "The domain of the recipient takes no mail.",
        "cause": "It says so in the DNS (null MX).",
        "remedy": "Strike the address off the list, or check it for a slip.",
    },
    "iana.4.2.0": {
        "title": "Mailbox not available for now",
        "meaning": "The mailbox exists, but cannot take the mail at the moment.",
        "cause": "The server does not tell what about it.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.2.0": {
        "title": "Mailbox refuses",
        "meaning": "The mailbox exists, but does not take this message.",
        "cause": "The server does not tell why. Often a setting of the recipient.",
        "remedy": "Read the server's words. Do not send this message again; ask the recipient "
        "another way.",
    },
    "iana.4.2.1": {
        "title": "Mailbox disabled for now",
        "meaning": "The mailbox exists, but takes no mail at the moment.",
        "cause": "It is locked, being moved, or receives too much mail.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.2.1": {
        "title": "Mailbox disabled",
        "meaning": "The mailbox exists, but takes no mail any more.",
        "cause": "It was disabled, for disuse for example.",
        "remedy": "Strike the address off the list; ask the recipient another way.",
    },
    "iana.5.2.2": {
        "title": "Mailbox full",
        "meaning": "The mailbox of the recipient is over its quota. The recipient can make room, "
        "so it may pass.",
        "cause": "The recipient does not clear it out, or does not use it any more.",
        "remedy": "Try again for some days. If it stays full, take the address for abandoned.",
    },
    "iana.5.2.3": {
        "title": "Message too large for the mailbox",
        "meaning": "The message is larger than this mailbox takes. Others at the server may take "
        "it.",
        "cause": "A limit of this mailbox.",
        "remedy": "Make the message smaller, or send a link.",
    },
    "iana.5.2.4": {
        "title": "Mailing list not expanded",
        "meaning": "The server could not find out who is on the mailing list.",
        "cause": "An error in the list.",
        "remedy": "Tell the owner of the list.",
    },
    "iana.4.3.0": {
        "title": "Mail system failure",
        "meaning": "The mail system has trouble at the moment.",
        "cause": "The server does not tell what it is.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.3.0": {
        "title": "Mail system refuses",
        "meaning": "The mail system refuses, for a reason of its own.",
        "cause": "The server does not tell why. The server's own words may say more.",
        "remedy": "Read the server's words; ask the server's postmaster if they do not help.",
    },
    "iana.5.3.1": {
        "title": "Mail system full",
        "meaning": "The mail system has no storage left. Its administrator can make room, so it "
        "may pass.",
        "cause": "Disk or queue of the server are full.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.4.3.2": {
        "title": "System takes no mail for now",
        "meaning": "The system takes no mail at the moment.",
        "cause": "Shutdown, maintenance or overload.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.3.2": {
        "title": "System takes no mail",
        "meaning": "The system takes no mail.",
        "cause": "It is not meant for mail, or was taken out of use.",
        "remedy": "Try another MX of the domain. If there is none, do not send again.",
    },
    "iana.5.3.3": {
        "title": "Features not supported",
        "meaning": "The system does not support what the message asks for.",
        "cause": "The message needs an extension that the system does not have.",
        "remedy": "Do without the extension, or use another server.",
    },
    "iana.4.3.4": {
        "title": "Message too large for now",
        "meaning": "The message is larger than the system takes at the moment.",
        "cause": "Little storage is left, or large messages wait.",
        "remedy": "Try again later. If it stays, make the message smaller.",
    },
    "iana.5.3.4": {
        "title": "Message too large",
        "meaning": "The message is larger than the system takes.",
        "cause": "A limit of the server on the size of messages.",
        "remedy": "Make the message smaller, or send a link.",
    },
    "iana.4.3.5": {
        "title": "System misconfigured, for now",
        "meaning": "The system is not set up to take the message.",
        "cause": "An error in its configuration, which its administrator may correct.",
        "remedy": "Try again later, with growing waits. If it stays, tell the server's postmaster.",
    },
    "iana.5.3.5": {
        "title": "System misconfigured",
        "meaning": "The system is not set up to take the message.",
        "cause": "An error in its configuration, or this is not the server for the domain.",
        "remedy": "Tell the server's postmaster; check the MX of the domain.",
    },
    "iana.4.4.0": {
        "title": "Network or routing trouble",
        "meaning": "The server has trouble with the network or the route to the recipient.",
        "cause": "It does not tell what it is.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.4.0": {
        "title": "No delivery for network or routing reasons",
        "meaning": "The server gave up because of the network or the route to the recipient.",
        "cause": "It does not tell what it is.",
        "remedy": "Read the server's words; check domain and MX.",
    },
    "iana.4.4.1": {
        "title": "Next host does not answer",
        "meaning": "The next host on the way does not answer.",
        "cause": "It is down, busy or not reachable.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.4.1": {
        "title": "Next host does not answer, given up",
        "meaning": "The next host on the way did not answer, and the server gave up. Some servers "
        "(Exchange Online) say this of a recipient that they do not know.",
        "cause": "It is down for long, the route to it is wrong, or the recipient is unknown.",
        "remedy": "Check address, domain and MX.",
    },
    "iana.4.4.2": {
        "title": "Bad connection",
        "meaning": "The connection broke before the message was through.",
        "cause": "A timeout, or a bad line.",
        "remedy": "Connect anew later, with growing waits.",
    },
    "iana.5.4.2": {
        "title": "Bad connection, given up",
        "meaning": "The connection broke before the message was through, and the server gave up.",
        "cause": "A timeout, or a bad line.",
        "remedy": "Check the line to the server before sending again.",
    },
    "iana.4.4.3": {
        "title": "Directory not available",
        "meaning": "The server cannot look something up at the moment.",
        "cause": "DNS or a directory such as LDAP does not answer.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.4.3": {
        "title": "Directory failed, given up",
        "meaning": "The server could not look something up, and gave up.",
        "cause": "DNS or a directory such as LDAP did not answer.",
        "remedy": "Check domain and DNS; ask the server's postmaster.",
    },
    "iana.4.4.4": {
        "title": "No route for now",
        "meaning": "The server finds no way to the recipient at the moment.",
        "cause": "The DNS does not tell the next host.",
        "remedy": "Try again later, with growing waits. If it stays, check domain and MX.",
    },
    "iana.5.4.4": {
        "title": "No route",
        "meaning": "The server finds no way to the recipient.",
        "cause": "The domain has no MX and no address record, or the routing of a server is wrong.",
        "remedy": "Check domain and MX. Keep the address until it stays without a route.",
    },
    "iana.5.4.5": {
        "title": "Mail system congested",
        "meaning": "The mail system is too busy. That passes, so it may work later.",
        "cause": "Too much mail at once. Some providers say this of a limit of theirs.",
        "remedy": "Try again later, with growing waits, and send more slowly.",
    },
    "iana.4.4.6": {
        "title": "Routing loop, for now",
        "meaning": "The message goes in circles between servers.",
        "cause": "Wrong forwarding or DNS, which may be corrected.",
        "remedy": "Try again later. If it stays, tell the postmasters.",
    },
    "iana.5.4.6": {
        "title": "Routing loop",
        "meaning": "The message went in circles between servers.",
        "cause": "Two servers forward to each other, or a mailbox forwards to itself.",
        "remedy": "Have the administrator correct forwarding or MX.",
    },
    "iana.5.4.7": {
        "title": "Delivery time expired",
        "meaning": "The message waited for too long, and the server gave up.",
        "cause": "The next host could not be reached in that time, or the message had a time "
        "limit.",
        "remedy": "Find out what stood in the way, then send again if it still matters.",
    },
    "iana.4.5.0": {
        "title": "Protocol trouble",
        "meaning": "Something went wrong with the protocol at the moment.",
        "cause": "The server does not tell what it is.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.5.0": {
        "title": "Protocol error",
        "meaning": "Something is wrong with the protocol.",
        "cause": "The server does not tell what it is. The server's own words may say more.",
        "remedy": "Read the server's words, and correct the client.",
    },
    "iana.5.5.1": {
        "title": "Invalid command",
        "meaning": "The command is out of order, or none that the server knows.",
        "cause": "The client sent it too early, twice or after an error, or uses an extension "
        "that the server does not have.",
        "remedy": "Correct the order of commands in the client. If all recipients were refused, "
        "go by their errors.",
    },
    "iana.5.5.2": {
        "title": "Syntax error",
        "meaning": "The server cannot read the command.",
        "cause": "A malformed line, address or parameter.",
        "remedy": "Correct the client or the address; the server's words may name it.",
    },
    "iana.5.5.2.AUTH": {
        "title": "Malformed login",
        "meaning": "The server cannot read the credentials that the client sent.",
        "cause": "They are not valid Base64, or not in the form of the mechanism.",
        "remedy": "Correct the program, or leave the login to a mail library.",
    },
    "iana.5.5.3": {
        "title": "Too many recipients",
        "meaning": "The message has more recipients than one transaction may have.",
        "cause": "A limit of the server; RFC 5321 asks for 100 at least.",
        "remedy": "Send to the rest in another transaction.",
    },
    "iana.5.5.4": {
        "title": "Invalid arguments",
        "meaning": "The server knows the command, but not what stands behind it.",
        "cause": "A parameter out of range, or of an extension that the server does not have.",
        "remedy": "Correct or leave out the parameter; the server's words may name it.",
    },
    "iana.5.5.4.AUTH": {
        "title": "Login mechanism not offered",
        "meaning": "The server does not offer this mechanism for the login.",
        "cause": "It is unknown to the server, or allowed only under TLS.",
        "remedy": "Use one of the mechanisms that EHLO names, after STARTTLS.",
    },
    "iana.5.5.5": {
        "title": "Wrong protocol version",
        "meaning": "Client and server speak different versions of the protocol.",
        "cause": "One of them is too old or too new.",
        "remedy": "Use another version or another server.",
    },
    "iana.5.5.6": {
        "title": "Line of the login too long",
        "meaning": "The client's answer in the login is longer than the server can take.",
        "cause": "Very long credentials, such as a large token.",
        "remedy": "Use shorter credentials or another mechanism.",
    },
    "iana.5.6.0": {
        "title": "Content refused",
        "meaning": "The server refuses because of the content of the message.",
        "cause": "It does not tell what it is. The server's own words may say more.",
        "remedy": "Change the message. Do not send the same again.",
    },
    "iana.5.6.1": {
        "title": "Media not supported",
        "meaning": "A part of the message is of a type that cannot be carried or delivered.",
        "cause": "The server or the next system does not support the type.",
        "remedy": "Leave out the part, or send it in another type.",
    },
    "iana.5.6.2": {
        "title": "Conversion needed but forbidden",
        "meaning": "The message would have to be converted, and conversion is forbidden.",
        "cause": "The message or the server's policy forbids it.",
        "remedy": "Send the content in a simpler form, or allow the conversion.",
    },
    "iana.5.6.3": {
        "title": "Conversion needed but not possible",
        "meaning": "The message would have to be converted, and the server cannot do it.",
        "cause": "Usually 8-bit content on the way to a system that takes 7 bits.",
        "remedy": "Send the content as quoted-printable or Base64.",
    },
    "iana.5.6.4": {
        "title": "Conversion would lose something",
        "meaning": "The message could only be converted with a loss, which is forbidden.",
        "cause": "The sender forbids the loss.",
        "remedy": "Send plainer content, or allow the loss.",
    },
    "iana.5.6.5": {
        "title": "Conversion failed",
        "meaning": "The message had to be converted, and that failed.",
        "cause": "The content is malformed or of a rare type.",
        "remedy": "Check the message, and send it in a simpler form.",
    },
    "iana.5.6.6": {
        "title": "Content not available",
        "meaning": "The server could not fetch the content of the message from where it lies.",
        "cause": "The address of the content (BURL) is wrong, or the server there does not give "
        "it out.",
        "remedy": "Send the content with the message, or correct the address.",
    },
    "iana.5.6.7": {
        "title": "Addresses with other than ASCII not taken",
        "meaning": "The server does not take an address with characters beyond ASCII here.",
        "cause": "It does not offer SMTPUTF8, or does not allow it for this address.",
        "remedy": "Use an ASCII address of the recipient or sender, or another server.",
    },
    "iana.5.6.8": {
        "title": "Answer needs UTF-8",
        "meaning": "The answer needs UTF-8, which the client did not allow.",
        "cause": "The name of the mailbox is not ASCII.",
        "remedy": "Say SMTPUTF8 with the command.",
    },
    "iana.5.6.9": {
        "title": "UTF-8 headers cannot be delivered",
        "meaning": "A recipient cannot take a message with UTF-8 headers, so it was refused.",
        "cause": "A system on the way does not offer SMTPUTF8.",
        "remedy": "Send with ASCII headers and addresses.",
    },
    "iana.5.6.10": {
        "title": "Answer needs UTF-8",
        "meaning": "The answer needs UTF-8, which the client did not allow. The code is "
        "deprecated: X.6.8 means the same.",
        "cause": "The name of the mailbox is not ASCII.",
        "remedy": "Say SMTPUTF8 with the command.",
    },
    "iana.4.7.0": {
        "title": "Put off for security or policy",
        "meaning": "The server puts the mail off, and tells no more than that it is for security "
        "or policy.",
        "cause": "Often a limit on rate, or a doubtful reputation of the client. The server's own "
        "words may say more.",
        "remedy": "Try again later, with growing waits, and send more slowly.",
    },
    "iana.4.7.0.AUTH": {
        "title": "Login cannot be checked for now",
        "meaning": "The server cannot check the login at the moment. Nothing is said against the "
        "password.",
        "cause": "A temporary failure behind the server, or a limit on logins.",
        "remedy": "Log in again later, with growing waits. Do not ask for another password.",
    },
    "iana.5.7.0": {
        "title": "Refused for security or policy",
        "meaning": "The server refuses, and tells no more than that it is for security or policy.",
        "cause": "A rule of the server. The server's own words may say more.",
        "remedy": "Read the server's words, and change what they ask for.",
    },
    "iana.5.7.0.AUTH": {
        "title": "Login not accepted",
        "meaning": "The server does not accept the login.",
        "cause": "User name or password are wrong, expired, or not meant for SMTP.",
        "remedy": "Correct the credentials. Trying the same again may block the login.",
    },
    "iana.4.7.1": {
        "title": "Put off by policy",
        "meaning": "The server puts the mail off by a rule of its own.",
        "cause": "Usually too much mail in a short time, or greylisting.",
        "remedy": "Hold the mail to this server for some minutes, then send more slowly.",
    },
    "iana.4.7.1.AUTH": {
        "title": "Login refused for now",
        "meaning": "The server does not let this login in at the moment.",
        "cause": "A limit on logins, or a temporary failure.",
        "remedy": "Log in again later, with growing waits.",
    },
    "iana.4.7.1.RCPT": {
        "title": "Put off, probably greylisted",
        "meaning": "The server puts off mail for this recipient by a rule of its own.",
        "cause": "Usually greylisting: the server does not know the sender yet. Sometimes a limit "
        "on rate.",
        "remedy": "Send the same message again from the same address after some minutes.",
    },
    "iana.5.7.1": {
        "title": "Refused by policy",
        "meaning": "The server does not let this sender send to this recipient.",
        "cause": "A rule of the server or of the recipient: relaying, a blocklist, sender "
        "authentication, content. The server's own words may say more.",
        "remedy": "Read the server's words, and change what they ask for. Do not send the same "
        "again.",
    },
    "iana.5.7.1.CONNECT": {
        "title": "Client refused",
        "meaning": "The server refuses the client before it has seen any mail.",
        "cause": "The IP address of the client has a bad reputation or is on a blocklist.",
        "remedy": "Hold all mail to this server. Have the administrator check reputation and "
        "reverse DNS of the address.",
    },
    "iana.5.7.1.EHLO": {
        "title": "Client refused",
        "meaning": "The server refuses the client before it has seen any mail.",
        "cause": "The IP address of the client, or the name in EHLO, has a bad reputation or "
        "breaks a rule.",
        "remedy": "Hold all mail to this server. Have the administrator check reputation, reverse "
        "DNS and the name in EHLO.",
    },
    "iana.5.7.1.AUTH": {
        "title": "Login not accepted",
        "meaning": "The server does not accept the login.",
        "cause": "User name or password are wrong, or the account may not send by SMTP.",
        "remedy": "Correct the credentials or the rights of the account. Trying the same again "
        "may block the login.",
    },
    "iana.5.7.2": {
        "title": "Not allowed to post to the list",
        "meaning": "The sender may not send to this mailing list.",
        "cause": "The list takes mail from its members or from certain people alone.",
        "remedy": "Send from an address that may, or ask the owner of the list.",
    },
    "iana.5.7.3": {
        "title": "Security conversion not possible",
        "meaning": "The message would have to be converted between secure forms, and that is not "
        "possible.",
        "cause": "A system on the way does not support the form of encryption or signature.",
        "remedy": "Send in a form that the recipient's system supports.",
    },
    "iana.5.7.3.AUTH": {
        "title": "Login not accepted",
        "meaning": "The server does not accept the user name and password.",
        "cause": "They are wrong, expired, or not sufficient.",
        "remedy": "Correct the credentials. Trying the same again may block the login.",
    },
    "iana.5.7.4": {
        "title": "Security features not supported",
        "meaning": "The server does not support the security features asked for.",
        "cause": "The message or the client uses an extension that the server does not have.",
        "remedy": "Do without the feature, or use another server.",
    },
    "iana.5.7.4.AUTH": {
        "title": "Login mechanism not offered",
        "meaning": "The server does not offer this mechanism for the login.",
        "cause": "It is unknown to the server, or allowed only under TLS.",
        "remedy": "Use one of the mechanisms that EHLO names, after STARTTLS.",
    },
    "iana.5.7.5": {
        "title": "Cryptographic failure",
        "meaning": "A server could not check or decrypt the message.",
        "cause": "A key is missing or not valid.",
        "remedy": "Check the keys, and encrypt or sign the message anew.",
    },
    "iana.5.7.6": {
        "title": "Cryptographic algorithm not supported",
        "meaning": "A server could not check or decrypt the message.",
        "cause": "It does not support the algorithm.",
        "remedy": "Use another algorithm.",
    },
    "iana.5.7.7": {
        "title": "Message altered",
        "meaning": "The message did not arrive as it was sent.",
        "cause": "It was damaged or altered on the way.",
        "remedy": "Send it anew. If it stays, look for a system that alters messages.",
    },
    "iana.4.7.8": {
        "title": "Login cannot be checked for now",
        "meaning": "The server does not accept the login at the moment.",
        "cause": "Usually a temporary failure behind the server.",
        "remedy": "Log in again later, with growing waits. If it stays, check the credentials.",
    },
    "iana.5.7.8": {
        "title": "Login not accepted",
        "meaning": "The server does not accept the user name and password.",
        "cause": "They are wrong, expired, or not sufficient.",
        "remedy": "Correct the credentials. Trying the same again may block the login.",
    },
    "iana.5.7.9": {
        "title": "Login mechanism too weak",
        "meaning": "The server does not allow this mechanism for the account.",
        "cause": "Its policy wants a stronger one.",
        "remedy": "Use a stronger mechanism; some providers want an application password or OAuth.",
    },
    "iana.5.7.10": {
        "title": "Encryption needed",
        "meaning": "The server wants an encrypted connection.",
        "cause": "The client did not use TLS, or TLS could not be set up on the way.",
        "remedy": "Call STARTTLS first, or use a stronger mechanism for the login.",
    },
    "iana.5.7.11": {
        "title": "Encryption required for the login",
        "meaning": "The server allows this mechanism only over an encrypted connection.",
        "cause": "The client logs in without TLS.",
        "remedy": "Call STARTTLS before the login.",
    },
    "iana.5.7.12": {
        "title": "Password transition needed",
        "meaning": "The account must log in once with PLAIN before this mechanism can be used.",
        "cause": "The server has no password yet in the form that the mechanism needs.",
        "remedy": "Log in once with PLAIN over TLS; later logins can use the mechanism.",
    },
    "iana.5.7.13": {
        "title": "Account disabled",
        "meaning": "The login is right, but the account is disabled.",
        "cause": "The provider has disabled it, for payment or abuse for example.",
        "remedy": "Have the administrator ask the provider. Another password does not help.",
    },
    "iana.5.7.14": {
        "title": "Trust relationship required",
        "meaning": "The server has no trusted access to the server that holds the content (BURL). "
        "Some providers say this of a login instead.",
        "cause": "The two servers are not set up for each other.",
        "remedy": "Have the administrator set it up, or send the content with the message.",
    },
    "iana.5.7.14.AUTH": {
        "title": "Login not trusted",
        "meaning": "The provider does not trust this login.",
        "cause": "It wants a confirmation first, in a browser for example, or another kind of "
        "password.",
        "remedy": "Follow the server's words: confirm the login, or use an application password "
        "or OAuth.",
    },
    "iana.5.7.15": {
        "title": "Priority too low",
        "meaning": "The server takes only messages of a higher priority.",
        "cause": "An emergency, or a setting of the server.",
        "remedy": "Send with a higher priority if you may, or wait until it takes others again.",
    },
    "iana.5.7.16": {
        "title": "Too large for the priority",
        "meaning": "The message is larger than the server takes at this priority.",
        "cause": "A limit of the server for messages of this priority.",
        "remedy": "Make the message smaller, or send with a higher priority if you may.",
    },
    "iana.5.7.17": {
        "title": "Mailbox has a new owner",
        "meaning": "The mailbox has belonged to somebody else since the date that the message "
        "names.",
        "cause": "The address was given to another person.",
        "remedy": "Do not send to it what was meant for the former owner; ask the recipient for "
        "the present address.",
    },
    "iana.5.7.18": {
        "title": "Domain has a new owner",
        "meaning": "The domain of the recipient has belonged to somebody else since the date that "
        "the message names.",
        "cause": "The domain was sold or registered anew.",
        "remedy": "Do not send to it what was meant for the former owner; ask the recipient for "
        "the present address.",
    },
    "iana.5.7.19": {
        "title": "Owner cannot be checked",
        "meaning": "The server cannot tell whether the mailbox still has the same owner.",
        "cause": "It has no record of the date that is needed.",
        "remedy": "Decide whether to send without that check (Require-Recipient-Valid-Since).",
    },
    "iana.5.7.20": {
        "title": "No valid DKIM signature",
        "meaning": "No DKIM signature of the message is valid.",
        "cause": "It is not signed, was altered after signing, or the key in the DNS is wrong.",
        "remedy": "Have the administrator correct signature and key.",
    },
    "iana.5.7.21": {
        "title": "No acceptable DKIM signature",
        "meaning": "DKIM signatures of the message are valid, but the server accepts none of them.",
        "cause": "Its rules want another signer, or a stronger key.",
        "remedy": "Have the administrator sign with a key of the sender's domain.",
    },
    "iana.5.7.22": {
        "title": "No DKIM signature of the author",
        "meaning": "DKIM signatures of the message are valid, but none is of the domain in the "
        "From header.",
        "cause": "Another domain signs, such as that of a mail service.",
        "remedy": "Have the administrator sign with the domain in the From header.",
    },
    "iana.5.7.23": {
        "title": "SPF failed",
        "meaning": "The sender's domain does not allow this server to send for it (SPF).",
        "cause": "The address of the sending server is missing in the SPF record.",
        "remedy": "Have the administrator add it to the SPF record.",
    },
    "iana.4.7.24": {
        "title": "SPF cannot be checked for now",
        "meaning": "The SPF record of the sender's domain could not be evaluated at the moment.",
        "cause": "The DNS did not answer.",
        "remedy": "Try again later, with growing waits. If it stays, check the DNS of the "
        "sender's domain.",
    },
    "iana.5.7.24": {
        "title": "SPF record in error",
        "meaning": "The SPF record of the sender's domain cannot be evaluated.",
        "cause": "A syntax error, several records, or more than ten look-ups.",
        "remedy": "Have the administrator correct the SPF record.",
    },
    "iana.5.7.25": {
        "title": "Reverse DNS failed",
        "meaning": "The IP address of the client has no proper name in the reverse DNS.",
        "cause": "There is no PTR record, or its name does not lead back to the address.",
        "remedy": "Have the administrator set PTR and address records that agree.",
    },
    "iana.5.7.26": {
        "title": "Several authentication checks failed",
        "meaning": "More than one check of the sender failed. Some servers say this of DMARC.",
        "cause": "SPF and DKIM do not pass, or not for the domain in the From header.",
        "remedy": "Have the administrator correct SPF, DKIM and DMARC of the domain.",
    },
    "iana.5.7.27": {
        "title": "Sender's domain takes no mail",
        "meaning": "The sender's domain takes no mail, so no report could be returned to it.",
        "cause": "It says so in the DNS (null MX).",
        "remedy": "Use a sender address whose domain takes mail.",
    },
    "iana.4.7.28": {
        "title": "Flood of mail, put off",
        "meaning": "The server sees a flood of similar mail from this sender or client, and puts "
        "it off.",
        "cause": "Too much mail in a short time, or too many complaints.",
        "remedy": "Hold all mail to this server, then send more slowly.",
    },
    "iana.5.7.28": {
        "title": "Flood of mail",
        "meaning": "The server takes the message for a part of a flood of abusive mail.",
        "cause": "Too much similar mail from this sender or client, or a bad reputation.",
        "remedy": "Hold all mail to this server. Have the administrator find out who sends it.",
    },
    "iana.5.7.29": {
        "title": "ARC failed",
        "meaning": "The ARC chain of the message is not valid.",
        "cause": "A system that forwarded the message altered it, or signed wrongly.",
        "remedy": "Have the administrator of the forwarding system correct it.",
    },
    "iana.5.7.30": {
        "title": "REQUIRETLS not supported",
        "meaning": "The message may only travel encrypted (REQUIRETLS), and the next host does "
        "not offer that.",
        "cause": "The next host does not support REQUIRETLS.",
        "remedy": "Send without REQUIRETLS if you may, or another way.",
    },
    "iana.4": {
        "title": "Transient failure",
        "meaning": "The server cannot do it now, but may later. Its enhanced code is not "
        "registered.",
        "cause": "Not known. The server's own words may say more.",
        "remedy": "Try again later, with growing waits, for some days at most.",
    },
    "iana.5": {
        "title": "Permanent failure",
        "meaning": "The server refuses. Its enhanced code is not registered.",
        "cause": "Not known. The server's own words may say more.",
        "remedy": "Read the server's words, and change what they ask for. Do not send the same "
        "again.",
    },
    "iana.4.0": {
        "title": "Transient failure",
        "meaning": "The server cannot do it now, but may later. Its enhanced code is not "
        "registered.",
        "cause": "Not known. The server's own words may say more.",
        "remedy": "Try again later, with growing waits, for some days at most.",
    },
    "iana.5.0": {
        "title": "Permanent failure",
        "meaning": "The server refuses. Its enhanced code is not registered.",
        "cause": "Not known. The server's own words may say more.",
        "remedy": "Read the server's words, and change what they ask for. Do not send the same "
        "again.",
    },
    "iana.4.1": {
        "title": "Address not accepted for now",
        "meaning": "The server does not accept an address at the moment. The detail of its "
        "enhanced code is not registered.",
        "cause": "The address of the sender or the recipient. The server's own words may say more.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.1": {
        "title": "Address refused",
        "meaning": "The server refuses because of an address. The detail of its enhanced code is "
        "not registered.",
        "cause": "The address of the sender or the recipient. The server's own words may say more.",
        "remedy": "Read the server's words. Do not send the same again; keep the address until it "
        "is refused for long.",
    },
    "iana.4.2": {
        "title": "Mailbox not available for now",
        "meaning": "The mailbox cannot take the mail at the moment. The detail of the enhanced "
        "code is not registered.",
        "cause": "Something about the mailbox. The server's own words may say more.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.2": {
        "title": "Mailbox refuses",
        "meaning": "The mailbox does not take this message. The detail of the enhanced code is "
        "not registered.",
        "cause": "Something about the mailbox. The server's own words may say more.",
        "remedy": "Read the server's words. Do not send this message again; ask the recipient "
        "another way.",
    },
    "iana.4.3": {
        "title": "Mail system failure",
        "meaning": "The mail system has trouble at the moment. The detail of the enhanced code is "
        "not registered.",
        "cause": "Something about the system. The server's own words may say more.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.3": {
        "title": "Mail system refuses",
        "meaning": "The mail system refuses. The detail of the enhanced code is not registered.",
        "cause": "Something about the system. The server's own words may say more.",
        "remedy": "Read the server's words; ask the server's postmaster if they do not help.",
    },
    "iana.4.4": {
        "title": "Network or routing trouble",
        "meaning": "The server has trouble with the network or the route to the recipient. The "
        "detail of the enhanced code is not registered.",
        "cause": "Network, DNS or routing. The server's own words may say more.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.4": {
        "title": "No delivery for network or routing reasons",
        "meaning": "The server gave up because of the network or the route to the recipient. The "
        "detail of the enhanced code is not registered.",
        "cause": "Network, DNS or routing. The server's own words may say more.",
        "remedy": "Read the server's words; check domain and MX.",
    },
    "iana.4.5": {
        "title": "Protocol trouble",
        "meaning": "Something went wrong with the protocol at the moment. The detail of the "
        "enhanced code is not registered.",
        "cause": "The server's own words may say more.",
        "remedy": "Try again later, with growing waits.",
    },
    "iana.5.5": {
        "title": "Protocol error",
        "meaning": "Something is wrong with the protocol. The detail of the enhanced code is not "
        "registered.",
        "cause": "The server's own words may say more.",
        "remedy": "Read the server's words, and correct the client.",
    },
    "iana.4.6": {
        "title": "Content not accepted for now",
        "meaning": "The server does not accept the content at the moment. The detail of the "
        "enhanced code is not registered.",
        "cause": "Something about the content. The server's own words may say more.",
        "remedy": "Try again later. If it stays, change the message.",
    },
    "iana.5.6": {
        "title": "Content refused",
        "meaning": "The server refuses because of the content of the message. The detail of the "
        "enhanced code is not registered.",
        "cause": "Something about the content. The server's own words may say more.",
        "remedy": "Change the message. Do not send the same again.",
    },
    "iana.4.7": {
        "title": "Put off for security or policy",
        "meaning": "The server puts the mail off for security or policy. The detail of the "
        "enhanced code is not registered.",
        "cause": "Often a limit on rate, or a doubtful reputation of the client. The server's own "
        "words may say more.",
        "remedy": "Try again later, with growing waits, and send more slowly.",
    },
    "iana.5.7": {
        "title": "Refused for security or policy",
        "meaning": "The server refuses for security or policy. The detail of the enhanced code is "
        "not registered.",
        "cause": "A rule of the server. The server's own words may say more.",
        "remedy": "Read the server's words, and change what they ask for.",
    },
}

TEXTS: Final = with_transient_forms(
    _TEXTS,
    title="{}, for now",
    remedy="Try again later, with growing waits. If it does not pass, do the following. {}",
)

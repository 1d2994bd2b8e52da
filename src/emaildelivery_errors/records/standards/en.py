"""English texts. [...] is left out where the reply had no such value."""

from typing import Final

TEXTS: Final[dict[str, dict[str, str]]] = {
    "smtp.211": {
        "title": "Status or help",
        "meaning": "The server answers a question about its state.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "smtp.214": {
        "title": "Help",
        "meaning": "The server answers HELP with a text for people.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "smtp.220": {
        "title": "Ready",
        "meaning": "The server is ready: for EHLO in the greeting, for the TLS handshake after "
        "STARTTLS.",
        "cause": "",
        "remedy": "Go on with EHLO, or with the handshake.",
    },
    "smtp.221": {
        "title": "Goodbye",
        "meaning": "The server ends the session, as asked by QUIT.",
        "cause": "",
        "remedy": "Close the connection.",
    },
    "smtp.235": {
        "title": "Login accepted",
        "meaning": "The login is complete.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "smtp.250": {
        "title": "Done",
        "meaning": "The command was carried out. After the end of data it also means that the "
        "server has taken the responsibility for the message.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "smtp.251": {
        "title": "Accepted, will be forwarded",
        "meaning": "The recipient is elsewhere; the server takes the message and forwards it to "
        "the address that it names. In answer to ETRN: no mail is waiting.",
        "cause": "",
        "remedy": "Nothing to do. You may note the new address.",
    },
    "smtp.252": {
        "title": "Not verified, but accepted",
        "meaning": "The server does not tell whether the address exists, but takes mail for it. "
        "In answer to ETRN: the queue is being run.",
        "cause": "",
        "remedy": "Take the address for unverified, not for bad.",
    },
    "smtp.253": {
        "title": "Queue started",
        "meaning": "The server has begun to send the messages that wait for this node.",
        "cause": "",
        "remedy": "Nothing to do.",
    },
    "smtp.334": {
        "title": "Login goes on",
        "meaning": "The server waits for the next step of the login; its text is a challenge in "
        "Base64.",
        "cause": "",
        "remedy": 'Send the answer, or "*" to give up.',
    },
    "smtp.354": {
        "title": "Send the message",
        "meaning": "The server is ready for the message, which ends with a full stop on a line of "
        "its own.",
        "cause": "",
        "remedy": "Send the message.",
    },
    "smtp.355": {
        "title": "Transaction goes on",
        "meaning": "The server names the octet at which an interrupted transaction goes on (an "
        "experiment, hardly in use).",
        "cause": "",
        "remedy": "Go on from that octet.",
    },
    "smtp.421": {
        "title": "Service not available, connection closed",
        "meaning": "The server cannot go on and closes the connection. It may say so at any "
        "command.",
        "cause": "It is shutting down, overloaded, or limits this client; the server's own words "
        "may say more.",
        "remedy": "Connect anew later, with growing waits. What was not yet accepted must be sent "
        "again.",
    },
    "smtp.422": {
        "title": "Transient failure (422)",
        "meaning": "The server cannot do it now, but may later. No RFC defines 422.",
        "cause": "The registry of enhanced codes ties 422 to a password transition at login; some "
        "servers mean a full mailbox (4.2.2).",
        "remedy": "Read the server's words, and try again later, with growing waits.",
    },
    "smtp.422.AUTH": {
        "title": "Password transition needed",
        "meaning": "The account must log in once with PLAIN before this mechanism can be used.",
        "cause": "The server has no password yet in the form that the mechanism needs.",
        "remedy": "Log in once with PLAIN over TLS; later logins can use the mechanism.",
    },
    "smtp.430": {
        "title": "Transient failure (430)",
        "meaning": "The server cannot do it now, but may later. No RFC defines 430.",
        "cause": "The registry of enhanced codes ties 430 to an invalid command; the server's own "
        "words may say more.",
        "remedy": "Try again later, with growing waits.",
    },
    "smtp.432": {
        "title": "Transient failure (432)",
        "meaning": "The server cannot do it now, but may later.",
        "cause": "By the standard 432 is for a login alone; some servers mean a limit on "
        "connections or rate.",
        "remedy": "Read the server's words, and try again later, with growing waits.",
    },
    "smtp.432.AUTH": {
        "title": "Password transition needed",
        "meaning": "The account must log in once with PLAIN before this mechanism can be used.",
        "cause": "The server has no password yet in the form that the mechanism needs. Some "
        "servers use 432 for a limit instead: see their words.",
        "remedy": "Log in once with PLAIN over TLS; later logins can use the mechanism.",
    },
    "smtp.450": {
        "title": "Not available for now",
        "meaning": "The server does not do it at the moment. By the standard a mailbox is not "
        "available.",
        "cause": "A mailbox is busy or locked, the server puts off unknown senders (greylisting), "
        "or limits them. The server's own words may say more.",
        "remedy": "Try again after some minutes, with growing waits.",
    },
    "smtp.450.RCPT": {
        "title": "Mailbox not available for now",
        "meaning": "The server cannot take the mail for this mailbox at the moment.",
        "cause": "The mailbox is busy or locked, or the server puts off unknown senders "
        "(greylisting).",
        "remedy": "Try again after some minutes, with growing waits.",
    },
    "smtp.450.MAIL": {
        "title": "Sender not accepted for now",
        "meaning": "The server does not accept the envelope sender at the moment.",
        "cause": "Often the domain of the sender could not be looked up.",
        "remedy": "Check the DNS of the sender's domain, and try again later.",
    },
    "smtp.451": {
        "title": "Server error in processing",
        "meaning": "The server broke off because of an error of its own.",
        "cause": "Usually a temporary failure of the server; some servers put off mail with it "
        "(greylisting).",
        "remedy": "Try again later, with growing waits.",
    },
    "smtp.452": {
        "title": "Not enough storage",
        "meaning": "The server has no room for the message at the moment.",
        "cause": "Its disk or queue is full.",
        "remedy": "Try again later, with growing waits.",
    },
    "smtp.452.RCPT": {
        "title": "Too many recipients in one transaction",
        "meaning": "The server takes no more recipients in this transaction. Those accepted so "
        "far get the message.",
        "cause": "The server limits the number of recipients of a message; RFC 5321 asks for 100 "
        "at least.",
        "remedy": "Send to the rest in another transaction, at once or later.",
    },
    "smtp.453": {
        "title": "No mail",
        "meaning": "No mail is waiting for the domains asked for (ATRN).",
        "cause": "The queue is empty.",
        "remedy": "Ask again at the next poll.",
    },
    "smtp.454": {
        "title": "Login or TLS not available for now",
        "meaning": "The server cannot check the login, or cannot start TLS, at the moment.",
        "cause": "A temporary failure of the server.",
        "remedy": "Try again later, with growing waits. Do not ask for another password.",
    },
    "smtp.454.AUTH": {
        "title": "Login cannot be checked for now",
        "meaning": "The server cannot check the login at the moment. Nothing is said against the "
        "password.",
        "cause": "A temporary failure behind the server, such as that of its user database.",
        "remedy": "Log in again later, with growing waits. Do not ask for another password.",
    },
    "smtp.454.STARTTLS": {
        "title": "TLS not available for now",
        "meaning": "The server cannot start TLS at the moment.",
        "cause": "A temporary failure of the server, or trouble with its certificate.",
        "remedy": "Try again later. Whether to send without TLS is for your policy to say.",
    },
    "smtp.455": {
        "title": "Parameters cannot be honoured for now",
        "meaning": "The server knows the parameters of MAIL or RCPT, but cannot honour them at "
        "the moment.",
        "cause": "The state of the server, or a limit of it.",
        "remedy": "Try again later, or leave out what is optional.",
    },
    "smtp.458": {
        "title": "Queue cannot be started",
        "meaning": "The server cannot start sending the messages that wait for this node (ETRN).",
        "cause": "A temporary failure of the server.",
        "remedy": "Ask again later.",
    },
    "smtp.459": {
        "title": "Queue not for this client",
        "meaning": "The server does not release the queue of this node to this client (ETRN).",
        "cause": "The client is not allowed to ask for it.",
        "remedy": "Have the administrator correct the permission. Asking again alone does not "
        "help.",
    },
    "smtp.500": {
        "title": "Command not recognised",
        "meaning": "The server does not know the command, or the line was too long.",
        "cause": "The server does not offer the command, or the client sent something else than a "
        "command.",
        "remedy": "In answer to EHLO, use HELO. Otherwise do without the command, or correct the "
        "client.",
    },
    "smtp.501": {
        "title": "Syntax error in arguments",
        "meaning": "The server cannot read the argument or a parameter of the command.",
        "cause": "A malformed address, name or parameter.",
        "remedy": "Correct the argument; the server's words may name it.",
    },
    "smtp.501.AUTH": {
        "title": "Malformed login",
        "meaning": "The server cannot read the credentials that the client sent.",
        "cause": "They are not valid Base64 or not in the form of the mechanism, or the login was "
        "cancelled.",
        "remedy": "Correct the program, or leave the login to a mail library.",
    },
    "smtp.501.MAIL": {
        "title": "Malformed sender address",
        "meaning": "The server cannot read the address of the envelope sender, or a parameter of "
        "MAIL.",
        "cause": "The address does not follow RFC 5321, or a parameter is wrong.",
        "remedy": "Correct the sender's address or the parameter.",
    },
    "smtp.501.RCPT": {
        "title": "Malformed recipient address",
        "meaning": "The server cannot read the address of the recipient, or a parameter of RCPT.",
        "cause": "The address does not follow RFC 5321, or a parameter is wrong.",
        "remedy": "Correct the address or the parameter.",
    },
    "smtp.502": {
        "title": "Command not offered",
        "meaning": "The server knows the command, but does not offer it.",
        "cause": "It is switched off, or not implemented.",
        "remedy": "Do without the command. In answer to EHLO, use HELO.",
    },
    "smtp.503": {
        "title": "Commands out of order",
        "meaning": "The command is not allowed at this point of the session.",
        "cause": "The client sent it too early, twice, or after an error. Before it a login may "
        "be missing.",
        "remedy": "Correct the order of commands in the client; RSET starts anew.",
    },
    "smtp.503.DATA": {
        "title": "No recipient to send to",
        "meaning": "The server does not let the message begin, because it has accepted no sender "
        "or no recipient.",
        "cause": "All recipients were refused before, or the client left out MAIL or RCPT.",
        "remedy": "Go by the errors of the recipients, if they were refused. Otherwise correct "
        "the client.",
    },
    "smtp.504": {
        "title": "Parameter not offered",
        "meaning": "The server knows the command, but not this parameter of it.",
        "cause": "The server does not offer the option, or a name in the command is not complete.",
        "remedy": "Leave out the parameter, or correct the name (a full domain name in EHLO and "
        "in addresses).",
    },
    "smtp.504.AUTH": {
        "title": "Login mechanism not offered",
        "meaning": "The server does not offer this mechanism for the login.",
        "cause": "It is unknown to the server, or allowed only under TLS.",
        "remedy": "Use one of the mechanisms that EHLO names, after STARTTLS.",
    },
    "smtp.521": {
        "title": "Host takes no mail",
        "meaning": "The server says that it takes no mail from anybody.",
        "cause": "It is not meant for mail. Some servers say it to turn away a single client.",
        "remedy": "Try another MX of the domain. If there is none, do not send again.",
    },
    "smtp.523": {
        "title": "Permanent failure (523)",
        "meaning": "The server refuses. No RFC defines 523.",
        "cause": "The registry of enhanced codes ties 523 to a login that needs encryption; some "
        "servers mean a message that is too large (5.2.3).",
        "remedy": "Read the server's words, and change what they ask for.",
    },
    "smtp.523.AUTH": {
        "title": "Encryption needed for the login",
        "meaning": "The server allows this login only over an encrypted connection.",
        "cause": "The client logs in without TLS.",
        "remedy": "Call STARTTLS before the login, or use a stronger mechanism.",
    },
    "smtp.524": {
        "title": "Encryption needed for the login",
        "meaning": "The server allows this mechanism only over an encrypted connection.",
        "cause": "The client logs in without TLS.",
        "remedy": "Call STARTTLS before the login.",
    },
    "smtp.525": {
        "title": "Permanent failure (525)",
        "meaning": "The server refuses. No RFC defines 525.",
        "cause": "The registry of enhanced codes ties 525 to a disabled account at login; "
        "elsewhere some servers mean the recipient's.",
        "remedy": "Read the server's words, and change what they ask for.",
    },
    "smtp.525.AUTH": {
        "title": "Account disabled",
        "meaning": "The login is right, but the account is disabled.",
        "cause": "The provider has disabled it, for payment or abuse for example.",
        "remedy": "Have the administrator ask the provider. Another password does not help.",
    },
    "smtp.530": {
        "title": "Login required",
        "meaning": "The server wants a login before this command.",
        "cause": "The client did not log in.",
        "remedy": "Log in before sending, over TLS where the server asks for it.",
    },
    "smtp.533": {
        "title": "Delivery not authorised (533)",
        "meaning": "The server refuses. No RFC defines 533.",
        "cause": "The registry of enhanced codes ties 533 to a delivery that is not authorised; "
        "the server's own words may say more.",
        "remedy": "Read the server's words, and change what they ask for.",
    },
    "smtp.534": {
        "title": "Login mechanism too weak",
        "meaning": "The server does not allow this mechanism for the account.",
        "cause": "Its policy wants a stronger one.",
        "remedy": "Use a stronger mechanism; some providers want an application password or OAuth.",
    },
    "smtp.535": {
        "title": "Login not accepted",
        "meaning": "The server does not accept the user name and password.",
        "cause": "They are wrong, expired, or not meant for SMTP.",
        "remedy": "Correct the credentials. Trying the same again may block the login.",
    },
    "smtp.538": {
        "title": "Encryption required for the login",
        "meaning": "The server allows this mechanism only over an encrypted connection.",
        "cause": "The client logs in without TLS.",
        "remedy": "Call STARTTLS before the login.",
    },
    "smtp.550": {
        "title": "Not available",
        "meaning": "The server refuses. By the standard a mailbox is not available; most servers "
        "say 550 of anything.",
        "cause": "There is no such mailbox, or a rule of the server forbids it. The server's own "
        "words may say more.",
        "remedy": "Read the server's words, and change what they ask for. Do not send the same "
        "again.",
    },
    "smtp.550.RCPT": {
        "title": "Mailbox not available",
        "meaning": "The server refuses the mail. Whether the mailbox exists is not told.",
        "cause": "There is no such mailbox, the server allows no access to it, or a rule of its "
        "own forbids it.",
        "remedy": "Read the server's words. Do not send this message again; keep the address "
        "until it is refused for long.",
    },
    "smtp.550.EHLO": {
        "title": "Greeting refused",
        "meaning": "The server does not accept the client or the name that it gave in EHLO.",
        "cause": "A rule of the server, on the name or on the address of the client.",
        "remedy": "Use a full domain name that leads to the client's address in EHLO; otherwise "
        "ask the server's postmaster.",
    },
    "smtp.550.MAIL": {
        "title": "Sender refused",
        "meaning": "The server does not accept the envelope sender.",
        "cause": "Its domain does not exist, the login may not use it, or a rule of the server "
        "forbids it.",
        "remedy": "Use a sender address that exists and that the account may use.",
    },
    "smtp.550.end_of_data": {
        "title": "Message refused",
        "meaning": "The server refuses the message after it has seen it.",
        "cause": "A rule of the server: spam, sender authentication (SPF, DKIM, DMARC) or "
        "content. The server's own words may say more.",
        "remedy": "Read the server's words, and change what they ask for. Do not send the same "
        "again.",
    },
    "smtp.551": {
        "title": "Mailbox elsewhere",
        "meaning": "The mailbox is not on this server, whose words may name where it is. Some "
        "servers say this to refuse relaying.",
        "cause": "The recipient has moved, or the server does not take mail for the domain.",
        "remedy": "Check the address. Send to a new address only if a person has confirmed it.",
    },
    "smtp.552": {
        "title": "Too large, or storage exceeded",
        "meaning": "The message is larger than the server takes, or than the room that is left.",
        "cause": "A limit on the size of messages, or the quota of a mailbox.",
        "remedy": "Make the message smaller. If the words tell of a quota, try again later.",
    },
    "smtp.552.RCPT": {
        "title": "Too many recipients, or storage exceeded",
        "meaning": "The server does not take this recipient in addition.",
        "cause": "An old way to say that there are too many recipients (now 452), or the quota of "
        "the mailbox.",
        "remedy": "Send to the rest in another transaction, or to this recipient later.",
    },
    "smtp.553": {
        "title": "Mailbox name not allowed",
        "meaning": "The server does not accept the address.",
        "cause": "Its syntax is wrong or the name is not allowed. Some servers say it of the "
        "sender, or to refuse relaying.",
        "remedy": "Check the address. Use a sender that the account may use.",
    },
    "smtp.553.MAIL": {
        "title": "Sender address not allowed",
        "meaning": "The server does not accept the address of the envelope sender.",
        "cause": "The login may not use it, or its syntax is wrong.",
        "remedy": "Use a sender address that the account may use.",
    },
    "smtp.554": {
        "title": "Transaction failed",
        "meaning": "The server refuses, without telling why.",
        "cause": "A rule of the server, or a failure. The server's own words may say more.",
        "remedy": "Read the server's words, and change what they ask for. Do not send the same "
        "again.",
    },
    "smtp.554.CONNECT": {
        "title": "No SMTP service for this client",
        "meaning": "The server takes no mail from this client.",
        "cause": "The client's IP address is blocked, or the host is not meant for mail.",
        "remedy": "Check the reputation of the address and the host name; try another MX of the "
        "domain.",
    },
    "smtp.554.DATA": {
        "title": "No valid recipients",
        "meaning": "The server does not let the message begin.",
        "cause": "All recipients were refused before, or a rule of the server forbids the message.",
        "remedy": "Go by the errors of the recipients, if they were refused.",
    },
    "smtp.554.end_of_data": {
        "title": "Message refused for its content",
        "meaning": "The server refuses the message after it has seen it.",
        "cause": "Content, headers, attachments or spam. The server's own words may say more.",
        "remedy": "Change the message. Do not send the same again.",
    },
    "smtp.555": {
        "title": "Parameters of MAIL or RCPT not known",
        "meaning": "The server does not know a parameter of MAIL or RCPT, or will never honour it.",
        "cause": "The client uses an extension that the server does not offer.",
        "remedy": "Leave out the parameter.",
    },
    "smtp.556": {
        "title": "Domain takes no mail",
        "meaning": "The domain of the recipient takes no mail.",
        "cause": "It says so in the DNS (null MX), or by its server (521).",
        "remedy": "Strike the address off the list, or check it for a slip.",
    },
    "smtp.tls_required": {
        "title": "STARTTLS required",
        "meaning": "The server wants an encrypted connection before this command.",
        "cause": "The client did not call STARTTLS.",
        "remedy": "Call STARTTLS first, or use a port with TLS from the start.",
    },
    "smtp.authentication_required": {
        "title": "Login required",
        "meaning": "The server takes this mail from clients that are logged in only.",
        "cause": "The client did not log in, or the recipient takes mail from its own "
        "organisation only.",
        "remedy": "Log in before sending; otherwise ask the recipient another way.",
    },
    "smtp.greylisted": {
        "title": "Greylisted",
        "meaning": "The server puts off mail from senders that it does not know yet.",
        "cause": "A defence against spam: mail servers try again, most spammers do not.",
        "remedy": "Send the same message again from the same address after some minutes; it "
        "usually passes then.",
    },
    "smtp.mailbox_full": {
        "title": "Mailbox full",
        "meaning": "The mailbox of the recipient is over its quota.",
        "cause": "The recipient does not clear it out, or does not use it any more.",
        "remedy": "Try again for some days. If it stays full, take the address for abandoned.",
    },
    "smtp.user_unknown": {
        "title": "Mailbox unknown",
        "meaning": "The server says that there is no such mailbox.",
        "cause": "A slip in the address, or the mailbox was deleted.",
        "remedy": "Strike the address off the list, or check it for a slip.",
    },
    "smtp.sender_rejected": {
        "title": "Sender refused",
        "meaning": "The server does not accept the envelope sender.",
        "cause": "Its domain or mailbox does not exist, or a rule of the server forbids it.",
        "remedy": "Use a sender address that exists and that the account may use.",
    },
    "smtp.relay_denied": {
        "title": "Relaying denied",
        "meaning": "The server takes no mail for this domain from this client.",
        "cause": "The client did not log in, the server is not the one for the domain, or the MX "
        "of the domain leads to the wrong host.",
        "remedy": "Log in or use your own outgoing server; otherwise check the MX of the domain.",
    },
    "smtp.blocklisted": {
        "title": "On a blocklist",
        "meaning": "The server refuses the client for its IP address or domain.",
        "cause": "It is on a blocklist or has a bad reputation.",
        "remedy": "Hold all mail to this server. Have the administrator find out why, and apply "
        "for removal at the list that the words name.",
    },
    "smtp.blocklisted_for_now": {
        "title": "Held back for its reputation",
        "meaning": "The server puts off the client for its IP address or domain.",
        "cause": "It is on a blocklist or has a bad reputation.",
        "remedy": "Hold all mail to this server and go on more slowly later. Have the "
        "administrator find out why.",
    },
    "smtp.reverse_dns": {
        "title": "No proper reverse DNS",
        "meaning": "The server refuses the client because its IP address has no proper name.",
        "cause": "There is no PTR record, or its name does not lead back to the address.",
        "remedy": "Have the administrator set PTR and address records that agree.",
    },
    "smtp.reverse_dns_for_now": {
        "title": "No proper reverse DNS, for now",
        "meaning": "The server puts off the client because its IP address has no proper name at "
        "the moment.",
        "cause": "The DNS does not answer, there is no PTR record, or its name does not lead back "
        "to the address.",
        "remedy": "Try again later. If it stays, have the administrator set PTR and address "
        "records that agree.",
    },
    "smtp.domain_authentication": {
        "title": "Sender authentication failed",
        "meaning": "The server refuses because SPF, DKIM or DMARC failed.",
        "cause": "The DNS records of the sender's domain do not allow this server, or the "
        "signature is missing or broken.",
        "remedy": "Have the administrator correct SPF, DKIM and DMARC of the domain.",
    },
    "smtp.virus_found": {
        "title": "Virus found",
        "meaning": "The server found malware in the message.",
        "cause": "An attachment or a link is infected, or looks like it.",
        "remedy": "Check the attachments and the machine they come from. Do not send the same "
        "again.",
    },
    "smtp.spam": {
        "title": "Taken for spam",
        "meaning": "The server takes the message for spam.",
        "cause": "The content, the links, or the reputation of the sender.",
        "remedy": "Change the message, and check SPF, DKIM, DMARC and the consent of the "
        "recipients. Do not send the same again.",
    },
    "smtp.message_too_large": {
        "title": "Message too large",
        "meaning": "The message is larger than the server takes.",
        "cause": "A limit of the server or of the mailbox on the size of messages.",
        "remedy": "Make the message smaller, or send a link.",
    },
    "smtp.mailbox_busy": {
        "title": "Mailbox busy",
        "meaning": "The mailbox takes no more mail at the moment.",
        "cause": "It receives too much mail in a short time, or is disabled for a time.",
        "remedy": "Try again later, with growing waits.",
    },
    "smtp.2xx.RCPT": {
        "title": "Unusual success for a recipient",
        "meaning": "The server answered RCPT with a success that the client does not know, and the "
        "client took it for a refusal.",
        "cause": "By RFC 5321 every reply that begins with 2 is a success, such as 252; smtplib "
        "accepts only 250 and 251.",
        "remedy": "Do not send again to this recipient without need: see accepted for whether the"
        " message went out.",
    },
    "smtp.2xx.end_of_data": {
        "title": "Unusual success for the message",
        "meaning": "The server took the message with a success that the client does not know.",
        "cause": "By RFC 5321 every reply that begins with 2 is a success; smtplib accepts only "
        "250 after the data.",
        "remedy": "Do not send again: the message was taken.",
    },
    "smtp.2xx.other": {
        "title": "Unusual success",
        "meaning": "The server answered a command with a success that the client does not "
        "know, and "
        "the client gave up.",
        "cause": "By RFC 5321 every reply that begins with 2 is a success, but clients wait for "
        "certain codes.",
        "remedy": "Report it to the provider of the server, or use a client that goes by the first "
        "digit.",
    },
    "smtp.3xx": {
        "title": "Unexpected request to go on",
        "meaning": "The server asked for more where the command was complete.",
        "cause": "Client and server are out of step.",
        "remedy": "Open a new connection. If it comes again, report it to the provider of the "
        "server.",
    },
    "smtp.4xx": {
        "title": "Transient failure",
        "meaning": "The server cannot do it now, but may later.",
        "cause": "Not known: only the first digit of the code is certain.[ Some servers write the "
        "enhanced code {enhanced} without its dots.] The server's own words may say more.",
        "remedy": "Try again later, with growing waits, for some days at most.",
    },
    "smtp.5xx": {
        "title": "Permanent failure",
        "meaning": "The server refuses, and the same again will not help.",
        "cause": "Not known: only the first digit of the code is certain.[ Some servers write the "
        "enhanced code {enhanced} without its dots.] The server's own words may say more.",
        "remedy": "Do not send the same again. Read the server's words, and change what they ask "
        "for.",
    },
    "smtp.malformed": {
        "title": "Not an SMTP reply",
        "meaning": "What came from the server is no SMTP reply.",
        "cause": "Usually the host or port is another service, or something stands between client "
        "and server.",
        "remedy": "Check host, port and TLS mode: a port with TLS from the start does not speak "
        "before.",
    },
    "smtp.between_messages": {
        "title": "Failure between messages",
        "meaning": "Something went wrong at a command that is no part of a message, such as QUIT, "
        "RSET or NOOP.",
        "cause": "The server closed the session by itself, or answered QUIT with something else "
        "than 221.",
        "remedy": "Do not send again because of this error: what was sent before had its own "
        "answer. What was still to be sent needs a new connection.",
    },
    "smtp.recipients_refused": {
        "title": "Recipients refused",
        "meaning": "Several recipients were refused, for reasons of their own.",
        "cause": "Each recipient's error tells.",
        "remedy": "Go through by_recipient. Send later to those in to_retry().",
    },
}

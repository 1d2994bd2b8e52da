"""English texts. `[...]` is left out where the answer had no such value."""

from typing import Final

TEXTS: Final[dict[str, dict[str, str]]] = {
    "oci.http.ok": {
        "title": "Message taken",
        "meaning": "OCI took the message, except for the recipients that the answer lists as "
        "suppressed.",
        "cause": "",
        "remedy": "Look at suppressedRecipients in the answer: these get nothing.",
    },
    "oci.http.suppressed": {
        "title": "Recipient on the suppression list",
        "meaning": "OCI took the message, but will not deliver it to this recipient[, "
        "{recipient}]. The status 200 looks like success for all.",
        "cause": "The address is on the suppression list of the tenancy, after a hard bounce, a "
        "complaint, an unsubscription, or because somebody added it.",
        "remedy": "Take the address off your list. If you know that the cause is gone, an "
        "administrator can remove it from the suppression list. Waiting changes nothing.",
    },
    "oci.http.message_id_malformed": {
        "title": "Message ID not well-formed",
        "meaning": "OCI did not take the message: its message ID is not well-formed.",
        "cause": "The program sets a message ID that does not follow RFC 5322 section 3.6.4.",
        "remedy": "Leave the message ID to OCI, or build one of the form unique@your-domain.",
    },
    "oci.http.address_missing": {
        "title": "Email address missing",
        "meaning": "OCI did not take the message: an email address in the request is empty.",
        "cause": "A sender, recipient or reply address was given without its email field.",
        "remedy": "Check the addresses before the request; leave out recipients without one.",
    },
    "oci.http.invalid_address": {
        "title": "Invalid email address",
        "meaning": "OCI does not regard the address[ {address}] as valid, and did not take the "
        "message.",
        "cause": "The address of the sender or of a recipient is not well-formed. One such "
        "recipient makes OCI refuse the message for all.",
        "remedy": "Correct the address, or take it off your list, and send to the others again.",
    },
    "oci.http.too_many_recipients": {
        "title": "More than 50 recipients",
        "meaning": "OCI did not take the message: a request may have 50 recipients at most.",
        "cause": "To, Cc and Bcc together have more than 50 addresses.",
        "remedy": "Split the recipients into several requests. The same request never passes.",
    },
    "oci.http.header_name_missing": {
        "title": "Header without a name",
        "meaning": "OCI did not take the message: a custom header has no name.",
        "cause": "The program puts an empty name into the header fields of the request.",
        "remedy": "Correct the program, or leave the header out.",
    },
    "oci.http.header_name_not_ascii": {
        "title": "Header name not in ASCII",
        "meaning": "OCI did not take the message: the name of a custom header[, {header},] is not "
        "plain ASCII.",
        "cause": "The names of header fields are ASCII (RFC 5322 section 2.2).",
        "remedy": "Rename the header.",
    },
    "oci.http.header_reserved": {
        "title": "Reserved header",
        "meaning": "OCI did not take the message: the header[ {header}] cannot be set by the "
        "program.",
        "cause": "OCI sets this header itself, or has a field of the request for it.",
        "remedy": "Leave the header out of the custom headers, and use the field of the request.",
    },
    "oci.http.compartment_missing": {
        "title": "Compartment of the sender missing",
        "meaning": "OCI did not take the message: the request names no compartment for the sender.",
        "cause": "The sender in the request has no compartmentId.",
        "remedy": "Put the OCID of the compartment that holds the approved sender into the "
        "request.",
    },
    "oci.http.subject_missing": {
        "title": "Subject missing",
        "meaning": "OCI did not take the message: the subject is empty or missing.",
        "cause": "The HTTPS submission requires a subject, which SMTP does not.",
        "remedy": "Set a subject.",
    },
    "oci.http.sender_missing": {
        "title": "Sender missing",
        "meaning": "OCI did not take the message: the request has no sender.",
        "cause": "The program left the sender out, or its address is empty.",
        "remedy": "Set an approved sender of this region as the sender.",
    },
    "oci.http.recipients_missing": {
        "title": "Recipients missing",
        "meaning": "OCI did not take the message: the request has no recipient.",
        "cause": "To, Cc and Bcc are all empty.",
        "remedy": "Set at least one recipient, and do not send a message that has none left.",
    },
    "oci.http.body_missing": {
        "title": "Body missing",
        "meaning": "OCI did not take the message: it has neither a text nor an HTML body.",
        "cause": "The program set neither bodyText nor bodyHtml.",
        "remedy": "Set one of them, or both.",
    },
    "oci.http.rate_per_minute": {
        "title": "Limit of emails per minute reached",
        "meaning": "The tenancy has reached its limit[ of {limit} emails] per minute. The message "
        "was not taken.",
        "cause": "Too many emails in one minute. Each recipient counts, once for each started 2 MB "
        "of the message.",
        "remedy": "Hold all mail of this tenancy for at least 60 seconds, then send on more "
        "slowly. The general advice of OCI's API page, not to retry LimitExceeded, is not meant "
        "for this limit. A message that alone counts for more than the limit[ of {limit}] never "
        "passes: split its recipients. Oracle raises the limit on request.",
    },
    "oci.http.rate_per_day": {
        "title": "Limit of emails per day reached",
        "meaning": "The tenancy has reached its limit[ of {limit} emails] in 24 hours. The message "
        "was not taken.",
        "cause": "Too many emails in 24 hours. Each recipient counts, once for each started 2 MB "
        "of the message.",
        "remedy": "Keep the mail of this tenancy for hours. Whether the 24 hours roll is not "
        "documented; we advise to try every four hours. Oracle raises the limit on request.",
    },
    "oci.http.limit_exceeded": {
        "title": "Limit on sending reached",
        "meaning": "The tenancy has reached a limit, and the message was not taken. The answer "
        "does not say which limit in words that are documented.",
        "cause": "Probably the limit of emails per minute or per day.",
        "remedy": "Read the words of the answer. Hold all mail of this tenancy, and try again with "
        "growing waits. Oracle raises limits on request.",
    },
    "oci.http.quota_exceeded": {
        "title": "Compartment quota reached",
        "meaning": "The compartment has reached a quota that an administrator has set, and the "
        "message was not taken.",
        "cause": "Probably a quota of emails per day or per minute: max-emails-day or sendrate.",
        "remedy": "Hold the mail of this compartment, and try again with growing waits. If it "
        "lasts, have the administrator of the tenancy raise the quota.",
    },
    "oci.http.sender_not_authorized": {
        "title": "Sender not authorized, or not found",
        "meaning": "This user may not send from this address[, {address}], or there is no such "
        "approved sender. The signature of the request was right.",
        "cause": "The address is no approved sender in this region, the user lacks the policy for "
        "the sender's compartment, or the compartment in the request is another one. A sender "
        "created minutes ago may not be known yet.",
        "remedy": "Create the approved sender in this region, allow the user's group to use "
        "email-family in its compartment, and name that compartment in the request. After that "
        "wait about 15 minutes before the next try.",
    },
    "oci.http.resource_locked": {
        "title": "Resource locked",
        "meaning": "OCI did not take the message: something that it needs is locked.",
        "cause": "The approved sender or another resource is locked or in use.",
        "remedy": "Have an administrator look for the lock. The documentation advises against a "
        "retry before that.",
    },
    "oci.http.message_too_large": {
        "title": "Message too large",
        "meaning": "The message is larger than OCI takes from this tenancy[; the limit is {limit} "
        "octets].",
        "cause": "Headers, text and encoded attachments together exceed the limit, which is 2 MB "
        "unless Oracle raised it.",
        "remedy": "Make the message smaller, for example with a link instead of the attachment, or "
        "ask Oracle for a higher limit (60 MB at most).",
    },
    "oci.http.too_many_requests": {
        "title": "Too many requests",
        "meaning": "OCI received too many requests in a short time, and did not take this one.",
        "cause": "The program sends requests faster than the API allows. The limit is not "
        "documented.",
        "remedy": "Wait, and try again with growing waits and some chance in them.",
    },
    "oci.http.server_error": {
        "title": "Server error",
        "meaning": "OCI met an unexpected error. Most likely it did not take the message.",
        "cause": "Trouble inside the service.",
        "remedy": "Try again later, with growing waits. The request has no token that would keep "
        "OCI from sending twice what it took before the error. If it lasts, open a service request "
        "with Oracle, and give the opc-request-id.",
    },
    "oci.api.cannot_parse_request": {
        "title": "Request could not be parsed",
        "meaning": "OCI could not read the body of the request.",
        "cause": "The body is no JSON, or not of the form that the operation takes.",
        "remedy": "Correct the program, or leave the request to Oracle's SDK.",
    },
    "oci.api.invalid_parameter": {
        "title": "Invalid parameter",
        "meaning": "A parameter of the request is invalid or has the wrong form.",
        "cause": "The program sends a value that the operation does not take; the words of the "
        "answer name it.",
        "remedy": "Correct the value. The same request never passes.",
    },
    "oci.api.limit_exceeded": {
        "title": "Service limit reached",
        "meaning": "The request would exceed a limit that Oracle has set for the tenancy.",
        "cause": "The tenancy has used up a service limit, such as the number of approved senders.",
        "remedy": "Delete what is not needed, or ask Oracle for a higher limit.",
    },
    "oci.api.missing_parameter": {
        "title": "Parameter missing",
        "meaning": "The request lacks a parameter that is required.",
        "cause": "The program left it out; the words of the answer name it.",
        "remedy": "Add the parameter.",
    },
    "oci.api.quota_exceeded": {
        "title": "Compartment quota reached",
        "meaning": "The request would exceed a quota that an administrator has set for the "
        "compartment.",
        "cause": "A quota of the email-delivery family is used up, such as max-emails-day or "
        "sendrate.",
        "remedy": "Have the administrator of the tenancy raise the quota. One that counts emails "
        "may pass by itself, at the earliest after its period.",
    },
    "oci.api.related_resource_not_found": {
        "title": "Named resource not found",
        "meaning": "A resource named in the body of the request does not exist, or the user may "
        "not use it.",
        "cause": "A wrong OCID, another region, or a missing policy.",
        "remedy": "Check the OCIDs in the request and the policies of the user's group.",
    },
    "oci.api.invalid_storage_tier": {
        "title": "Invalid storage tier",
        "meaning": "The request concerns a storage tier that does not allow it.",
        "cause": "An error of storage services; sending mail does not meet it.",
        "remedy": "Check which service the request goes to.",
    },
    "oci.api.not_authenticated": {
        "title": "Request not authenticated",
        "meaning": "OCI does not accept the signature of the request.",
        "cause": "The API key, its fingerprint, the user or the tenancy is wrong or was deleted, "
        "the signature does not fit the request, or the clock of this machine is more than five "
        "minutes off.",
        "remedy": "Check the clock first, then the configuration of the SDK. SMTP credentials do "
        "not work here.",
    },
    "oci.api.not_allowed": {
        "title": "Not allowed in this region",
        "meaning": "This request must go to the home region of the tenancy.",
        "cause": "The program calls another region.",
        "remedy": "Send the request to the home region.",
    },
    "oci.api.not_authorized": {
        "title": "Not authorized",
        "meaning": "The user may not change a field that the request sets.",
        "cause": "The policies of the user's group do not allow it.",
        "remedy": "Have the administrator of the tenancy extend the policy, or leave the field "
        "out.",
    },
    "oci.api.sign_up_required": {
        "title": "Opt-in required",
        "meaning": "The tenancy has to opt in before it can use this.",
        "cause": "Nobody has agreed to the terms of the service or feature yet.",
        "remedy": "Have the administrator of the tenancy opt in, in the Console.",
    },
    "oci.api.invalid_path": {
        "title": "Invalid part of the address",
        "meaning": "A part of the URL is invalid.",
        "cause": "The program puts a value into the path that the operation does not take.",
        "remedy": "Correct the URL. The same request never passes.",
    },
    "oci.api.not_authorized_or_not_found": {
        "title": "Not authorized, or not found",
        "meaning": "The resource in the URL does not exist, or the user may not use it. OCI does "
        "not say which.",
        "cause": "A wrong OCID, another region, a resource created moments ago, or a missing "
        "policy.",
        "remedy": "Check the OCID, the region and the policies of the user's group.",
    },
    "oci.api.not_found": {
        "title": "No such operation",
        "meaning": "There is no operation at this path with this method.",
        "cause": "The URL or its version is wrong, or the endpoint is one of another service.",
        "remedy": "Correct the URL, or leave it to Oracle's SDK.",
    },
    "oci.api.namespace_not_found": {
        "title": "Namespace not found",
        "meaning": "The namespace does not exist, or the user may not use it.",
        "cause": "A wrong namespace or a missing policy.",
        "remedy": "Check the namespace and the policies of the user's group.",
    },
    "oci.api.method_not_allowed": {
        "title": "Method not allowed",
        "meaning": "The resource does not take this method.",
        "cause": "The program uses GET where POST is wanted, or the like.",
        "remedy": "Correct the program, or leave the request to Oracle's SDK.",
    },
    "oci.api.request_timeout": {
        "title": "Request timed out",
        "meaning": "The other side did not get the whole request in time.",
        "cause": "A slow connection, a large message, or something between here and OCI.",
        "remedy": "Try again with growing waits. It is likely, but not certain, that the message "
        "was not taken.",
    },
    "oci.api.conflict": {
        "title": "Conflict",
        "meaning": "The request conflicts with the state of the resource, and waiting changes "
        "nothing.",
        "cause": "What the request asks for does not fit what is there.",
        "remedy": "Look at the resource in the Console, and change one or the other.",
    },
    "oci.api.external_server_incorrect_state": {
        "title": "Other system not ready",
        "meaning": "A system outside of OCI is in the wrong state, slow or out of reach.",
        "cause": "Trouble at that system.",
        "remedy": "Try again with growing waits, as the documentation advises.",
    },
    "oci.api.incorrect_state": {
        "title": "Resource not ready yet",
        "meaning": "The resource is not in the state that the request needs. It will be after some "
        "time.",
        "cause": "Another operation on it is still going on.",
        "remedy": "Try again with growing waits, as the documentation advises.",
    },
    "oci.api.invalidated_retry_token": {
        "title": "Retry token no longer valid",
        "meaning": "The retry token was used before, and what it stood for has been undone since.",
        "cause": "The program repeats an old request with its old token.",
        "remedy": "Send the request with a new token, if it is still wanted.",
    },
    "oci.api.resource_locked": {
        "title": "Resource locked",
        "meaning": "The resource is locked.",
        "cause": "An administrator, or another service, has locked it.",
        "remedy": "Have an administrator look for the lock. The documentation advises against a "
        "retry before that.",
    },
    "oci.api.resource_already_exists": {
        "title": "Exists already, or not authorized",
        "meaning": "The resource exists already, or the user may not create it. OCI does not say "
        "which.",
        "cause": "The program creates something a second time, or a policy is missing.",
        "remedy": "Look whether it is there; if not, check the policies of the user's group.",
    },
    "oci.api.no_etag_match": {
        "title": "Resource changed meanwhile",
        "meaning": "The resource is not the one that the request was made for: the ETag differs.",
        "cause": "Somebody changed it in between.",
        "remedy": "Read the resource again, and repeat the change on what is there now.",
    },
    "oci.api.payload_too_large": {
        "title": "Request too large",
        "meaning": "The body of the request is larger than the service takes.",
        "cause": "The request has too much data in it.",
        "remedy": "Make it smaller.",
    },
    "oci.api.unprocessable_entity": {
        "title": "Request makes no sense",
        "meaning": "The request is well-formed, but what it says cannot be done.",
        "cause": "Values that do not fit each other; the words of the answer may tell.",
        "remedy": "Correct the values. The same request never passes.",
    },
    "oci.api.too_many_requests": {
        "title": "Too many requests",
        "meaning": "The user or the tenancy sent too many requests in a short time.",
        "cause": "The program sends requests faster than the API allows.",
        "remedy": "Wait, and try again with growing waits and some chance in them.",
    },
    "oci.api.header_fields_too_large": {
        "title": "Request headers too large",
        "meaning": "The headers of the HTTP request are too long.",
        "cause": "The program, or a proxy, adds too many or too long ones.",
        "remedy": "Send fewer headers.",
    },
    "oci.api.internal_server_error": {
        "title": "Server error",
        "meaning": "OCI met an unexpected error. Most likely it did not do what was asked.",
        "cause": "Trouble inside the service.",
        "remedy": "Try again with growing waits, as the documentation advises; what was done "
        "before the error may be done twice. If it lasts, open a service request with Oracle, and "
        "give the opc-request-id.",
    },
    "oci.api.method_not_implemented": {
        "title": "Method unknown",
        "meaning": "The service does not know this HTTP method.",
        "cause": "The program uses an unusual method, or the wrong endpoint.",
        "remedy": "Correct the program, or leave the request to Oracle's SDK.",
    },
    "oci.api.service_unavailable": {
        "title": "Service not available",
        "meaning": "The service, or a system behind it, is not available at the moment.",
        "cause": "Trouble at the service, or maintenance.",
        "remedy": "Try again with growing waits, as the documentation advises; what was done "
        "before may be done twice.",
    },
    "oci.api.4xx": {
        "title": "Request refused",
        "meaning": "The request was refused for a reason that OCI's documentation does not list. "
        "A status that begins with 4 says that the request is at fault.",
        "cause": "Not known; the words of the answer may tell. It may be the answer of a proxy.",
        "remedy": "Read the words, and correct the request. The same one is unlikely to pass.",
    },
    "oci.api.5xx": {
        "title": "Failure of the service",
        "meaning": "The request failed for a reason that OCI's documentation does not list. A "
        "status that begins with 5 says that the service, or a system in front of it, is at fault.",
        "cause": "Not known; the words of the answer may tell.",
        "remedy": "Try again with growing waits. What was done before the failure may be done "
        "twice.",
    },
    "oci.api.unexpected": {
        "title": "Not an answer of the API",
        "meaning": "The answer is neither success nor an error of OCI's API, such as a redirect.",
        "cause": "The URL is not that of the API, or a proxy or login page answered instead.",
        "remedy": "Check the URL of the endpoint and the proxy.",
    },
}

"""What the API of OCI answers: `oci.http.*` its HTTPS submission of mail, `oci.api.*` any service.

The page of Email Delivery lists statuses and messages; the page of the API statuses, error codes
and whether to retry. Where they differ, the page of Email Delivery says what is meant: the API's
page advises against a retry of 400 `LimitExceeded`, which here includes the limit of a minute.
"""

from datetime import timedelta
from functools import partial
from typing import Final

from ... import errors
from ..._entry import Entry

_http = partial(
    Entry,
    source="Oracle Cloud Infrastructure documentation, Email Delivery, Troubleshooting",
    source_url="https://docs.oracle.com/en-us/iaas/Content/Email/Concepts/troubleshooting.htm",
)

_invalid = partial(_http, status=400, error_codes=("InvalidParameter",), fixer="application")
_missing = partial(_http, status=400, error_codes=("MissingParameter",), fixer="application")
_limit = partial(
    _http, status=400, error_codes=("LimitExceeded",), error=errors.RateLimitError, scope="account"
)

_api = partial(
    Entry,
    source="Oracle Cloud Infrastructure documentation, API Errors",
    source_url="https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm",
    error=errors.PermanentError,
    basis="documented",
)

# The documentation says to try again, with growing waits. The submission takes no retry token, so
# a message that was taken before the failure is sent twice.
_trouble = partial(
    _api, error=errors.ServiceUnavailableError, scope="server", fixer="provider", may_duplicate=True
)

ENTRIES: Final = (
    _http(key="oci.http.ok", status=200, error=None),
    _http(
        key="oci.http.suppressed",
        status=200,
        error=errors.RecipientSuppressedError,
        twins=("oci.suppressed",),
        scope="recipient",
        fixer="administrator",
        source="Oracle Cloud Infrastructure Python SDK, EmailSubmittedResponse",
        source_url="https://docs.oracle.com/en-us/iaas/tools/python/latest/api/"
        "email_data_plane/models/oci.email_data_plane.models.EmailSubmittedResponse.html",
    ),
    _invalid(
        key="oci.http.message_id_malformed",
        templates=("Message ID not formed according to RFCs.",),
        error=errors.MalformedMessageError,
    ),
    _invalid(
        key="oci.http.address_missing",
        templates=("Email Address can't be null or empty.",),
        error=errors.InvalidAddressError,
        scope="message",
    ),
    _invalid(
        key="oci.http.invalid_address",
        templates=("Invalid Internet Address : <address>",),
        error=errors.InvalidAddressError,
        twins=("oci.invalid_address",),
        scope="message",  # it may be the sender's
    ),
    # Not `TooManyRecipientsError`: over SMTP the first recipients are taken and the rest can be
    # sent later, here the whole message is refused and stays so.
    _invalid(
        key="oci.http.too_many_recipients",
        templates=("maxItems: 50",),
        error=errors.PermanentError,
    ),
    _invalid(
        key="oci.http.header_name_missing",
        templates=("Header Key can't be null or empty",),
        error=errors.MalformedMessageError,
    ),
    _invalid(
        key="oci.http.header_name_not_ascii",
        templates=("Custom Mail Header Keys should be ASCII only <header>",),
        error=errors.MalformedMessageError,
    ),
    _invalid(
        key="oci.http.header_reserved",
        templates=("<header> is a reserved mail header which is not allowed",),
        error=errors.MalformedMessageError,
    ),
    _missing(
        key="oci.http.compartment_missing",
        templates=("Required attribute sender compartmentId cannot be empty or null.",),
        error=errors.PermanentError,
    ),
    _missing(
        key="oci.http.subject_missing",
        templates=("Required attribute subject can't be empty or null.",),
        error=errors.MalformedMessageError,
    ),
    _missing(
        key="oci.http.sender_missing",
        templates=("Required attribute sender can't be empty or null.",),
        error=errors.MalformedMessageError,
    ),
    _missing(
        key="oci.http.recipients_missing",
        templates=("Required attribute recipients must contain either to , cc or bcc recipients.",),
        error=errors.MalformedMessageError,
    ),
    _missing(
        key="oci.http.body_missing",
        templates=(
            (
                "Required attribute body(html/text) is missing. "
                "Request must contain either bodyText or bodyHtml"
            ),
        ),
        error=errors.MalformedMessageError,
    ),
    _limit(
        key="oci.http.rate_per_minute",
        templates=("Maximum messages sent per minute reached : limit is <limit>",),
        twins=("oci.rate_per_minute",),
        after=timedelta(minutes=1),
        basis="documented",
        period=timedelta(minutes=1),
    ),
    _limit(
        key="oci.http.rate_per_day",
        templates=("Maximum messages sent per day reached : limit is <limit>",),
        twins=("oci.rate_per_day",),
        error=errors.DailyLimitError,
        after=timedelta(hours=4),
        period=timedelta(days=1),
    ),
    # The service uses the code for its limits on sending, which pass. Better to wait for one that
    # does not than to drop mail for a wording that changed.
    _limit(key="oci.http.limit_exceeded"),
    # Its quotas of emails a day and a minute pass as well.
    _http(
        key="oci.http.quota_exceeded",
        status=400,
        error_codes=("QuotaExceeded",),
        error=errors.RateLimitError,
        scope="account",
        fixer="administrator",
    ),
    _http(
        key="oci.http.sender_not_authorized",
        status=404,
        error_codes=("NotAuthorizedOrNotFound",),
        templates=("Authorization failed: address <address> not authorized or not found",),
        error=errors.SenderNotAuthorizedError,
        twins=("oci.sender_not_authorized",),
        scope="sender",
        fixer="administrator",
    ),
    _http(
        key="oci.http.resource_locked",
        status=409,
        error_codes=("ResourceLocked",),
        error=errors.PermanentError,
        twins=("oci.api.resource_locked",),
        scope="sender",
        fixer="administrator",
    ),
    _http(
        key="oci.http.message_too_large",
        status=413,
        error_codes=("Request Entity Too Large", "PayloadTooLarge"),
        templates=("Message exceeds byte limit : limit is <limit>",),
        error=errors.MessageTooLargeError,
        twins=("oci.message_too_large", "oci.api.payload_too_large"),
        scope="message",
        fixer="application",
    ),
    _http(
        key="oci.http.too_many_requests",
        status=429,
        error_codes=("Too many requests", "TooManyRequests"),
        templates=("Too many requests received. Wait and try again.",),
        error=errors.RateLimitError,
        twins=("oci.api.too_many_requests",),
        scope="account",
        fixer="application",
        basis="documented",
    ),
    _http(
        key="oci.http.server_error",
        status=500,
        error_codes=("Internal server error", "InternalServerError"),
        templates=("Internal Server Error",),
        error=errors.ServiceUnavailableError,
        twins=("oci.server_error", "oci.api.internal_server_error"),
        scope="message",
        fixer="provider",
        may_duplicate=True,
    ),
    # The page of the API, in its order.
    _api(
        key="oci.api.cannot_parse_request",
        status=400,
        error_codes=("CannotParseRequest",),
        fixer="application",
    ),
    _api(
        key="oci.api.invalid_parameter",
        status=400,
        error_codes=("InvalidParameter",),
        fixer="application",
    ),
    _api(
        key="oci.api.limit_exceeded",
        status=400,
        error_codes=("LimitExceeded",),
        scope="account",
        fixer="administrator",
    ),
    _api(
        key="oci.api.missing_parameter",
        status=400,
        error_codes=("MissingParameter",),
        fixer="application",
    ),
    _api(
        key="oci.api.quota_exceeded",
        status=400,
        error_codes=("QuotaExceeded",),
        scope="account",
        fixer="administrator",
    ),
    _api(
        key="oci.api.related_resource_not_found",
        status=400,
        error_codes=("RelatedResourceNotAuthorizedOrNotFound",),
        scope="account",
        fixer="administrator",
    ),
    _api(
        key="oci.api.invalid_storage_tier",
        status=400,
        error_codes=("InvalidStorageTier",),
        fixer="application",
        basis="advice",
    ),
    _api(
        key="oci.api.not_authenticated",
        status=401,
        error_codes=("NotAuthenticated",),
        error=errors.CredentialsRejectedError,
        scope="account",
        fixer="administrator",
    ),
    _api(
        key="oci.api.not_allowed",
        status=403,
        error_codes=("NotAllowed",),
        scope="account",
        fixer="application",
    ),
    _api(
        key="oci.api.not_authorized",
        status=403,
        error_codes=("NotAuthorized",),
        scope="account",
        fixer="administrator",
    ),
    _api(
        key="oci.api.sign_up_required",
        status=403,
        error_codes=("SignUpRequired",),
        scope="account",
        fixer="administrator",
    ),
    _api(
        key="oci.api.invalid_path",
        status=404,
        error_codes=("InvalidParameter",),
        fixer="application",
    ),
    _api(
        key="oci.api.not_authorized_or_not_found",
        status=404,
        error_codes=("NotAuthorizedOrNotFound",),
        scope="account",
        fixer="administrator",
    ),
    _api(
        key="oci.api.not_found",
        status=404,
        error_codes=("NotFound",),
        scope="server",
        fixer="application",
    ),
    _api(
        key="oci.api.namespace_not_found",
        status=404,
        error_codes=("NamespaceNotFound",),
        scope="account",
        fixer="administrator",
    ),
    _api(
        key="oci.api.method_not_allowed",
        status=405,
        error_codes=("MethodNotAllowed",),
        scope="server",
        fixer="application",
    ),
    _api(
        key="oci.api.request_timeout",
        status=408,
        error=errors.NetworkError,
        scope="server",
        basis="advice",
        may_duplicate=True,
        source="RFC 9110 section 15.5.9",
        source_url="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9",
    ),
    _api(
        key="oci.api.conflict",
        status=409,
        error_codes=("Conflict",),
        fixer="application",
    ),
    _api(
        key="oci.api.external_server_incorrect_state",
        status=409,
        error_codes=("ExternalServerIncorrectState",),
        error=errors.ServiceUnavailableError,
        scope="server",
    ),
    _api(
        key="oci.api.incorrect_state",
        status=409,
        error_codes=("IncorrectState", "LockConflict"),
        error=errors.TransientError,
        scope="account",
    ),
    _api(
        key="oci.api.invalidated_retry_token",
        status=409,
        error_codes=("InvalidatedRetryToken",),
        fixer="application",
    ),
    _api(
        key="oci.api.resource_locked",
        status=409,
        error_codes=("ResourceLocked",),
        twins=("oci.http.resource_locked",),
        scope="account",
        fixer="administrator",
    ),
    _api(
        key="oci.api.resource_already_exists",
        status=409,
        error_codes=("NotAuthorizedOrResourceAlreadyExists",),
        fixer="application",
    ),
    _api(
        key="oci.api.no_etag_match",
        status=412,
        error_codes=("NoEtagMatch",),
        fixer="application",
    ),
    _api(
        key="oci.api.payload_too_large",
        status=413,
        error_codes=("PayloadTooLarge",),
        error=errors.MessageTooLargeError,
        twins=("oci.http.message_too_large",),
        fixer="application",
    ),
    _api(
        key="oci.api.unprocessable_entity",
        status=422,
        error_codes=("UnprocessableEntity",),
        fixer="application",
    ),
    _api(
        key="oci.api.too_many_requests",
        status=429,
        error_codes=("TooManyRequests",),
        error=errors.RateLimitError,
        twins=("oci.http.too_many_requests",),
        scope="account",
        fixer="application",
    ),
    _api(
        key="oci.api.header_fields_too_large",
        status=431,
        error_codes=("RequestHeaderFieldsTooLarge",),
        fixer="application",
    ),
    _trouble(
        key="oci.api.internal_server_error",
        status=500,
        error_codes=("InternalServerError",),
        twins=("oci.http.server_error",),
    ),
    _api(
        key="oci.api.method_not_implemented",
        status=501,
        error_codes=("MethodNotImplemented",),
        error=errors.UnsupportedFeatureError,
        scope="server",
        fixer="application",
    ),
    _trouble(
        key="oci.api.service_unavailable",
        status=503,
        error_codes=(
            "ServiceUnavailable",
            "ExternalServerUnreachable",
            "ExternalServerTimeout",
            "ExternalServerInvalidResponse",
        ),
    ),
    # Of what the page does not list, the first digit tells (RFC 9110 section 15).
    _api(key="oci.api.4xx", fixer="application", basis="advice"),
    _trouble(key="oci.api.5xx", basis="advice"),
    _api(
        key="oci.api.unexpected",
        error=errors.ProtocolError,
        scope="server",
        fixer="application",
        basis="advice",
    ),
)

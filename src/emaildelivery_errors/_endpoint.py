"""Endpoint: where OCI Email Delivery takes mail, by region; and whose service a host is of.

A host is told by its pattern, not by a list: new regions come every year, and not every region has
Email Delivery. Oracle prints no list; the Console and the API tell a tenancy its endpoint.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = ["PORTS", "Endpoint", "endpoint", "provider_of"]

# STARTTLS on 587 and 25, TLS from the start on 465 (Oracle, Email Delivery, "Overview").
PORTS: Final = (587, 465, 25)

_REGION: Final = r"[a-z]{2}(?:-[a-z]+)+-[0-9]{1,3}"

_HOST: Final = (
    rf"(?:[a-z0-9-]+\.)*email\.{_REGION}\.oci\.oracle(?:gov)?cloud[0-9]{{0,3}}\.(?:com|eu|uk)"
    rf"|smtp\.{_REGION}\.oraclecloud\.com"  # the first regions had these
)

_LONGEST_NAME: Final = 253  # RFC 1035 section 2.3.4, without the final full stop

_COMMERCIAL: Final = "oraclecloud.com"

# Regions outside of the commercial realm, as of Oracle's Python SDK 2.189.0
# (oci/regions_definitions.py).
_REGIONS_OF_DOMAINS: Final = {
    "oraclegovcloud.com": "us-langley-1 us-luke-1 us-gov-ashburn-1 us-gov-chicago-1 "
    "us-gov-phoenix-1",
    "oraclegovcloud.uk": "uk-gov-london-1 uk-gov-cardiff-1",
    "oraclecloud8.com": "ap-chiyoda-1 ap-ibaraki-1",
    "oraclecloud9.com": "me-dcc-muscat-1 me-ibri-1",
    "oraclecloud10.com": "ap-dcc-canberra-1",
    "oraclecloud14.com": "eu-dcc-milan-1 eu-dcc-milan-2 eu-dcc-dublin-1 eu-dcc-dublin-2 "
    "eu-dcc-rating-1 eu-dcc-rating-2",
    "oraclecloud15.com": "ap-dcc-gazipur-1",
    "oraclecloud.eu": "eu-madrid-2 eu-frankfurt-2",
    "oraclecloud20.com": "eu-jovanovac-1",
    "oraclecloud21.com": "me-dcc-doha-1 me-alrayyan-1",
    "oraclecloud23.com": "us-somerset-1 us-thames-1",
    "oraclecloud24.com": "eu-dcc-zurich-1 eu-crissier-1",
    "oraclecloud26.com": "me-abudhabi-3 me-alain-1",
    "oraclecloud29.com": "me-abudhabi-2 me-abudhabi-4",
    "oraclecloud35.com": "ap-seoul-2 ap-suwon-1 ap-chuncheon-2",
    "oraclecloud42.com": "us-ashburn-2 us-newark-1",
    "oraclecloud51.com": "eu-budapest-1",
    "oraclecloud52.com": "sa-riodejaneiro-1",
}

_DOMAINS: Final = {
    region: domain for domain, regions in _REGIONS_OF_DOMAINS.items() for region in regions.split()
}


class Endpoint(NamedTuple):
    """Where Email Delivery takes mail in a region.

    `region`: its identifier, such as `"ap-tokyo-1"`.
    `host`: the SMTP server, on the ports 587 and 25 with STARTTLS, and 465 with TLS from the start.
    `url`: where the API of the HTTPS submission begins.
    """

    region: str
    host: str
    url: str


def endpoint(region: str) -> Endpoint:
    """Return the endpoint of a region, `"ap-tokyo-1"`, by the pattern of their names.

    A region that this release does not know is taken for one of the commercial realm. Raises
    `ValueError` for what is no identifier of a region.
    """
    region = region.strip().lower()
    if not re.fullmatch(_REGION, region):
        msg = f"{region[:80]!r} is no region; one is named like 'ap-tokyo-1'"
        raise ValueError(msg)
    place = f"{region}.oci.{_DOMAINS.get(region, _COMMERCIAL)}"
    return Endpoint(region, f"smtp.email.{place}", f"https://cell0.submit.email.{place}")


@lru_cache(maxsize=1024)
def provider_of(host: str) -> str | None:
    """Return the provider whose service a host is of, `"oci"`, else `None`. A port is left out.

    By the pattern of the name alone; nothing is looked up. `None` for a name of your own, such as
    that of a private endpoint.
    """
    name = host.strip().lower().partition(":")[0].removesuffix(".")
    if len(name) > _LONGEST_NAME or "oracle" not in name:
        return None
    return "oci" if re.fullmatch(_HOST, name) else None

"""Hosts of OCI, by region; and whose a host is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emaildelivery_errors import Endpoint, endpoint, provider_of


@pytest.mark.parametrize(
    ("region", "host"),
    [
        ("ap-tokyo-1", "smtp.email.ap-tokyo-1.oci.oraclecloud.com"),
        ("AP-Osaka-1 ", "smtp.email.ap-osaka-1.oci.oraclecloud.com"),
        ("ap-chiyoda-1", "smtp.email.ap-chiyoda-1.oci.oraclecloud8.com"),
        ("us-langley-1", "smtp.email.us-langley-1.oci.oraclegovcloud.com"),
        ("uk-gov-london-1", "smtp.email.uk-gov-london-1.oci.oraclegovcloud.uk"),
        ("eu-frankfurt-2", "smtp.email.eu-frankfurt-2.oci.oraclecloud.eu"),
        ("ap-atlantis-9", "smtp.email.ap-atlantis-9.oci.oraclecloud.com"),
    ],
)
def test_endpoint_of_a_region(region: str, host: str) -> None:
    found = endpoint(region)
    assert found.host == host
    assert found.region == region.strip().lower()
    assert found.url == "https://cell0.submit." + host.removeprefix("smtp.")
    assert isinstance(found, Endpoint)
    assert provider_of(found.host) == provider_of(found.url.removeprefix("https://")) == "oci"


@pytest.mark.parametrize(
    "region", ["", "tokyo", "ap-tokyo", "ap-tokyo-1.evil", "ap-tokyo-1\n.x", "ap-" + "a" * 9**5]
)
def test_what_is_no_region(region: str) -> None:
    with pytest.raises(ValueError, match="is no region") as raised:
        endpoint(region)
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize(
    "host",
    [
        "smtp.email.ap-tokyo-1.oci.oraclecloud.com",
        "SMTP.Email.AP-Tokyo-1.OCI.oraclecloud.com.",
        "smtp.us-ashburn-1.oraclecloud.com",
        "cell0.submit.email.eu-frankfurt-1.oci.oraclecloud.com",
        "bmta.email.ap-tokyo-1.oci.oraclecloud.com",
        "smtp.email.ap-tokyo-1.oci.oraclecloud.com:587",
    ],
)
def test_hosts_of_oci(host: str) -> None:
    assert provider_of(host) == "oci"


@pytest.mark.parametrize(
    "host",
    [
        "",
        "localhost",
        "127.0.0.1",
        "smtp.example.com",
        "smtp.email.ap-tokyo-1.oci.oraclecloud.com.evil.example",
        "smtp.email.ap-tokyo-1.oci.oraclecloud.example",
        "smtp.us-ashburn-1.oraclecloud.com.jp",
        "xsmtp.us-ashburn-1.oraclecloud.com",
        "objectstorage.ap-tokyo-1.oraclecloud.com",
        "evil-email.ap-tokyo-1.oci.oraclecloud.com",
    ],
)
def test_other_hosts(host: str) -> None:
    assert provider_of(host) is None


@given(st.text("a-.x0", min_size=1, max_size=5).filter(lambda more: more != "."))
def test_what_ends_otherwise_is_somebody_elses(more: str) -> None:
    assert provider_of("smtp.email.ap-tokyo-1.oci.oraclecloud.com" + more) is None


@given(st.text(max_size=9), st.integers(0, 40))
def test_any_text_is_no_host(text: str, place: int) -> None:
    host = "smtp.email.ap-tokyo-1.oci.oraclecloud.com"
    assert provider_of(text) is None
    assert provider_of(f"{host[:place]}{text}@{host[place:]}") is None


def test_names_are_as_long_as_names_can_be() -> None:
    host = "smtp.email.ap-tokyo-1.oci.oraclecloud.com"
    assert provider_of("a." * 100 + host) == "oci"
    assert provider_of("a." * 200 + host) is None

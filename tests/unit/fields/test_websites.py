"""Web addresses: websites, LinkedIn profiles, registered domains."""

import pytest

from leadtool.fields.suffixes import registrable_domain
from leadtool.fields.websites import _website, host_of, parse_linkedin, parse_social, parse_website


@pytest.mark.parametrize(
    ("cell", "website"),
    [
        ("acme.com", "https://acme.com"),
        ("www.acme.com", "https://acme.com"),
        ("http://www.Acme.com/", "https://acme.com"),
        ("https://shop.acme.co.uk/de?utm_source=x#top", "https://shop.acme.co.uk/de"),
        ("http//acme.com", "https://acme.com"),
        ("http:/acme.com", "https://acme.com"),
        ("acme.com, acme.de", "https://acme.com"),
        ("<acme.com>", "https://acme.com"),
        ("müller.de", "https://müller.de"),
        ("xn--mller-kva.de", "https://xn--mller-kva.de"),
        ("https://acme.com:8080/x", "https://acme.com/x"),
        ("n/a", ""),
        ("http://", ""),
        ("", ""),
        ("coming soon", None),
        ("anna@acme.com", None),
        ("acme", None),
        ("http://[bad", None),
        ("1.5", None),
    ],
)
def test_websites(cell: str, website: str | None) -> None:
    assert parse_website(cell) == website


@pytest.mark.parametrize(
    ("cell", "key", "rule"),
    [
        ("https://www.linkedin.com/in/Anna-Berg-1a2b/", "linkedin.com/in/anna-berg-1a2b", ""),
        ("http://de.linkedin.com/in/anna-berg?trk=abc", "linkedin.com/in/anna-berg", ""),
        ("linkedin.com/in/anna-berg/en", "linkedin.com/in/anna-berg", ""),
        ("https://www.linkedin.com/in/ren%C3%A9-m", "linkedin.com/in/rené-m", ""),
        ("in/anna-berg", "linkedin.com/in/anna-berg", ""),
        ("https://www.linkedin.com/sales/lead/ACwAAB,NAME", "", "A210"),
        ("https://www.linkedin.com/company/acme", "", "A210"),
        ("", "", ""),
        ("n/a", "", ""),
    ],
)
def test_linkedin_profiles(cell: str, key: str, rule: str) -> None:
    assert parse_linkedin(cell) == (key, rule)


def test_domains_that_somebody_registered() -> None:
    assert registrable_domain("www.acme.co.uk") == "acme.co.uk"
    assert registrable_domain("acme.com.br") == "acme.com.br"
    assert registrable_domain("com") == ""
    assert registrable_domain("") == ""
    assert host_of("https://shop.acme.com/de") == "shop.acme.com"


def test_other_profiles() -> None:
    assert parse_social("https://twitter.com/acme?lang=en") == "x.com/acme"
    assert parse_social("@acme") == "@acme"
    assert parse_social("https://www.facebook.com/acme/") == "facebook.com/acme"


def test_usual_addresses_are_read_as_the_careful_way_reads_them():
    hosts = ("acme.com", "www.acme.co.uk", "www.www.acme.com", "wwwacme.com", "www2.acme.de", "shop.a-b.com.br", "acme", "co.uk")
    hosts += ("no.aplica", "n.a", "none.na", "not.available", "a.b.c.d.com", "-a.com", "a-.com", "1.2.3.4", "http.com", "x_y.com")
    starts = ("", "http://", "https://", "http:/", "//", "https://www.", "www.", "HTTP://", " ")
    for cell in (start + host + end for host in hosts for start in starts for end in ("", "/", "/about/", ".", "?utm=1")):
        assert parse_website(cell) == _website(cell), cell

"""Whether domains take mail, asked of a name server inside the test."""

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset
import pytest

from leadtool.fields import deliverability
from leadtool.fields.deliverability import mail_domains

ZONE = {
    ("acme.nl", "MX"): ["10 mail.acme.nl."],
    ("nomail.nl", "MX"): ["0 ."],
    ("webonly.nl", "A"): ["93.184.216.34"],
    ("inside.nl", "A"): ["10.0.0.1"],
    ("six.nl", "AAAA"): ["2606:2800:220:1:248:1893:25c8:1946"],
    ("neversends.nl", "A"): ["93.184.216.34"],
    ("neversends.nl", "TXT"): ['"v=spf1 -all"'],
    ("xn--bcher-kva.de", "MX"): ["10 mail.xn--bcher-kva.de."],
    ("text.nl", "TXT"): ['"hello"'],
}
SERVER_FAILS, SILENT = "fails.nl", "silent.nl"


class Server(NamedTuple):
    """A name server on this machine: a resolver that asks it, and what was asked."""

    resolver: dns.resolver.Resolver
    asked: Counter[tuple[str, str]]


@pytest.fixture
def server() -> Iterator[Server]:
    asked: Counter[tuple[str, str]] = Counter()
    listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listening.bind(("127.0.0.1", 0))
    thread = threading.Thread(target=_serve, args=(listening, asked))
    thread.start()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    resolver.port = listening.getsockname()[1]
    yield Server(resolver, asked)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
        last.sendto(b"", listening.getsockname())
    thread.join()
    listening.close()


def _serve(listening: socket.socket, asked: Counter[tuple[str, str]]) -> None:
    while True:
        data, sender = listening.recvfrom(2_000)
        if not data:
            return
        question = dns.message.from_wire(data)
        name = question.question[0].name.to_text(omit_final_dot=True)
        kind = dns.rdatatype.to_text(question.question[0].rdtype)
        asked[name, kind] += 1
        if name == SILENT:
            continue
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        if name == SERVER_FAILS:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif not any(known == name for known, _ in ZONE):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        elif (name, kind) in ZONE:
            answer.answer.append(dns.rrset.from_text(f"{name}.", 300, "IN", kind, *ZONE[name, kind]))
        listening.sendto(answer.to_wire(), sender)


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("acme.nl", "yes"),
        ("ACME.nl.", "yes"),
        ("bücher.de", "yes"),
        ("ü" * 70 + ".de", "unknown"),
        ("webonly.nl", "yes"),
        ("six.nl", "yes"),
        ("nomail.nl", "no"),
        ("inside.nl", "no"),
        ("neversends.nl", "no"),
        ("text.nl", "no"),
        ("nowhere.nl", "no"),
        (SERVER_FAILS, "unknown"),
        (SILENT, "unknown"),
        ("a" * 70 + ".nl", "unknown"),
    ],
)
def test_a_domain_takes_mail_or_not_or_nobody_knows(server: Server, domain: str, expected: str) -> None:
    found = mail_domains([domain], timeout=1.0, resolver=server.resolver)
    assert list(found.values()) == [expected]


def test_each_domain_is_asked_once_and_stands_in_order(server: Server) -> None:
    found = mail_domains(["nowhere.nl", "acme.nl", "Acme.nl", "", "acme.nl"], timeout=1.0, resolver=server.resolver)
    assert list(found) == ["acme.nl", "nowhere.nl"]
    assert server.asked["acme.nl", "MX"] == 1


def test_without_a_network_not_every_domain_is_waited_for(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliverability, "AT_ONCE", 2)
    many = [f"a{at}.{SILENT}" for at in range(10)]
    monkeypatch.setattr(deliverability, "_takes_mail", lambda domain, _: server.asked.update([(domain, "")]) or "unknown")
    assert set(mail_domains(many, timeout=0.1, resolver=server.resolver).values()) == {"unknown"}
    assert len(server.asked) == 2


def test_no_domains_need_no_resolver() -> None:
    assert mail_domains([]) == {}

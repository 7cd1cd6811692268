"""--dns is the only look outside: what is said there closes e-mail, no answer changes nothing, and nothing else looks."""

import socket

from leadtool.pipeline import domains
from tests.runs import clean_text

LIST = "First Name,Last Name,Email,Phone\nMarisol,Penhallow,marisol@granitepeakfreight.com,(303) 845-7721\nDevon,Hale,devon@haleandoakfoods.com,\n"


def test_a_domain_that_takes_no_mail_closes_e_mail(tmp_path, monkeypatch):
    monkeypatch.setattr(domains, "_KNOWN", {})
    monkeypatch.setattr(domains, "mail_domains", lambda asked: {d: "no" if d.startswith("granite") else "unknown" for d in asked})
    run = clean_text(LIST, tmp_path, dns=True)
    leads = {row["lt_first_name"]: row for row in run.table("leads")}
    assert leads["Marisol"]["lt_email_status"] == "invalid"
    assert "email" not in leads["Marisol"]["lt_channels"].split(";")
    assert "E120" in leads["Marisol"]["lt_rules"]
    assert leads["Devon"]["lt_email_status"] == "valid"


def test_without_dns_nothing_opens_a_connection(tmp_path, monkeypatch):
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert len(clean_text(LIST, tmp_path).table("leads")) == 2

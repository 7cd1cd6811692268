"""The tests themselves stay on this machine."""

import socket

import pytest


def test_no_test_reaches_beyond_this_machine():
    with pytest.raises(OSError, match="tests do not use the network"):
        socket.create_connection(("93.184.216.34", 80), timeout=1)
    with pytest.raises(OSError, match="tests do not use the network"):
        socket.getaddrinfo("example.com", 80)

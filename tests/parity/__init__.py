"""The fast paths against the plain parsers and the reference libraries, on made-up values of every kind."""

"""Rules about what the row itself says of consent: opt-outs, do-not-call, bounces."""

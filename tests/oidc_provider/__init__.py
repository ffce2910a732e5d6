"""A real OpenID Connect server, on the loopback address: a small Django site of its own.

It says of people whatever a test makes it say, right or wrong. PKCE is required.
"""

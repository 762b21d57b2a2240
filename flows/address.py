"""Which network addresses a fetch may connect to: public ones, unless the outlet's file allows private ones.

A page or a redirect must not reach the services beside us (server-side request forgery). What counts is the address
that is connected to, not the name: a name may resolve to another address a moment later.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: its last 32 bits are an IPv4 address that a translator connects to."""


def is_public(text: str) -> bool:
    """Whether an address (with or without a zone) is one of the public internet."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved

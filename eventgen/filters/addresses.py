"""The operator `cidr`: ranges of IP addresses."""

import re
from collections.abc import Callable

_DOTTED = re.compile(r"([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})")
_BITS = {4: 32, 6: 128}


def fault(text: str) -> str:
    """What is wrong with the text of a range; empty if nothing is."""
    if text.count("/") != 1:
        return "Malformed CIDR, one '/' required"
    address, mask = text.split("/")
    if not (mask.isascii() and mask.isdigit()):
        return "Malformed CIDR, mask bits must be an integer"
    found = number(address)
    if found is None:
        return f"Nonstandard IP address: {address}"
    bits = _BITS[found[0]]
    return f"Malformed CIDR, an address has {bits} bits" if len(mask) > 3 or int(mask) > bits else ""


def matcher(text: str) -> Callable[[str], bool]:
    """Whether a text is an address of a range; the range is well-formed."""
    address, mask = text.split("/")
    version, base = number(address) or (4, 0)
    low = base >> (_BITS[version] - int(mask))
    shift = _BITS[version] - int(mask)

    def within(value: str) -> bool:
        found = number(value)
        return found is not None and found[0] == version and found[1] >> shift == low

    return within


def number(text: str) -> tuple[int, int] | None:
    """An address as its version and a number; None if it is none."""
    if dotted := _DOTTED.fullmatch(text):
        first, second, third, fourth = map(int, dotted.groups())
        if max(first, second, third, fourth) > 255:
            return None
        return 4, first << 24 | second << 16 | third << 8 | fourth
    if ":" not in text:
        return None
    from ipaddress import AddressValueError, IPv6Address

    try:
        return (6, int(IPv6Address(text))) if "%" not in text else None
    except AddressValueError:
        return None

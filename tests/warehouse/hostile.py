"""Texts that mean harm to whoever shows them."""

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
QUOTES = "\"' onmouseover=alert(3) x='"
TURNED = "le prix \u202egnp.exe\u202c monte \u2066ici\u2069"
HIDDEN = "in\u200bvi\ufeffsible\u2060 \U000e0041"
LONG = "a" * 10_000_000
ALL = {"script": SCRIPT, "quotes": QUOTES, "turned": TURNED, "hidden": HIDDEN, "long": LONG}

"""Which address stands for an article: the one its page declares where that can be believed, else the cleaned one."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

TRACKING = re.compile(
    r"(utm_\w+|at_\w+|mc_[ce]id|mtm_\w+|pk_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|xtor|xt(ref|mc|cr|dt)|_ga|cmpid|"
    r"ns_(mchannel|source|campaign|linkname)|mkt_tok|smid|ocid|wt_\w+|echobox)",
    re.IGNORECASE,
)
"""Query parameters that say how a reader came, not what is read."""
ALIAS_HOST = re.compile(r"(?:m|mobile|amp)\.(?=[^.]+\.[^.]+)")
AMP_PATH = re.compile(r"^/amp(?=/.)|/amp/?$|\.amp(?=\.html$|$)")
AMP_QUERY = {("amp", "1"), ("amp", "true"), ("amp", ""), ("outputtype", "amp")}
PORTS = {"http": 80, "https": 443}


def clean(url: str) -> str:
    """The address without tracking, fragment, AMP and mobile marks, default port and trailing slash."""
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    host = ALIAS_HOST.sub("www.", parts.hostname or "", count=1)
    if parts.port not in (None, PORTS.get(scheme)):
        host = f"{host}:{parts.port}"
    path = quote(unquote(AMP_PATH.sub("", parts.path)), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    query = [
        (k, v)
        for k, v in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.fullmatch(k) and (k.lower(), v.lower()) not in AMP_QUERY
    ]
    return urlunsplit((scheme, host, path or "/", urlencode(query), ""))


def site(url: str) -> str:
    """The host without the labels that name a variant of one site, with its port."""
    return re.sub(r"^(www\d?|m|mobile|amp)\.", "", urlsplit(clean(url)).netloc)


def canonical(fetched: str, declared: str | None) -> str:
    """The one address of the article that ``fetched`` (after redirects) gave.

    What the page declares counts where it is of the same site and not the home page: many a broken template declares
    that for all its articles.
    """
    if declared:
        target = urljoin(fetched, declared.strip())
        parts = urlsplit(target)
        home = parts.path in ("", "/") and not parts.query
        if parts.scheme in PORTS and site(target) == site(fetched) and not home:
            return clean(target)
    return clean(fetched)

"""Sends a message over a channel: the console, a signed webhook (docs/alerts.md), or whatever Apprise knows."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from flows.exchange import Unfetched
from flows.politeness import retry_after
from parsers.errors import ConfigError
from warehouse.messages import Format, write
from warehouse.outbox import Message
from warehouse.rules import Channel

if TYPE_CHECKING:
    from flows.net import Network

SCHEMA = "veille.message/1"
_NAME = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a channel did not take a message, without its address; ``wait`` is how many seconds it asks for."""

    why: str
    wait: float | None = None


def secret(text: str) -> str:
    """The address or secret that a rule means: ``$NAME`` is that variable, or stands in the file of ``$NAME_FILE``."""
    found = _NAME.fullmatch(text)
    if not found:
        return text
    name = found[1]
    if os.environ.get(name):
        return os.environ[name]
    file = os.environ.get(f"{name}_FILE")
    try:
        value = Path(file).read_text("utf-8").strip() if file else ""
    except (OSError, ValueError):
        raise ConfigError(f"the file that {name}_FILE names cannot be read") from None
    if not value:
        raise ConfigError(f"neither {name} nor {name}_FILE is set in the environment")
    return value


async def send(network: Network, channel: Channel, message: Message, timeout: float) -> Fault | None:
    """Send a message; None where the channel took it. The console is not sent to from here."""
    try:
        address = secret(channel.address)
        key = secret(channel.secret) if channel.secret else None
    except ConfigError as error:
        return Fault(str(error))
    try:
        async with asyncio.timeout(timeout):
            if channel.webhook:
                return await _post(network, address, key, message)
            return await asyncio.to_thread(_apprise, address, message)
    except TimeoutError:
        return Fault(f"took longer than {timeout:g} s")


def body_of(message: Message) -> bytes:
    """The JSON that a webhook receives: the same bytes at every try."""
    first = message.alerts[0]
    document = {
        "schema": SCHEMA,
        "id": message.message_id,
        "rule": first.rule_id,
        "lang": first.lang,
        "title": write(message, "text").title,
        "among": max(a.among for a in message.alerts),
        "alerts": [
            json.loads(a.payload) if a.payload else {"id": a.alert_id, "words": a.body, "article": {"url": a.url}}
            for a in message.alerts
        ],
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


def signature(key: str, moment: int, body: bytes) -> str:
    """HMAC-SHA256 (RFC 2104) of ``timestamp.body``, in hex."""
    return hmac.new(key.encode(), str(moment).encode() + b"." + body, hashlib.sha256).hexdigest()


async def _post(network: Network, address: str, key: str | None, message: Message) -> Fault | None:
    body, moment = body_of(message), int(time.time())
    headers = {"Content-Type": "application/json", "Idempotency-Key": message.key, "Veille-Timestamp": str(moment)}
    if key:
        headers["Veille-Signature"] = f"v1={signature(key, moment, body)}"
    try:
        answer = await network.post(address, body, headers)
    except Unfetched as error:
        return Fault(str(error.args[0]))
    if 200 <= answer.status < 300:
        return None
    return Fault(f"answers {answer.status}", retry_after(answer.headers.get("retry-after"), datetime.now(UTC)))


def _apprise(address: str, message: Message) -> Fault | None:
    import apprise

    plugin = apprise.Apprise.instantiate(address, suppress_exceptions=True)
    if plugin is None:
        return Fault("Apprise does not know this kind of address; see the rule's channels")
    form = plugin.notify_format.value if hasattr(plugin.notify_format, "value") else str(plugin.notify_format)
    written = write(message, cast(Format, form))
    try:
        taken = plugin.notify(title=written.title, body=written.body, body_format=form)
    except Exception as error:
        return Fault(f"{type(error).__name__} while sending")
    return None if taken else Fault("the channel refused it or could not be reached")

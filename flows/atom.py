"""The alerts as an Atom feed (RFC 4287) beside the data, for whoever reads feeds: written anew after each run."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID
from xml.etree import ElementTree as ET

from warehouse.files import LocalFiles
from warehouse.messages import write
from warehouse.models import Alert
from warehouse.outbox import Message

if TYPE_CHECKING:
    from warehouse.connection import Connection

NAMESPACE = "http://www.w3.org/2005/Atom"
MOST = 100
"""Entries: more than a reader who looks once a day misses."""
LATEST = f"""
SELECT alert_id, rule_id, kind, lang, title, body, url, payload, among, raised_at
FROM alerts WHERE len(channels) > 0 AND due_at <= $now ORDER BY raised_at DESC, points DESC, alert_id LIMIT {MOST}
"""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def file_of(data: Path) -> Path:
    """Where the feed stands."""
    return data / "alerts.atom"


def publish(con: Connection, data: Path, now: dt.datetime) -> Path:
    """Write the feed of the latest alerts that are not muted; a reader sees the old one or the new one, whole."""
    rows = con.execute(LATEST, {"now": now}).fetchall()
    text = feed([Alert(*row) for row in rows], now)
    target = file_of(data)
    LocalFiles(data).write(target.name, text)
    return target


def feed(alerts: list[Alert], now: dt.datetime) -> bytes:
    """The feed's XML in UTF-8."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}feed")
    _add(root, "id", "urn:uuid:6b8f2f0e-2b0c-5d0e-9a52-6f1f1c0f7a11")
    _add(root, "title", "Veille: alerts")
    _add(root, "updated", _moment(max((a.raised_at for a in alerts), default=now)))
    _add(_add(root, "author"), "name", "Veille")
    for alert in alerts:
        _entry(root, alert)
    return str(ET.tostring(root, encoding="unicode", xml_declaration=True)).encode("utf-8")


def _entry(root: ET.Element, alert: Alert) -> None:
    written = write(Message(alert.alert_id, "atom", 0, 0, (alert,)), "html")
    entry = _add(root, "entry")
    entry.set("{http://www.w3.org/XML/1998/namespace}lang", alert.lang)
    _add(entry, "id", UUID(alert.alert_id).urn)
    _add(entry, "title", written.title)
    _add(entry, "updated", _moment(alert.raised_at))
    _add(entry, "link", rel="alternate", href=_NO_XML.sub("", alert.url))
    _add(entry, "category", term=alert.kind)
    _add(entry, "category", term=alert.rule_id)
    _add(entry, "content", written.body, type="html")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    made.text = _NO_XML.sub("", text) if text is not None else None
    return made


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

"""Answers that were given, kept for as long as their snapshot is the newest."""

from __future__ import annotations

import threading
from collections import OrderedDict

from starlette.responses import Response

KEPT = 64_000_000
"""Bytes of all answers that are kept."""


class Kept:
    """Answers of the newest snapshot, the last asked for kept longest."""

    def __init__(self, most: int = KEPT) -> None:
        self._most, self._size, self._edition = most, 0, 0
        self._answers: OrderedDict[tuple[object, ...], Response] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, edition: int, key: tuple[object, ...]) -> Response | None:
        """The answer that was kept under a key; a copy, since what carries it to the reader may change it."""
        with self._lock:
            if edition != self._edition:
                self._answers.clear()
                self._edition, self._size = edition, 0
            if key in self._answers:
                self._answers.move_to_end(key)
            known = self._answers.get(key)
        return _copy(known) if known else None

    def put(self, edition: int, key: tuple[object, ...], answer: Response) -> None:
        """Keep an answer, and let the oldest go where there is no room."""
        size = len(answer.body)
        with self._lock:
            if edition != self._edition or key in self._answers or size > self._most // 8:
                return
            self._answers[key] = _copy(answer)
            self._size += size
            while self._size > self._most:
                self._size -= len(self._answers.popitem(last=False)[1].body)


def _copy(answer: Response) -> Response:
    return Response(answer.body, answer.status_code, dict(answer.headers))

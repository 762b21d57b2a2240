"""Where in a YAML file a value stands, so that a complaint can name the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml


def line(node: yaml.Node | None, path: Sequence[int | str]) -> int | None:
    """The line (from 1) where the value at ``path`` stands below a composed node, or that of the nearest parent."""
    import yaml

    found = None
    for key in (*path, None):
        if node is None:
            return found
        found = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            pairs = {k.value: (k, v) for k, v in node.value}
            if key in pairs:
                found, node = pairs[key][0].start_mark.line + 1, pairs[key][1]
                continue
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            continue
        return found
    return found

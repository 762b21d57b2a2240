"""What is watched and known, as data. ``VEILLE_SEEDS`` names a directory laid over this one; commands write there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

SHIPPED = Path(__file__).parent


def layers() -> list[Path]:
    """The directories that hold seeds, the one that wins first."""
    over = os.environ.get("VEILLE_SEEDS")
    return [Path(over), SHIPPED] if over else [SHIPPED]


def path(relative: str) -> Path:
    """The file that counts for ``relative``; where no layer has it, its place in the shipped layer."""
    return next((p for layer in layers() if (p := layer / relative).exists()), SHIPPED / relative)


def files(folder: str, suffix: str) -> list[Path]:
    """The files of a folder over all layers, sorted by name; one in an upper layer hides its namesake below."""
    found: dict[str, Path] = {}
    for layer in reversed(layers()):
        found |= {p.name: p for p in sorted((layer / folder).glob(f"*{suffix}"))}
    return [found[name] for name in sorted(found)]


def parse(text: str) -> Any:
    """What a text in YAML says. Raises ``yaml.YAMLError``."""
    import yaml

    return yaml.load(text, _loader())


def compose(text: str) -> yaml.Node | None:
    """Its nodes, which know their lines (``seeds.places``). Raises ``yaml.YAMLError``."""
    import yaml

    node: yaml.Node | None = yaml.compose(text, _loader())
    return node


def _loader() -> type[yaml.SafeLoader]:
    """Of libyaml where it is there, in a twentieth of the time."""
    import yaml

    loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return loader

"""Language packs: written as ``seeds/lexicon/<lang>.yaml``, compiled to JSON beside it (YAML takes a second to load).

``python -m parsers.lexicon`` compiles; a test holds the two equal.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import seeds


@cache
def load(language: str) -> dict[str, Any] | None:
    """The compiled pack of an ISO 639-1 language, or None where there is none."""
    file = seeds.path(f"lexicon/{language}.json")
    return json.loads(file.read_bytes()) if file.exists() else None


def compile_pack(source: Path) -> str:
    """The JSON text of a YAML pack."""
    import yaml

    return json.dumps(yaml.safe_load(source.read_text("utf-8")), ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def main() -> None:
    """Compile every pack in place."""
    for source in seeds.files("lexicon", ".yaml"):
        source.with_suffix(".json").write_text(compile_pack(source), "utf-8")


if __name__ == "__main__":
    main()

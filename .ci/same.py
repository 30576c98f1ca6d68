"""Two folders must hold the same bytes; files that differ are kept outside both. Usage: same.py ONE TWO"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path


def main(*folders: Path) -> int:
    """Compare; 1 when anything differs."""
    trees = [
        {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()} for folder in folders
    ]
    one, two = trees
    differing = [
        path
        for path in sorted({*one, *two})
        if path not in one or path not in two or one[path].read_bytes() != two[path].read_bytes()
    ]
    if not differing:
        sys.stdout.write(f"{len(one)} files, the same bytes\n")
        return 0
    kept = Path(tempfile.mkdtemp(prefix="tuoguan-differing-"))
    for path in differing:
        for name, tree in zip(("one", "two"), trees, strict=True):
            if path in tree:
                target = kept / name / path
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(tree[path], target)
    sys.stdout.write("\n".join([*map(str, differing), f"differ; kept in {kept}", ""]))
    return 1


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:3])))

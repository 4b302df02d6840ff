"""make bench: our numbers beside their peers, in one run."""

from __future__ import annotations

import argparse
import pathlib
import shutil
import sys
import tempfile
import traceback

import bench.catalogue
import bench.check
import bench.dub
import bench.encode
import bench.measure as measure
import bench.pages
import bench.serve
import bench.swipe
from bench.ours import Ours

BENCHES = {
    "check": bench.check.run,
    "encode": bench.encode.run,
    "dub": bench.dub.run,
    "serve": bench.serve.run,
    "catalogue": bench.catalogue.run,
    "swipe": bench.swipe.run,
    "waste": bench.swipe.waste,
    "binge": bench.swipe.binge,
    "pages": bench.pages.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--binary", type=pathlib.Path, required=True)
    parser.add_argument("--keep", action="store_true", help="leave the files of the run behind")
    parser.add_argument("bench", nargs="*", help=f"{', '.join(BENCHES)}; all if none is named")
    arguments = parser.parse_args()
    if unknown := set(arguments.bench) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")

    # Tools that are installed for comparison stay; everything else is of this run.
    home = pathlib.Path.home() / ".cache/cliffhanger/bench"
    home.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="run-", dir=home))
    print(measure.machine(), flush=True)
    rows: list[measure.Row] = []
    try:
        for name in arguments.bench or BENCHES:
            print(f"{name}:", file=sys.stderr, flush=True)
            try:
                rows += BENCHES[name](Ours(arguments.binary.resolve(), folder))
            # Whatever breaks one of them, what the others have measured is told.
            except Exception as error:
                traceback.print_exc()
                rows.append(measure.Row(name, "not measured", "", None, "a figure", False, repr(error)[:300]))
    finally:
        if not arguments.keep:
            shutil.rmtree(folder)
    print("\n" + measure.table(rows))
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())

"""What reading passes over in the real articles beside the checkout, and the curve of it over time.

    python bench/review.py [--top 12]         print the gaps, most frequent first
    python bench/review.py --keep "a remark"  and add a line of totals to bench/review.tsv

Without the articles there is nothing to do, visibly.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from marsad.rendering import review_tables  # noqa: E402
from marsad.review import KINDS, Review  # noqa: E402
from quality import SHARED, articles, clean  # noqa: E402

CURVE = HERE / "review.tsv"
WIDTH = 150


def keep(review: Review, remark: str) -> None:
    """Add a line to the curve: the day, articles, reports, how many gaps of each kind, a remark."""
    if not CURVE.exists():
        CURVE.write_text("\t".join(("day", "articles", "reports", *KINDS, "remark")) + "\n", encoding="utf-8")
    figures = (datetime.now(UTC).date(), review.articles, review.reports, *review.totals().values(), remark)
    with CURVE.open("a", encoding="utf-8") as out:
        out.write("\t".join(map(str, figures)) + "\n")


def main() -> int:
    """Run as described above."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--top", type=int, default=12)
    parser.add_argument("--keep", metavar="REMARK")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("review: SKIPPED, the real articles are not beside this checkout")
        return 0
    review = Review()
    for row in articles():
        review.add(clean(row))
    Console(width=WIDTH).print(review_tables(review, args.top))
    if args.keep:
        keep(review, args.keep)
    return 0


if __name__ == "__main__":
    sys.exit(main())

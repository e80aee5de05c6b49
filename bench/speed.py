"""Speed from clean text on one core, as a rate and as a ratio to UTF-8 decoding in the same run; memory; profile.

    python bench/speed.py [--count 400] [--profile] [--gate N]
    PYTHONPATH=build/compiled python bench/speed.py     (after make fast)

The articles are built from paragraphs of our own, about 2,200 characters each: dense (each tells of events), and mixed
with ordinary paragraphs (``ordinary.txt``) to about three reports an article, as in real news. Where the coded data lie
beside the checkout, real articles of that length are timed too. All times are CPU time of one process.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import json
import pstats
import random
import resource
import sys
import time
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
_START = time.perf_counter()

import marsad.reports  # noqa: E402
from marsad.model import Article, Part  # noqa: E402
from marsad.reports import extract  # noqa: E402
from quality import SHARED  # noqa: E402

TARGET_CHARS = 2200
LEAST_CHARS, MOST_CHARS = 1800, 2700
"""Which real articles are timed: those of about 2,200 characters."""
ROUNDS = 3
ORDINARY = 0.6
"""The share of paragraphs without an event that gives as many reports an article as real news has."""


def own_articles(count: int, ordinary: float) -> list[str]:
    """Articles of about 2,200 characters, each a different mix of the sample pages' paragraphs and of ordinary ones."""
    rng = random.Random(7)  # noqa: S311
    told: list[str] = []
    for path in sorted((HERE.parent / "samples").glob("*.txt")):
        told += [p for p in path.read_text(encoding="utf-8").split("\n") if len(p) > 60]
    plain = (HERE / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    out = []
    for n in range(count):
        text = ""
        while len(text) < TARGET_CHARS:
            text += rng.choice(plain if rng.random() < ordinary else told) + f"\n\nرقم البيان {n}.\n"
        out.append(text[:TARGET_CHARS])
    return out


def real_articles(count: int) -> list[str]:
    """Real articles, where they lie beside the checkout."""
    path = SHARED / "data/articles/articles.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as f:
        texts = [json.loads(row)["text"] for row in f]
    return [t for t in texts if LEAST_CHARS <= len(t) <= MOST_CHARS][:count]


def measure(name: str, texts: list[str]) -> float:
    """Print the figures, cold and warm, in CPU time; the warm rate as a part of the rate of UTF-8 decoding."""
    articles = [Article(str(i), t, published=date(2018, 6, 1), parts=(Part(0, len(t)),)) for i, t in enumerate(texts)]
    raw = [t.encode() for t in texts]
    size = sum(map(len, raw))
    chars = sum(map(len, texts)) / len(texts)
    start = time.process_time()
    for _ in range(20):
        for piece in raw:
            piece.decode()
    decode = (time.process_time() - start) / 20
    spent: list[float] = []
    for _ in range(1 + ROUNDS):
        start = time.process_time()
        reports = sum(len(extract(a)) for a in articles)
        spent.append(time.process_time() - start)
    for label, seconds in (("first round", spent[0]), (f"best of {ROUNDS} more", min(spent[1:]))):
        print(
            f"{name:12s} {label:14s}: {len(texts) / seconds:7.0f} articles/s  {size / seconds / 1e6:5.2f} MB/s  "
            f"1/{seconds / decode:.0f} of UTF-8 decoding  "
            f"({len(texts)} articles of {chars:.0f} characters, {reports} reports)"
        )
    return decode / min(spent[1:])


def main() -> int:
    """Run as described above."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--gate", type=float, metavar="N", help="fail below 1/N of the rate of UTF-8 decoding")
    args = parser.parse_args()
    print(f"marsad, {'compiled' if marsad.reports.extract.__class__.__name__ != 'function' else 'plain Python'}")
    extract(Article("warm", "قتل جندي في هجوم", parts=(Part(0, 16),)))
    print(f"import, lexicon and first article: {time.perf_counter() - _START:.2f} s")
    measure("own, dense", own_articles(args.count, 0.0))
    ratio = measure("own, as news", own_articles(args.count, ORDINARY))
    real = real_articles(args.count)
    if real:
        measure("real 2018", real)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:.0f} MB")
    if args.profile:
        profiler = cProfile.Profile()
        texts = real or own_articles(200, ORDINARY)
        articles = [
            Article(str(i), t, published=date(2018, 6, 1), parts=(Part(0, len(t)),)) for i, t in enumerate(texts)
        ]
        profiler.enable()
        for article in articles:
            extract(article)
        profiler.disable()
        pstats.Stats(profiler).sort_stats("tottime").print_stats(25)
    if args.gate and ratio < 1 / args.gate:
        print(f"too slow: own articles at 1/{1 / ratio:.0f} of the rate of UTF-8 decoding, wanted 1/{args.gate:.0f}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Marsad (مرصد): reads Arabic news about armed conflict and unrest and writes down what happened, and who says so.

>>> import marsad
>>> readings = marsad.extract("قتل ثلاثة جنود في كمين قرب مدينة تدمر", published="2019-04-02")
"""

from __future__ import annotations

from datetime import date

from marsad.model import Article, Claim, DateSpan, Evidence, Place, Reading, Report, Responsibility, Side

__version__ = "0.1.0"
__all__ = [
    "Article", "Claim", "DateSpan", "Evidence", "Place", "Reading", "Report", "Responsibility", "Side",
    "__version__", "extract", "read",
]  # fmt: skip


def read(
    text: str, *, source: str = "", published: str | date | None = None, title: str = "", outlet: str = ""
) -> Article:
    """The ``Article`` in a text: furniture removed, parts split, publication date found where none is given.

    Raises ``ValueError`` for a date that is not YYYY-MM-DD.
    """
    from marsad.pages import article_from_text

    day = date.fromisoformat(published) if isinstance(published, str) else published
    return article_from_text(text, source=source, published=day, title=title, outlet=outlet)


def extract(article: Article | str, *, published: str | date | None = None) -> tuple[Report, ...]:
    """The reports that an article, or a plain text, makes. Same input and same version give the same result."""
    from marsad.reports import extract as extract_reports

    return extract_reports(article if isinstance(article, Article) else read(article, published=published))

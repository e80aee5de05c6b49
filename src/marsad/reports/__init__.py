"""What is told: from an Article to its Reports."""

from marsad.reports.extract import extract

__all__ = ["extract"]

r"""Bytes in, Articles out: files, folders, JSON Lines, HTML and text, cleaned, dated and named.

>>> article = article_from_text("قتل ثلاثة جنود في انفجار قرب البلدة، وفق مصدر طبي.\n\nاترك تعليقاً")
>>> article.text
'قتل ثلاثة جنود في انفجار قرب البلدة، وفق مصدر طبي.'
"""

from marsad.pages.clean import article_from_html, article_from_text
from marsad.pages.read import PageError, read_paths

__all__ = ["PageError", "article_from_html", "article_from_text", "read_paths"]

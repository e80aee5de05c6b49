"""``extract``: from an Article to its Reports. Pure: no file, no clock, no network, no state that matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from marsad.arabic.words import split_words
from marsad.lexicon.gazetteer import load_countries
from marsad.lexicon.load import load_lexicon
from marsad.mentions.actors import Cast
from marsad.mentions.places import countries_said, survey
from marsad.mentions.slots import Scanner
from marsad.model import Article, Claim, DateSpan, Evidence, Part, Report
from marsad.reports.draft import Draft
from marsad.reports.frames import VIOLENT, Context, drafts_of
from marsad.reports.merge import merge, weight
from marsad.reports.sentence import read_sentence

_MIN_WEIGHT = 2
_MIN_WEIGHT_WEAK = 4
_PLACE_REACH = 3
_INHERITED = 0.6


@lru_cache(maxsize=1)
def _scanner() -> Scanner:
    return Scanner(load_lexicon())


def extract(article: Article) -> tuple[Report, ...]:
    """The reports an article makes, in the order of their first words.

    Each part of a page is read by itself. Every filled field has evidence whose offsets are into ``article.text``.
    """
    out: list[Report] = []
    for part in article.parts or ((Part(0, len(article.text), article.published),) if article.text else ()):
        out.extend(_extract_part(article, part))
    return tuple(out)


def _extract_part(article: Article, part: Part) -> list[Report]:
    scanner = _scanner()
    published = part.published or article.published
    words = split_words(article.text, part.start, part.end)
    slots = scanner.scan(words)
    if "n" not in slots.tags and "v" not in slots.tags:
        return []
    geo = survey(slots)
    cast = Cast(scanner.lexicon, load_countries(), geo.country, published.year if published else None)
    context = Context(geo, cast, published)
    context.countries_said = countries_said(slots, geo)
    drafts: list[Draft] = []
    for index, (first, end) in enumerate(slots.sentences):
        tags = slots.tags[first:end]
        if not ("n" in tags or "v" in tags):
            continue
        sentence = read_sentence(slots, index, geo, published, title=index == 0)
        drafts.extend(drafts_of(sentence, context))
    drafts = merge(drafts)
    _settle_places(drafts, context)
    return [_report(d, article, context) for d in _keep(drafts)]


def _settle_places(drafts: list[Draft], context: Context) -> None:
    """An event told without a place happened where the sentences before it are; else where the article plays."""
    known = [(d.sentence, d) for d in drafts if d.place is not None]
    for draft in drafts:
        if draft.place is not None:
            continue
        before = [d for s, d in known if 0 <= draft.sentence - s <= _PLACE_REACH]
        after = [d for s, d in known if 0 < s - draft.sentence <= _PLACE_REACH]
        host = before[-1] if before else after[0] if after else known[0][1] if known else None
        if host is not None and host.place is not None:
            draft.place = replace(host.place, confidence=host.place.confidence * _INHERITED)
            draft.place_span = host.place_span
            continue
        country = context.geo.country
        if country and country in context.countries_said:
            place, span = context.countries_said[country]
            draft.place, draft.place_span = replace(place, confidence=place.confidence * _INHERITED), span


def _keep(drafts: list[Draft]) -> list[Draft]:
    """Give types to events told only by their dead, and drop what says too little."""
    conflict = any(d.type and not d.generic and d.group in VIOLENT for d in drafts)
    out = []
    for draft in drafts:
        if not draft.type:
            if not draft.claims:
                continue
            armed = [s for s in draft.sides if s.kind not in ("civilians", "person", "")]
            if not armed and not conflict and not draft.weapon:
                continue
            victims = [c.side for c in draft.claims if c.side is not None]
            civil = not victims or any(v.kind in ("civilians", "person", "") for v in victims)
            draft.type = "civilians.attack" if civil else "battle.armed_clash"
        elif draft.alternative and draft.generic:
            targets = draft.role("target")
            if targets and all(t.kind in ("civilians", "person") for t in targets):
                draft.type = draft.alternative
        if weight(draft) < (_MIN_WEIGHT if draft.strong or draft.told or draft.title else _MIN_WEIGHT_WEAK):
            continue
        out.append(draft)
    return out


def _report(draft: Draft, article: Article, context: Context) -> Report:
    published = context.published
    span = draft.date
    if span is None and published is not None and draft.time_frame == "news":
        span = DateSpan(published - timedelta(days=1), published, "days")
    evidence = []
    seen = set()
    marked = list(draft.evidence)
    marked += [(n, *s) for n, s in (("date", draft.date_span), ("place", draft.place_span)) if s is not None]
    for name, start, end in marked:
        if (name, start, end) not in seen:
            seen.add((name, start, end))
            evidence.append(Evidence(start, end, name, article.text[start:end]))
    claims = []
    for claim in draft.claims:
        start, end = claim.span
        side = claim.side
        chain = list(claim.speakers)
        if article.outlet:
            chain.append(article.outlet)
        claims.append(
            Claim(
                kind=claim.kind,
                low=claim.low,
                high=claim.high,
                side=side.name if side else "",
                side_en=side.name_en if side else "",
                group=claim.group,
                scope=claim.scope,
                vague=claim.vague,
                speakers=tuple(claim.speakers),
                chain=tuple(chain),
                evidence=(Evidence(start, end, f"casualties.{claim.kind}", article.text[start:end]),),
            )
        )
    return Report(
        type=draft.type,
        modality=draft.modality,
        time_frame=draft.time_frame,
        date=span,
        place=draft.place,
        sides=tuple(draft.sides),
        casualties=tuple(claims),
        speakers=tuple(draft.speakers),
        weapon=draft.weapon,
        evidence=tuple(sorted(evidence)),
    )

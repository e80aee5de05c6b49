"""The nouns: what an article is, and what it reports.

Every offset is a character offset into ``Article.text`` (Python string indices, end exclusive). Classes are frozen;
``to_dict`` methods give the versioned JSON contract that ``marsad extract --format jsonl`` writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

CONTRACT_VERSION = 1

PublishedBy = Literal["given", "page", "text", "inferred", "unknown"]
Modality = Literal["asserted", "alleged", "denied", "planned", "hypothetical"]
TimeFrame = Literal["news", "background"]
Role = Literal["initiator", "target", "party", "claimed_by"]
CasualtyKind = Literal[
    "killed", "injured", "missing", "abducted", "arrested", "captured", "released", "displaced", "killed_or_injured"
]
Scope = Literal["event", "part", "cumulative"]
DatePrecision = Literal["day", "days", "week", "month", "season", "year", "open", "weekday"]
Stance = Literal["claimed", "denied"]
PlacePrecision = Literal["exact", "near", "district", "admin1", "country", "unknown"]


@dataclass(frozen=True, slots=True)
class RawSpan:
    """A run of ``Article.text`` that stands unchanged in the decoded raw input.

    ``start`` and ``length`` count characters of ``Article.text``; ``raw`` is the offset in the raw text.
    """

    start: int
    length: int
    raw: int


@dataclass(frozen=True, slots=True)
class Part:
    """One of several news items that stand on one page: ``text[start:end]``; the first line may be its title."""

    start: int
    end: int
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One news page, clean text, immutable.

    ``text`` is what a reader would read (furniture removed); ``raw_map`` leads from its offsets back to the raw
    input; ``parts`` are the items on the page (one for almost every page), never empty when ``text`` is not.
    """

    source: str
    text: str
    title: str = ""
    outlet: str = ""
    agency: str = ""
    url: str = ""
    published: date | None = None
    published_by: PublishedBy = "unknown"
    language: str = "ar"
    parts: tuple[Part, ...] = ()
    raw_map: tuple[RawSpan, ...] = ()
    notes: tuple[str, ...] = ()
    """Why an article has no text or was cut: one sentence each."""

    def raw_offset(self, offset: int) -> int | None:
        """The raw offset of a character of ``text``; None where the cleaner inserted it."""
        for span in self.raw_map:
            if span.start <= offset < span.start + span.length:
                return span.raw + offset - span.start
        return None

    def to_dict(self) -> dict[str, Any]:
        """The ``article`` object of the contract (without the text)."""
        return {
            "title": self.title,
            "outlet": self.outlet,
            "agency": self.agency,
            "url": self.url,
            "published": self.published.isoformat() if self.published else None,
            "published_by": self.published_by,
            "language": self.language,
            "notes": list(self.notes),
        }


class Evidence(NamedTuple):
    """The words a field was read from: ``article.text[start:end] == quote``."""

    start: int
    end: int
    field: str
    quote: str

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of one evidence."""
        return {"field": self.field, "start": self.start, "end": self.end, "quote": self.quote}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """When: first and last possible day, both inclusive."""

    start: date
    end: date
    precision: DatePrecision = "day"

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of a date."""
        return {"start": self.start.isoformat(), "end": self.end.isoformat(), "precision": self.precision}


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a gazetteer entry, or a name without one (then no point: never an invented one).

    ``lat``/``lon`` in WGS 84 degrees; ``radius_km`` is how far the event may lie from the point; ``confidence``
    (0..1) how sure the choice among namesakes is.
    """

    name: str
    id: str = ""
    name_en: str = ""
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    admin1: str = ""
    feature: str = ""
    precision: PlacePrecision = "unknown"
    radius_km: float = 0.0
    confidence: float = 1.0

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of a place."""
        return {
            "name": self.name,
            "id": self.id,
            "name_en": self.name_en,
            "lat": self.lat,
            "lon": self.lon,
            "country": self.country,
            "admin1": self.admin1,
            "feature": self.feature,
            "precision": self.precision,
            "radius_km": self.radius_km,
            "confidence": round(self.confidence, 2),
        }


@dataclass(frozen=True, slots=True)
class Side:
    """Who: one actor in one role. ``id`` is an actor id of the lexicon, or empty for a description («مسلحون»)."""

    role: Role
    name: str
    name_en: str = ""
    id: str = ""
    kind: str = ""
    ucdp: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of a side."""
        return {
            "role": self.role,
            "name": self.name,
            "name_en": self.name_en,
            "id": self.id,
            "kind": self.kind,
            "ucdp": self.ucdp,
        }


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who says that the event was his (``claimed``), or that it was not (``denied``)."""

    side: Side
    modality: Stance = "claimed"
    evidence: tuple[Evidence, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of a claim of responsibility."""
        return {
            "side": self.side.to_dict(),
            "modality": self.modality,
            "evidence": [e.to_dict() for e in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure and who stands behind it.

    ``low``/``high`` are persons; ``high`` is None for an open bound («أكثر من 30»), both are None for a word without
    a number («عشرات» keeps its rule in docs/codebook.md). ``chain`` runs from the first speaker to the outlet.
    """

    kind: CasualtyKind
    low: int | None
    high: int | None
    side: str = ""
    side_en: str = ""
    group: str = ""
    scope: Scope = "event"
    vague: bool = False
    speakers: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of a claim."""
        return {
            "kind": self.kind,
            "low": self.low,
            "high": self.high,
            "side": self.side,
            "side_en": self.side_en,
            "group": self.group,
            "scope": self.scope,
            "vague": self.vague,
            "speakers": list(self.speakers),
            "chain": list(self.chain),
            "evidence": [e.to_dict() for e in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What one article tells of one event. Every filled field has at least one evidence."""

    type: str
    modality: Modality = "asserted"
    time_frame: TimeFrame = "news"
    date: DateSpan | None = None
    place: Place | None = None
    sides: tuple[Side, ...] = ()
    casualties: tuple[Claim, ...] = ()
    speakers: tuple[str, ...] = ()
    weapon: str = ""
    evidence: tuple[Evidence, ...] = ()
    claimed_by: tuple[Responsibility, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of a report."""
        return {
            "type": self.type,
            "modality": self.modality,
            "time_frame": self.time_frame,
            "date": self.date.to_dict() if self.date else None,
            "place": self.place.to_dict() if self.place else None,
            "sides": [s.to_dict() for s in self.sides],
            "casualties": [c.to_dict() for c in self.casualties],
            "speakers": list(self.speakers),
            "weapon": self.weapon,
            "claimed_by": [r.to_dict() for r in self.claimed_by],
            "evidence": [e.to_dict() for e in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and its reports: one line of the output."""

    article: Article
    reports: tuple[Report, ...]
    version: str
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """One line of ``marsad extract --format jsonl``."""
        return {
            "contract": CONTRACT_VERSION,
            "marsad": self.version,
            "source": self.article.source,
            "article": self.article.to_dict(),
            "reports": [r.to_dict() for r in self.reports],
        }

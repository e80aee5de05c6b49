"""A report in the making: mutable, with the evidence for every field collected on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.mentions.party import Party
from marsad.model import CasualtyKind, DateSpan, Modality, Place, Scope, Side, Stance, TimeFrame

Span = tuple[int, int]
VIOLENT = ("battle", "remote", "civilians")
"""The groups of types that are violence."""


def graver(a: str, b: str) -> str:
    """The graver of two types of unrest."""
    order = ("unrest.protest", "unrest.riot", "unrest.protest_with_intervention")
    return max(a, b, key=order.index)


@dataclass(slots=True)
class DraftClaim:
    """A figure before merging; ``span`` are its words."""

    kind: CasualtyKind
    low: int | None
    high: int | None
    span: Span
    party: Party | None = None
    side: Side | None = None
    group: str = ""
    scope: Scope = "event"
    vague: bool = False
    speakers: list[str] = field(default_factory=list)
    modality: Modality = "asserted"

    def same_figure(self, other: DraftClaim) -> bool:
        """Whether both say the same number of the same kind and scope; «7» and «7 at least» are one."""
        exact = (self.low, None)
        return (
            self.kind == other.kind
            and self.low == other.low
            and (self.high == other.high or (self.low is not None and self.high in exact and other.high in exact))
            and (self.scope == "cumulative") == (other.scope == "cumulative")
        )

    def said_exactly(self, others: list[DraftClaim]) -> bool:
        """Whether another claim gives the figure that this one only calls dozens or hundreds."""
        order = self.party.order if self.party is not None and self.low is None else 0
        return order > 0 and any(
            c.kind == self.kind and c.scope == self.scope and c.low is not None and order <= c.low < order * 10
            for c in others
        )


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who claims an event or denies it; ``span`` are the words that say so."""

    side: Side
    stance: Stance
    span: Span


class Draft:
    """One telling of one event by one sentence, or by several once merged."""

    alternative: str = ""
    definite: bool = False
    title: bool = False
    modality: Modality = "asserted"
    time_frame: TimeFrame = "news"
    date: DateSpan | None = None
    date_explicit: bool = False
    place: Place | None = None
    place_rank: int = 0
    placed: int = -1
    """The number of the sentence its place was read in."""
    date_span: Span | None = None
    place_span: Span | None = None
    weapon: str = ""
    cumulative: bool = False
    effect_only: bool = False
    strong: bool = True
    year_said: bool = False
    apart: bool = False
    """Whether it is likened to another event («هجوم مماثل»), and so is not that event."""
    told: bool = False
    """Whether the sentence tells the event (a main verb, a figure, a light verb), not only mentions it."""
    deed: bool = False
    """Whether a main verb in the perfect tells a blow itself («فجر», «قتل»), not a noun or «هاجم»."""
    acted: bool = False
    """Whether a main verb in the perfect tells any kind of attack: who did it to whom must be said as well."""
    aside: bool = False
    """Whether it was first named in a relative clause («المسلحين الذين انسحبوا من البلدة»)."""
    recalled: bool = False
    """Whether the sentence itself tells it as older («سبق أن», «بعد أسبوع من هجوم»)."""
    just_before: bool = False
    """Whether it only led to the event told («جاء الهجوم بعد ضربات …»): it is news as well."""
    earlier: bool = False
    """Whether its day is said and lies before the last two days: no undated news tells of it."""
    retold: bool = False
    """Whether another telling was put into it."""
    moves_on: bool = False
    """Whether its sentence opens as another piece of news («وفي بعقوبة …», «كما …», «إلى ذلك …»)."""
    beside: frozenset[str] = frozenset()
    """The ids of all places its sentence names."""
    opens: int = -1
    """The slot of «و» where its verb opens a clause with a subject of its own; -1 where it does not."""
    another: bool = False
    """Whether it is said to be another event than those told before («هجوم آخر», «محتجون آخرون»)."""
    known_crowd: bool = False
    """Whether its crowd is known already («المتظاهرون») and the sentence only goes on about it."""

    def __init__(self, type: str, sentence: int, slot: int, *, generic: bool) -> None:  # noqa: A002
        self.type = type
        self.sentence = sentence
        self.slot = slot
        self.generic = generic
        self.sides: list[Side] = []
        self.claims: list[DraftClaim] = []
        self.responsible: list[Responsible] = []
        self.speakers: list[str] = []
        self.evidence: list[tuple[str, int, int]] = []

    def add_side(self, side: Side | None, span: Span | None = None) -> None:
        """Add a side unless the same actor already stands in this role."""
        if side is None:
            return
        for i, known in enumerate(self.sides):
            if (known.id and known.id == side.id) or known.name == side.name:
                if known.role == "party" and side.role != "party":
                    self.sides[i] = side
                return
        self.sides.append(side)
        if span is not None:
            self.evidence.append((f"side.{side.role}", *span))

    def role(self, role: str) -> list[Side]:
        """The sides in a role."""
        return [s for s in self.sides if s.role == role]

    @property
    def group(self) -> str:
        """The part of the type before the dot."""
        return self.type.partition(".")[0]

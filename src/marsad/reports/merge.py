"""Reports of one event within one article made one; what is too thin to be a report dropped."""

from __future__ import annotations

from datetime import timedelta

from marsad.lexicon.distance import km
from marsad.model import DateSpan, Place, Side
from marsad.reports.draft import VIOLENT, Draft, graver

_BOMBINGS = frozenset({"remote.suicide_bombing", "remote.vehicle_bomb", "remote.ied", "remote.grenade"})
_VIOLENT_OR_UNREST = frozenset({*VIOLENT, "unrest"})
_FIRE = frozenset({"remote.air_strike", "remote.shelling", "remote.missile_attack", "remote.drone_strike"})
_HEADLINE_KM = 50.0
_TOWNS = frozenset({"city", "town", "village"})
_IN_TOWNS = frozenset(
    {"quarter", "camp", "base", "airport", "port", "crossing", "prison", "oilfield", "terminal", "island"}
)
"""Features of places that are no towns but may lie in one."""
_LEAD = 2
"""Sentences behind the headline that tell its event in full."""
_RANGE_DAYS = 2
_WAR = 1000
_NEAR = 3
"""Within how many sentences a general telling («الهجوم», «القتال») is taken for one of the event told before."""
_KILLINGS = frozenset(
    {
        "battle.targeted_killing",
        "civilians.assassination",
        "civilians.execution",
        "civilians.attack",
        "battle.armed_clash",
    }
)


def compatible_types(a: Draft, b: Draft) -> bool:
    """Whether two drafts may tell one event, by their types alone."""
    if not a.type or not b.type:
        other = a.type or b.type
        return not other or other.partition(".")[0] in _VIOLENT_OR_UNREST
    if a.type == b.type:
        return True
    if a.group in VIOLENT and b.group in VIOLENT:
        if a.generic or b.generic:
            return True
        if a.type in _BOMBINGS and b.type in _BOMBINGS:
            return True
        if a.type in _FIRE and b.type in _FIRE and (a.definite or b.definite):
            return True
        return a.type in _KILLINGS and b.type in _KILLINGS and a.type != "battle.armed_clash" != b.type
    return a.group == b.group == "unrest" and (b.definite or a.title or b.title or abs(a.sentence - b.sentence) <= 1)


def dates_agree(a: Draft, b: Draft) -> bool:
    """Whether the dates may be the same; an unstated date agrees with news of the day only."""
    if a.date is not None and b.date is not None:
        if a.date_explicit and b.date_explicit and not b.definite and abs(_days(a.date) - _days(b.date)) > _RANGE_DAYS:
            return False
        return a.date.start <= b.date.end + timedelta(days=1) and b.date.start <= a.date.end + timedelta(days=1)
    if b.earlier and b.sentence > 1 and a.date is None and a.group == "unrest" and not (a.definite or b.definite):
        return False
    if a.time_frame != b.time_frame and not (a.cumulative and b.cumulative):
        return a.definite or b.definite
    return True


def places_agree(a: Place | None, b: Place | None) -> bool:
    """Whether two places may be one: same, near, or one within the other."""
    if a is None or b is None:
        return True
    if a.id and a.id == b.id:
        return True
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return a.name == b.name or a.lat is None or b.lat is None
    if "country" in (a.precision, b.precision):
        return a.country == b.country
    if a.feature == b.feature and a.feature in ("admin1", "admin2"):
        return False
    distance = km(a.lat, a.lon, b.lat, b.lon)
    if "admin1" in (a.precision, b.precision):
        return a.country == b.country and distance <= max(a.radius_km, b.radius_km, 60.0) * 1.5
    return distance <= max(20.0, a.radius_km + b.radius_km)


def _kin(a: Side, b: Side) -> bool:
    if not a.id or not b.id or a.id == b.id:
        return True
    if a.id.startswith("desc.") or b.id.startswith("desc.") or "civilians" in (a.id, b.id):
        return True
    return a.id.split(".")[0] == b.id.split(".")[0] and {a.kind, b.kind} <= {
        "state_forces", "government", "police", "security", "coalition",
    }  # fmt: skip


def sides_agree(a: Draft, b: Draft) -> bool:
    """Whether the initiators do not exclude each other; a crowd and those who face it belong to one event."""
    if a.group == "unrest" == b.group:
        return True
    mine, yours = a.role("initiator"), b.role("initiator")
    if not mine or not yours:
        return True
    if a.type == b.type == "battle.armed_clash":  # a clash told from either side
        mine, yours = [*mine, *a.role("target")], [*yours, *b.role("target")]
    return any(_kin(x, y) for x in mine for y in yours)


def same_event(old: Draft, new: Draft) -> bool:
    """Whether ``new`` tells again what ``old`` tells."""
    if (old.modality in ("asserted", "alleged")) != (new.modality in ("asserted", "alleged")):
        return False
    if old.cumulative != new.cumulative or (new.apart and new.sentence != old.sentence):
        return False
    if new.another and not old.another and old.sentence != new.sentence:
        return False  # «هجوم آخر»
    if old.sentence == new.sentence and old.slot < new.opens:
        return False  # «مسلحون يهاجمون فندقا والجيش يستعيد بلدتين»
    if old.recalled != new.recalled and old.sentence == new.sentence:
        return False  # «جاء التفجير بعد يومين من هجوم …»
    if (new.moves_on or _both_small(old, new)) and _another_place(old, new):
        return False
    if (old.generic or new.generic) and old.type != new.type and not linked(old, new):
        return False
    return (
        compatible_types(old, new)
        and (dates_agree(old, new) or _same_toll(old, new))
        and (places_agree(old.place, new.place) or _headline(old, new))
        and sides_agree(old, new)
    )


def _another_place(old: Draft, new: Draft) -> bool:
    """Whether both say exactly where, each another place, however near («كما قتل ثلاثة في حي العامل»)."""
    if (old.title and not old.retold) or new.definite:
        return False
    if old.place is None or new.place is None:
        return False
    exact = ("exact", "near", "unknown")
    if old.place.precision not in exact or new.place.precision not in exact:
        return False
    return (old.place.id or old.place.name) != (new.place.id or new.place.name)


def _both_small(old: Draft, new: Draft) -> bool:
    """Whether two places are both a village, a town or the like, so that one is not the other's town."""
    a, b = old.place, new.place
    if a is None or b is None or not (_small(a) and _small(b)):
        return False
    if old.title and new.sentence <= _LEAD and _headline(old, new):
        return False  # the lead says more exactly where the headline's event was
    return not (_within(a, b, old.beside) or _within(b, a, new.beside))


def _small(place: Place) -> bool:
    return place.feature in _TOWNS or place.feature in _IN_TOWNS or place.precision == "unknown"


def _within(inner: Place, outer: Place, beside: frozenset[str]) -> bool:
    """Whether a place is in a town: a quarter, a camp or a base near it, or one that no table knows and whose sentence
    names the town.
    """
    if inner.precision == "unknown":
        return outer.id in beside
    if inner.feature not in _IN_TOWNS or outer.feature not in _TOWNS:
        return False
    if inner.lat is None or inner.lon is None or outer.lat is None or outer.lon is None:
        return False
    return km(inner.lat, inner.lon, outer.lat, outer.lon) <= inner.radius_km + outer.radius_km


def _same_toll(old: Draft, new: Draft) -> bool:
    """Whether two running totals give one figure of a war's size: the day beside it is the day of the count."""
    if not (old.cumulative and new.cumulative):
        return False
    return any(
        mine.same_figure(yours) and mine.kind == "killed" and (mine.low or 0) >= _WAR
        for mine in old.claims
        for yours in new.claims
    )


def _headline(old: Draft, new: Draft) -> bool:
    """Whether one of the two is the headline, which names the nearest known town for the place itself."""
    a, b = old.place, new.place
    if old.sentence == new.sentence or not (old.title or new.title):
        return False
    if a is None or b is None or a.lat is None or b.lat is None:
        return False
    return a.lon is not None and b.lon is not None and km(a.lat, a.lon, b.lat, b.lon) <= _HEADLINE_KM


def linked(old: Draft, new: Draft) -> bool:
    """Whether something beside the kind of violence ties a general telling to an event: it points back, stands in the
    next sentence, or shares a place or an actor.
    """
    near = _NEAR if not (old.effect_only or new.effect_only) else 1
    if new.definite or old.title or new.title or abs(new.sentence - old.sentence) <= near:
        return True
    if old.place is not None and new.place is not None and places_agree(old.place, new.place):
        return True
    mine = {s.id for s in old.sides if s.id and not s.id.startswith("desc.") and s.kind not in ("civilians", "person")}
    return bool(mine & {s.id for s in new.sides})


def absorb(old: Draft, new: Draft) -> None:
    """Put what ``new`` adds into ``old``."""
    dated = old.date is not None and old.date_explicit
    if not old.type or (old.generic and new.type and not new.generic):
        if new.type:
            old.type, old.generic, old.alternative = new.type, new.generic, new.alternative
    elif old.group == "unrest" == new.group:
        old.type = graver(old.type, new.type)
    if new.date is not None and (old.date is None or _narrower(new.date, old.date) or _announced(old, new)):
        old.date, old.date_explicit, old.date_span = new.date, new.date_explicit, new.date_span
    if new.place is not None and (old.place is None or _better_place(new, old)):
        old.place, old.place_rank, old.place_span = new.place, new.place_rank, new.place_span
        old.placed = new.placed
    for side in new.sides:
        old.add_side(side)
    for claim in new.claims:
        twin = next((c for c in old.claims if c.same_figure(claim)), None)
        if twin is None:
            old.claims.append(claim)
        else:
            if claim.high is None:
                twin.high = None
            twin.speakers.extend(s for s in claim.speakers if s not in twin.speakers)
            if twin.side is None:
                twin.side = claim.side
    old.claims = [c for c in old.claims if not c.said_exactly(old.claims)]
    old.speakers.extend(s for s in new.speakers if s not in old.speakers)
    old.weapon = old.weapon or new.weapon
    old.effect_only = old.effect_only and new.effect_only
    old.strong = old.strong or new.strong
    old.told = old.told or new.told
    if new.time_frame == "news" and (new.date is not None or not dated):  # else a recalled day stays recalled
        old.time_frame = "news"
    if old.modality == "alleged" and new.modality == "asserted":
        old.modality = "asserted"
    old.title = old.title or new.title
    old.retold = True
    old.definite = old.definite and new.definite
    old.evidence.extend(new.evidence)
    old.responsible.extend(new.responsible)


def _days(span: DateSpan) -> int:
    return (span.end - span.start).days


def _narrower(a: DateSpan, b: DateSpan) -> bool:
    return (a.end - a.start) < (b.end - b.start)


def _announced(old: Draft, new: Draft) -> bool:
    """Whether a day said first is the next one to that of the very place's event, so the day it was made known
    («والخميس أعلنت الوزارة … وقالت إنه يوم الأربعاء …»).
    """
    if old.date is None or new.date is None or not (old.date_explicit and new.date_explicit) or old.title:
        return False
    exact = old.place is not None and new.place is not None and old.place.id == new.place.id != ""
    return exact and _days(old.date) == _days(new.date) == 0 and (old.date.end - new.date.end).days == 1


def _better_place(new: Draft, old: Draft) -> bool:
    if new.place is None or old.place is None:
        return False
    if old.place.lat is None and new.place.lat is not None:
        return True
    if old.placed == 0 < new.placed and new.place.lat is not None and new.place_rank == old.place_rank:
        return new.place.precision in ("exact", "near")  # a headline names the nearest known town
    return new.place.lat is not None and new.place_rank > old.place_rank


def merge(drafts: list[Draft]) -> list[Draft]:
    """One draft an event, in the order of first telling."""
    out: list[Draft] = []
    for draft in drafts:
        host = next((old for old in reversed(out) if same_event(old, draft)), None)
        if host is not None and _wide(host) and not _wide(draft):
            host = next((old for old in reversed(out) if not _wide(old) and same_event(old, draft)), host)
        if host is None:
            host = _only_one(out, draft)
        if host is None or (
            host.sentence == draft.sentence and not host.generic and not draft.generic and host.type != draft.type
        ):
            out.append(draft)
        else:
            absorb(host, draft)
    return out


_GUESSED = 0.4
"""A country known only by the home of an actor adds nothing to what a draft says."""


def _wide(draft: Draft) -> bool:
    """Whether only the country of a draft is known, which any of its events would fit."""
    return draft.place is not None and draft.place.precision == "country"


def _only_one(known: list[Draft], draft: Draft) -> Draft | None:
    """The one event of violence told so far, where a general telling names neither place nor day of its own."""
    if not (draft.generic or draft.effect_only) or draft.date_explicit or draft.cumulative:
        return None
    if draft.apart or draft.another:
        return None
    if draft.modality not in ("asserted", "alleged") or draft.time_frame != "news":
        return None
    violent = [d for d in known if (not d.type or d.group in VIOLENT) and d.modality in ("asserted", "alleged")]
    if len(violent) != 1 or violent[0].cumulative:
        return None
    host = violent[0]
    if draft.place is not None and not (
        draft.definite and host.place is not None and draft.place.country == host.place.country
    ):
        return None
    return host if compatible_types(host, draft) and dates_agree(host, draft) and sides_agree(host, draft) else None


def weight(draft: Draft) -> int:
    """How much a draft says: a point for each thing known."""
    points = sum(
        (
            draft.date_explicit,
            draft.place is not None and draft.place.confidence > _GUESSED,
            bool(draft.claims),
            bool(draft.role("initiator")),
            bool(draft.role("target")),
            draft.title,
        )
    )
    points += 1 if draft.strong and not draft.generic else 0
    points += 1 if draft.group == "unrest" and any(s.id == "desc.protesters" for s in draft.role("initiator")) else 0
    return points + (2 if draft.told else 0)

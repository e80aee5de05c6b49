"""From the triggers of one sentence to drafts: type, sides, place, date, claims, speakers, modality."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from marsad.lexicon.schema import Light, Trigger
from marsad.mentions.actors import Cast, resolve
from marsad.mentions.places import Geography, PlaceMention
from marsad.mentions.times import TimeMention
from marsad.model import DateSpan, Place, Side
from marsad.reports.casualties import claims_of
from marsad.reports.draft import VIOLENT, Draft, DraftClaim
from marsad.reports.modality import modality, negated, negated_at
from marsad.reports.sentence import CROWDS, Sentence, Use
from marsad.reports.sides import roles
from marsad.reports.weapons import settle_weapon

_PREP_COST = {
    "i": 0.0,
    "": 1.5,
    "e": 1.5,
    "o": 1.0,
    "k": 0.5,
    "y": 2.0,
    "&": 2.0,
    ",": 2.0,
    "m": 4.0,
    "l": 4.0,
    "w": 3.0,
}
_BACKGROUND_DAYS = 10
_PLACE_COST = 19.0
_TOWNS = frozenset({"city", "town", "village", "quarter", "camp"})
_WAR_TOLL = 1000
_OPEN_TYPES = frozenset({"battle.armed_clash", "civilians.attack", "remote.ied", "remote.shelling"})


@dataclass(slots=True)
class Context:
    """What reading an article carries from sentence to sentence."""

    geo: Geography
    cast: Cast
    published: date | None
    drafts: list[Draft] = field(default_factory=list)
    countries_said: dict[str, tuple[Place, tuple[int, int]]] = field(default_factory=dict)
    last_speakers: list[tuple[str, int, int]] = field(default_factory=list)


def drafts_of(sentence: Sentence, context: Context) -> list[Draft]:
    """The drafts one sentence yields, in the order of their triggers."""
    speakers = _speakers(sentence, context)
    drafts: list[Draft] = []
    owner: dict[int, Draft] = {}
    for use in sentence.uses:
        trigger = use.form.trigger
        if not use.live or not trigger.type or negated(use, sentence):
            continue
        host = _host(use, drafts, sentence)
        if host is None:
            host = _new(use, sentence)
            drafts.append(host)
        else:
            _absorb(host, trigger)
        owner[use.slot] = host
        host.evidence.append(("type", sentence.slots.start[use.slot], sentence.slots.end[use.slot]))
        host.told = host.told or _told(use, sentence)
        if host.date is None:
            _set_date(host, use, sentence)
        if host.place is None:
            _set_place(host, use, sentence, context)
        _set_sides(host, use, sentence, context)
    _effects(sentence, drafts, owner, context)
    _claimants(sentence, drafts, context)
    for draft in drafts:
        _implied_sides(draft, sentence, context)
        settle_weapon(draft, sentence, context.cast)
        _finish(draft, sentence, context, speakers)
    context.drafts.extend(drafts)
    return drafts


def _claimants(sentence: Sentence, drafts: list[Draft], context: Context) -> None:
    """«تبنى التنظيم الهجوم»: who claims responsibility, for the event of this sentence or else the last one told."""
    slots = sentence.slots
    for attribution in sentence.attributions:
        if attribution.strength != "claim_responsibility":
            continue
        after = [p for p in sentence.parties if attribution.first < p.first <= attribution.first + 6 and p.armed]
        before = [p for p in sentence.parties if p.last <= attribution.first and p.armed]
        named_before = slots.form(attribution.first).startswith(("مسوول", "مسيول"))
        if named_before:
            after = []
        party = after[0] if after else before[-1] if before else None
        host = next((d for d in [*drafts, *reversed(context.drafts)] if d.group in VIOLENT or not d.type), None)
        if party is None or host is None or negated_at(attribution.first, sentence):
            continue
        side = resolve(party, slots, context.cast, "claimed_by")
        host.add_side(side, (slots.start[party.first], slots.end[party.last - 1]))


def is_generic(trigger: Trigger) -> bool:
    """Whether a trigger leaves the kind of violence open, so that a more exact word settles it."""
    return bool(trigger.alternative) or (not trigger.strong and trigger.type in _OPEN_TYPES)


def _new(use: Use, sentence: Sentence) -> Draft:
    trigger = use.form.trigger
    return Draft(
        type=trigger.type,
        generic=is_generic(trigger),
        sentence=sentence.index,
        slot=use.slot,
        alternative=trigger.alternative,
        definite=use.definite,
        title=sentence.title,
        modality=modality(use, sentence),
        strong=trigger.strong,
    )


def _host(use: Use, drafts: list[Draft], sentence: Sentence) -> Draft | None:
    """The draft of the same sentence that this trigger only names again («شنت غارات … استهدفت …»)."""
    trigger = use.form.trigger
    for draft in reversed(drafts):
        gap = sentence.slots.tags[draft.slot + 1 : use.slot]
        if draft.modality != modality(use, sentence):
            continue
        if "q" in gap and use.verb and trigger.effect:
            continue
        if _other_day(use, draft, sentence):
            continue
        if draft.type == trigger.type:
            return draft
        generic = is_generic(trigger)
        if draft.group in VIOLENT and trigger.group in VIOLENT and (draft.generic or generic):
            new_clause = any(gap[i] == "&" and i + 1 < len(gap) and gap[i + 1] in "vS" for i in range(len(gap)))
            if not new_clause or use.definite:
                return draft
        if draft.group == trigger.group == "unrest":
            return draft
    return None


def _told(use: Use, sentence: Sentence) -> bool:
    """A main verb in the perfect with its people, or an event noun carried by a light verb or a verb of result."""
    if use.relative:
        return False
    slots, tags = sentence.slots, sentence.slots.tags
    if use.verb:
        return use.form.tense != "impf" and bool(roles(use, sentence) or use.form.cls == "idiom")
    if use.definite and use.form.trigger.group != "unrest":
        return False
    for i in range(max(use.left, use.slot - 6), min(use.right, use.slot + 7)):
        if tags[i] == "C" or (tags[i] == "L" and slots.get(i, Light) is not None):
            return True
    return False


def _other_day(use: Use, draft: Draft, sentence: Sentence) -> bool:
    """Whether another day stands right beside the trigger («غارات الثلاثاء بعد ضربات مماثلة الاثنين»)."""
    mention = _time_of(use, sentence)
    if mention is None or mention.span is None or draft.date is None or not draft.date_explicit:
        return False
    apart = mention.span.end < draft.date.start or mention.span.start > draft.date.end
    return apart and 0 < _token_slot(sentence, mention.first) - use.slot <= 4


def _announced(use: Use, sentence: Sentence) -> bool:
    """Whether a verb of saying or of result governs a noun directly («أعلن الجيش مقتل أحد جنوده»)."""
    slots, tags = sentence.slots, sentence.slots.tags
    for i in range(use.slot - 1, max(use.left, use.slot - 8) - 1, -1):
        if tags[i] in "SC":
            return True
        if tags[i] not in '.AFJKBGPDVH"l' and slots.form(i) != "عن":
            return False
    return False


def _absorb(draft: Draft, trigger: Trigger) -> None:
    generic = is_generic(trigger)
    if draft.type != trigger.type and draft.generic and not generic:
        draft.type, draft.generic, draft.alternative = trigger.type, False, ""
    elif draft.group == "unrest" and trigger.type != draft.type:
        order = ("unrest.protest", "unrest.riot", "unrest.protest_with_intervention")
        draft.type = max(draft.type, trigger.type, key=order.index)
    draft.strong = draft.strong or trigger.strong


def _token_slot(sentence: Sentence, token: int) -> int:
    slots = sentence.slots
    for i in range(sentence.first, sentence.end):
        if slots.last[i] > token:
            return i
    return sentence.end


def _time_of(use: Use, sentence: Sentence) -> TimeMention | None:
    """The time expression nearest to a trigger, its own clause first."""
    best: tuple[float, TimeMention] | None = None
    for mention in sentence.times:
        if mention.kind in ("age", "vague", "anniversary", "until") or (
            mention.span is None and mention.kind != "since"
        ):
            continue
        at = _token_slot(sentence, mention.first)
        cost = float(abs(at - use.slot))
        if not use.left <= at < use.right:
            cost += 12 if at < use.slot else 20
        if mention.kind == "since":
            cost += 4
        if best is None or cost < best[0]:
            best = (cost, mention)
    return best[1] if best is not None else None


def _set_date(draft: Draft, use: Use, sentence: Sentence) -> None:
    mention = _time_of(use, sentence)
    if mention is None:
        return
    draft.cumulative = mention.kind == "since"
    slots = sentence.slots
    eve = any(slots.form(i) == "غداه" for i in range(max(use.left, use.slot - 2), use.slot))
    if eve and mention.span is not None and mention.kind == "point":  # «غداة ضربات»: the strikes were the day before
        day = mention.span.start - timedelta(days=1)
        draft.date, draft.date_explicit = DateSpan(day, day), True
        draft.date_span = (slots.words.starts[mention.first], slots.words.ends[mention.last - 1])
        return
    if mention.span is None:
        return
    draft.date, draft.date_explicit = mention.span, True
    words = sentence.slots.words
    draft.date_span = (words.starts[mention.first], words.ends[mention.last - 1])


def _place_cost(mention: PlaceMention, use: Use, sentence: Sentence) -> float:
    distance = mention.first - use.slot if mention.first > use.slot else use.slot - mention.last + 3
    cost = 0.6 * distance + _PREP_COST.get(mention.prep, 1.5) - 0.8 * mention.rank
    if not use.left <= mention.first < use.right:
        cost += 8
    if mention.actor and mention.prep not in ("i", "k"):
        cost += 9
    if mention.place is not None and mention.place.lat is None:
        cost += 4
    for attribution in sentence.attributions:
        if attribution.first <= mention.first < attribution.last:
            cost += 8
    return cost


def _set_place(draft: Draft, use: Use, sentence: Sentence, context: Context) -> None:
    slots = sentence.slots
    ranked = sorted(((_place_cost(m, use, sentence), m.first, m) for m in sentence.places), key=lambda x: (x[0], x[1]))
    for cost, _, mention in ranked:
        if cost > _PLACE_COST or mention.place is None or (mention.actor and mention.prep not in ("i", "k")):
            continue
        draft.place, draft.place_rank = mention.place, mention.rank
        draft.place_span = (slots.start[mention.first], slots.end[mention.last - 1])
        return
    # «المدينة», «البلدة»: the town told of last
    if any(slots.tags[i] == "e" and slots.form(i).startswith("ال") for i in range(use.left, use.right)):
        told = next((d for d in reversed(context.drafts) if d.place is not None and d.place.feature in _TOWNS), None)
        if told is not None:
            draft.place, draft.place_rank, draft.place_span = told.place, told.place_rank, told.place_span


def _set_sides(draft: Draft, use: Use, sentence: Sentence, context: Context) -> None:
    country = draft.place.country if draft.place is not None else ""
    slots = sentence.slots
    for role, party in roles(use, sentence):
        if party.bare or (party.effect is not None and party.person is None and party.actor is None):
            continue
        side = resolve(party, slots, context.cast, role, country)
        draft.add_side(side, (slots.start[party.first], slots.end[party.last - 1]))


def _implied_sides(draft: Draft, sentence: Sentence, context: Context) -> None:
    """Sides that the event itself implies: a protest has protesters; a fight with one side named in its sentence has
    the other armed actor named there as the other side.
    """
    if draft.group == "unrest":
        _protesters(draft, sentence)
        return
    if draft.group not in ("battle", "remote") or draft.modality not in ("asserted", "alleged"):
        return
    armed = [s for s in draft.sides if s.kind not in ("civilians", "person", "")]
    if len({s.id for s in armed}) >= 2 or (draft.role("initiator") and draft.role("target")):
        return
    role = "initiator" if draft.role("target") else "target"
    slots = sentence.slots
    for party in sentence.parties:
        if not party.armed or party.actor is None or party.actor.described:
            continue
        if any(a.first <= party.first < a.last for a in sentence.attributions):
            continue
        other = resolve(party, slots, context.cast, role)  # type: ignore[arg-type]
        if other is not None and all(s.id != other.id for s in draft.sides):
            draft.add_side(other, (slots.start[party.first], slots.end[party.last - 1]))
            return


def _protesters(draft: Draft, sentence: Sentence) -> None:
    """Who protests: those named so, else the word for the protest stands for them."""
    for i, side in enumerate(draft.sides):
        if side.id in CROWDS:
            if side.role == "target" and draft.type != "unrest.protest_with_intervention":
                draft.sides[i] = replace(side, role="initiator")
            return
    _name, start, end = next(((n, a, b) for n, a, b in draft.evidence if n == "type"), ("", 0, 0))
    if end:
        side = Side("initiator", sentence.slots.words.text[start:end], "protesters", "protesters", "protesters")
        draft.add_side(side, (start, end))


def _effects(sentence: Sentence, drafts: list[Draft], owner: dict[int, Draft], context: Context) -> None:
    """Give every claim to the event of its sentence it belongs to, or open an event of its own."""
    slots = sentence.slots
    taken: set[tuple[int, int]] = set()
    for use in sentence.uses:
        if not use.form.trigger.effect or not use.live:
            continue
        claims = [c for c in claims_of(use, sentence) if c.span not in taken or c.vague]
        mode = modality(use, sentence)
        if mode in ("planned", "hypothetical") or negated(use, sentence):
            continue
        host = owner.get(use.slot) or _nearest(use, drafts, sentence)
        if not claims and host is not None:
            continue
        if host is None:
            if not claims and not use.verb and not use.form.trigger.strong:
                continue
            host = Draft(
                type="", generic=True, sentence=sentence.index, slot=use.slot, title=sentence.title, effect_only=True,
                modality=mode, definite=use.definite,
            )  # fmt: skip
            drafts.append(host)
            host.evidence.append(("type", slots.start[use.slot], slots.end[use.slot]))
            _set_date(host, use, sentence)
            _set_place(host, use, sentence, context)
        if not host.sides or host.effect_only or use.verb:
            _set_sides(host, use, sentence, context)
        country = host.place.country if host.place is not None else ""
        for claim in claims:
            taken.add(claim.span)
            person = claim.party.person if claim.party is not None else None
            if person is not None and person.id == "other" and claim.party is not None and claim.party.actor is None:
                whole = [c for c in host.claims if c.scope != "part"]
                claim.side = whole[-1].side if whole else None
            elif claim.party is not None and not claim.party.bare:
                claim.side = resolve(claim.party, slots, context.cast, "target", country)
                if claim.side is not None and claim.scope != "part":
                    host.add_side(claim.side, claim.span)
            claim.modality = mode
            counted = claim.party is not None and claim.party.counted
            if claim.low is not None and not use.relative and (counted or use.verb or _announced(use, sentence)):
                host.told = True
            if _since(use, sentence) or _of_a_war(claim, use, sentence):
                claim.scope = "cumulative"
                host.cumulative = True
            host.claims.append(claim)


def _since(use: Use, sentence: Sentence) -> bool:
    """Whether a running total is told: «منذ …» is the time said nearest to the figure."""
    mention = _time_of(use, sentence)
    if mention is None or mention.kind != "since":
        return False
    at = _token_slot(sentence, mention.first)
    return use.left <= at < use.right or abs(at - use.slot) <= 12


def _of_a_war(claim: DraftClaim, use: Use, sentence: Sentence) -> bool:
    """A figure that is a war's, not a day's: «أوقعت الحرب …», or larger than any single event of news."""
    if claim.low is None:
        return False
    if claim.kind in ("killed", "injured", "killed_or_injured") and claim.low >= _WAR_TOLL:
        return True
    at = sentence.contexts.get("war", ())
    toll = use.form.trigger.id.endswith("toll")
    return any(use.left <= i < use.slot + 5 for i in at) and (toll or claim.low >= _WAR_TOLL // 20)


def _nearest(use: Use, drafts: list[Draft], sentence: Sentence) -> Draft | None:
    best: tuple[float, Draft] | None = None
    tags = sentence.slots.tags
    for draft in drafts:
        if draft.group not in ("battle", "remote", "civilians", "unrest", "") and not use.form.trigger.type:
            continue
        a, b = sorted((draft.slot, use.slot))
        gap = tags[a + 1 : b]
        cost = float(b - a)
        if "!" in gap:
            continue
        cost += 6 * sum(1 for i, t in enumerate(gap) if t == "&" and i + 1 < len(gap) and gap[i + 1] in "vS")
        if draft.slot < use.slot and "C" in gap:
            cost -= 8
        if draft.slot > use.slot and any(t in "icd" for t in gap):
            cost -= 4
        if best is None or cost < best[0]:
            best = (cost, draft)
    return best[1] if best is not None and best[0] < 40 else None


def _finish(draft: Draft, sentence: Sentence, context: Context, speakers: list[tuple[str, int, int]]) -> None:
    for name, start, end in speakers:
        if name not in draft.speakers:
            draft.speakers.append(name)
            draft.evidence.append(("speaker", start, end))
    for claim in draft.claims:
        claim.speakers = [s[0] for s in speakers]
    published = context.published
    old = (
        draft.date is not None
        and published is not None
        and draft.date.end < published - timedelta(days=_BACKGROUND_DAYS)
    )
    if (
        old
        or (draft.cumulative and not _recent(draft.date, published))
        or (not draft.date_explicit and {"anniversary", "court"} & set(sentence.contexts))
    ):
        draft.time_frame = "background"


def _recent(span: DateSpan | None, published: date | None) -> bool:
    return span is not None and published is not None and span.start >= published - timedelta(days=_BACKGROUND_DAYS)


def _speakers(sentence: Sentence, context: Context) -> list[tuple[str, int, int]]:
    out: list[tuple[str, int, int]] = []
    said = False
    for attribution in sentence.attributions:
        if attribution.strength in ("claim_responsibility", "condemn"):
            continue
        said = True
        for speaker in attribution.speakers:
            if speaker[0] not in [s[0] for s in out]:
                out.append(speaker)
    if out:
        context.last_speakers = out
    elif said:
        return list(context.last_speakers[:1])
    return out


__all__ = ["VIOLENT", "Context", "DraftClaim", "drafts_of"]

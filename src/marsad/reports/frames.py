"""From the triggers of one sentence to drafts: type, sides, place, date, claims, speakers, modality."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from marsad.arabic.normalise import fold
from marsad.lexicon.schema import Trigger
from marsad.lexicon.word_lists import word_list
from marsad.mentions.actors import Cast, resolve
from marsad.mentions.places import Geography, PlaceMention, to_place
from marsad.mentions.speakers import Attribution
from marsad.mentions.times import TimeMention
from marsad.model import DateSpan
from marsad.reports.casualties import claims_of
from marsad.reports.draft import VIOLENT, Draft, DraftClaim
from marsad.reports.implied import implied_sides
from marsad.reports.modality import modality, negated, negated_at
from marsad.reports.sentence import Sentence, Use
from marsad.reports.sides import roles
from marsad.reports.telling import DESCRIBED, announced, carried, condemned, name_beside, told
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
_DATED = 14
_TOO_FAR = 40
_RELIEF = 8
"""In slots: how far a loss may stand from its event, and how much nearer a verb of result brings the two."""
_EVE = word_list("eve")
_DECADES = word_list("decades")
_YEAR_DIGITS = 4
_PLACE_COST = 19.0
_TOWNS = frozenset({"city", "town", "village", "quarter", "camp"})
_WAR_TOLL = 1000
_DASHES = frozenset({"-", "--", "–", "—"})
_INVOLVED = word_list("involved")
_HEADS = word_list("speaker_heads")
_GOES_ON = word_list("goes_on")
_OPEN_TYPES = frozenset({"battle.armed_clash", "civilians.attack", "remote.ied", "remote.shelling"})


@dataclass(slots=True)
class Context:
    """What reading an article carries from sentence to sentence."""

    geo: Geography
    cast: Cast
    published: date | None
    drafts: list[Draft] = field(default_factory=list)
    last_speakers: list[tuple[str, int, int]] = field(default_factory=list)
    heard: list[tuple[str, int, int]] = field(default_factory=list)
    """Speakers by their fuller names, in the order of the text."""


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
        host.told = host.told or told(use, sentence)
        if host.date is None:
            _set_date(host, use, sentence)
        if host.place is None:
            _set_place(host, use, sentence, context)
        _set_sides(host, use, sentence, context)
    _effects(sentence, drafts, owner, context)
    _claimants(sentence, drafts, context)
    for draft in drafts:
        implied_sides(draft, sentence, context.cast)
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
    draft = Draft(trigger.type, sentence.index, use.slot, generic=is_generic(trigger))
    draft.alternative, draft.strong = trigger.alternative, trigger.strong
    draft.definite, draft.title, draft.modality = use.definite, sentence.title, modality(use, sentence)
    return draft


def _host(use: Use, drafts: list[Draft], sentence: Sentence) -> Draft | None:
    """The draft of the same sentence that this trigger only names again («شنت غارات … استهدفت …»)."""
    trigger = use.form.trigger
    mode = modality(use, sentence) if drafts else ""
    for draft in reversed(drafts):
        if draft.modality != mode:
            continue
        gap = sentence.slots.tags[draft.slot + 1 : use.slot]
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


def _other_day(use: Use, draft: Draft, sentence: Sentence) -> bool:
    """Whether another day stands right beside the trigger («غارات الثلاثاء بعد ضربات مماثلة الاثنين»)."""
    mention = _time_of(use, sentence)
    if mention is None or mention.span is None or draft.date is None or not draft.date_explicit:
        return False
    apart = mention.span.end < draft.date.start or mention.span.start > draft.date.end
    return apart and 0 < _token_slot(sentence, mention.first) - use.slot <= 4


def _absorb(draft: Draft, trigger: Trigger) -> None:
    generic = is_generic(trigger)
    if draft.type != trigger.type and draft.generic and not generic:
        draft.type, draft.generic, draft.alternative = trigger.type, False, ""
    elif draft.group == "unrest" and trigger.type != draft.type:
        order = ("unrest.protest", "unrest.riot", "unrest.protest_with_intervention")
        draft.type = max(draft.type, trigger.type, key=order.index)
    draft.strong = draft.strong or trigger.strong


def _token_slot(sentence: Sentence, token: int) -> int:
    return bisect_right(sentence.slots.last, token, sentence.first, sentence.end)


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
        if mention.kind == "since" and at - use.slot > 8 and sentence.slots.form(at - 1) in _GOES_ON:
            continue  # «قتلوا … في إطار المسيرات المستمرة منذ …»: not the dead, the marches
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
    at = _token_slot(sentence, mention.first)
    draft.cumulative = mention.kind == "since" and draft.slot == use.slot and not _between(use, at, sentence)
    if mention.span is None:
        return
    slots, words = sentence.slots, sentence.slots.words
    span = mention.span
    if mention.kind == "point" and any(slots.form(i) in _EVE for i in range(max(use.left, use.slot - 2), use.slot)):
        day = span.start - timedelta(days=1)  # «غداة ضربات»: the strikes were the day before
        span = DateSpan(day, day)
    draft.date, draft.date_explicit = span, True
    draft.date_span = (words.starts[mention.first], words.ends[mention.last - 1])
    draft.year_said = abs(at - use.slot) <= _DATED and any(
        word in _DECADES or (word.isdigit() and word[:2] in ("18", "19", "20") and len(word) == _YEAR_DIGITS)
        for word in words.forms[mention.first : mention.last]
    )


def _dateline(sentence: Sentence) -> int:
    """The slot behind a dateline at the head of a sentence («دبي، الإمارات (CNN) -- »), or its first slot."""
    slots, first = sentence.slots, sentence.first
    if "(" not in slots.tags[first : first + 14]:
        return first
    for i in range(first + 1, min(sentence.end, first + 14)):
        if slots.form(i) in _DASHES and slots.tags[i - 1] == "(":
            return i
    return first


def _where(mention: PlaceMention, use: Use) -> bool:
    """Whether the name of a state says where («في إسرائيل»; fire «على إسرائيل»)."""
    return mention.prep in ("i", "k") or (mention.prep == "o" and use.form.trigger.group == "remote")


def _place_cost(mention: PlaceMention, use: Use, sentence: Sentence, dateline: int) -> float:
    distance = mention.first - use.slot if mention.first > use.slot else use.slot - mention.last + 3
    cost = 0.6 * distance + _PREP_COST.get(mention.prep, 1.5) - 0.8 * mention.rank
    if not use.left <= mention.first < use.right:
        cost += 8
    if mention.actor and not _where(mention, use):
        cost += 9
    if mention.found is None:
        cost += 4
    near = sentence.slots.forms[max(use.slot, mention.first - 10) : mention.first]
    if use.slot < mention.first and not _INVOLVED.isdisjoint(near):
        cost += 12  # «القضاء على خلية ضالعة في هجوم في …»: where the other deed was done
    if mention.last <= dateline:
        cost += _PLACE_COST
    for attribution in sentence.attributions:
        if attribution.first <= mention.first < attribution.last:
            cost += 8
    return cost


def _set_place(draft: Draft, use: Use, sentence: Sentence, context: Context) -> None:
    slots = sentence.slots
    dateline = _dateline(sentence)
    ranked = sorted(
        ((_place_cost(m, use, sentence, dateline), m.first, m) for m in sentence.places), key=lambda x: (x[0], x[1])
    )
    for cost, _, mention in ranked:
        if cost > _PLACE_COST or (mention.actor and not _where(mention, use)):
            continue
        draft.place, draft.place_rank = to_place(mention, context.geo), mention.rank
        draft.place_span = (slots.start[mention.first], slots.end[mention.last - 1])
        return
    # «المدينة», «البلدة»: the town told of last
    if any(slots.tags[i] == "e" and slots.form(i).startswith("ال") for i in range(use.left, use.right)):
        earlier = next((d for d in reversed(context.drafts) if d.place is not None and d.place.feature in _TOWNS), None)
        if earlier is not None:
            draft.place, draft.place_rank, draft.place_span = earlier.place, earlier.place_rank, earlier.place_span


def _set_sides(draft: Draft, use: Use, sentence: Sentence, context: Context) -> None:
    country = draft.place.country if draft.place is not None else ""
    slots = sentence.slots
    for role, party in roles(use, sentence):
        if party.bare or (party.effect is not None and party.person is None and party.actor is None):
            continue
        if party.person is not None and party.person.id == "other" and party.actor is None:
            continue  # «وإصابة خمسة آخرين»: whose they are the claim says
        side = resolve(party, slots, context.cast, role, country)
        draft.add_side(side, (slots.start[party.first], slots.end[party.last - 1]))


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
            died_in = 0 < host.slot - use.slot <= DESCRIBED  # «قتل فلان في هجوم»
            if (
                use.verb
                and use.form.tense == "perf"
                and not (use.relative or use.subordinate)
                and (died_in or name_beside(use, sentence))
            ):
                host.told = True
            continue
        if host is None:
            if not claims and not use.verb and not use.form.trigger.strong:
                continue
            host = Draft("", sentence.index, use.slot, generic=True)
            host.effect_only = True
            host.definite, host.title, host.modality = use.definite, sentence.title, mode
            drafts.append(host)
            host.evidence.append(("type", slots.start[use.slot], slots.end[use.slot]))
            _set_date(host, use, sentence)
            _set_place(host, use, sentence, context)
        if not host.sides or host.effect_only or use.verb or host.group == "unrest":
            _set_sides(host, use, sentence, context)
        country = host.place.country if host.place is not None else ""
        spoken_of = use.relative or use.subordinate or condemned(use, sentence) or carried(use, host, sentence)
        tells = not spoken_of and (use.verb or announced(use, sentence))
        running = _since(use, sentence)
        for claim in claims:
            taken.add(claim.span)
            if any((c.kind, c.low) == (claim.kind, claim.low) and _overlap(c.span, claim.span) for c in host.claims):
                continue  # «ارتفع عدد القتلى إلى 47 قتيلا»: said once
            person = claim.party.person if claim.party is not None else None
            if person is not None and person.id == "other" and claim.party is not None and claim.party.actor is None:
                whole = [c for d in drafts if d is not host for c in d.claims if c.scope != "part"]
                whole += [c for c in host.claims if c.scope != "part"]
                claim.side = whole[-1].side if whole else None  # «مقتل ثلاثة مسلحين واعتقال خمسة آخرين»
            elif claim.party is not None and not claim.party.bare:
                claim.side = resolve(claim.party, slots, context.cast, "target", country)
                if claim.side is not None and claim.scope != "part":
                    host.add_side(claim.side, claim.span)
            claim.modality = mode
            counted = claim.party is not None and claim.party.counted
            if (claim.low is not None or claim.vague) and (tells or (counted and not spoken_of)):
                host.told = True
            if running or _of_a_war(claim, use, sentence):
                claim.scope = "cumulative"
                host.cumulative = True
            host.claims.append(claim)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _since(use: Use, sentence: Sentence) -> bool:
    """Whether a running total is told: «منذ …» is the time said nearest to the figure."""
    mention = _time_of(use, sentence)
    if mention is None or mention.kind != "since":
        return False
    at = _token_slot(sentence, mention.first)
    return (use.left <= at < use.right or abs(at - use.slot) <= 12) and not _between(use, at, sentence)


def _between(use: Use, at: int, sentence: Sentence) -> bool:
    """Whether another verb stands between a trigger and a time behind it, which is then that verb's time."""
    return any(o.verb and not o.form.trigger.causative and use.slot < o.slot < at for o in sentence.uses)


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
        cost = float(b - a)
        if cost - _RELIEF >= _TOO_FAR:
            continue
        gap = tags[a + 1 : b]
        if "!" in gap:
            continue
        cost += 6 * sum(1 for i, t in enumerate(gap) if t == "&" and i + 1 < len(gap) and gap[i + 1] in "vS")
        if draft.slot < use.slot and "C" in gap:
            cost -= _RELIEF
        if draft.slot > use.slot and any(t in "icd" for t in gap):
            cost -= 4
        if best is None or cost < best[0]:
            best = (cost, draft)
    return best[1] if best is not None and best[0] < _TOO_FAR else None


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


def hear(attributions: list[Attribution], context: Context) -> list[tuple[str, int, int]] | None:
    """The speakers of a sentence, remembered for the next; None where nobody says anything."""
    out: list[tuple[str, int, int]] = []
    said = False
    for attribution in attributions:
        if attribution.strength in ("claim_responsibility", "condemn"):
            continue
        said = True
        for heard in attribution.speakers:
            speaker = _fuller(heard, context)
            if speaker[0] not in [s[0] for s in out]:
                out.append(speaker)
    if out:
        context.last_speakers = out
        context.heard.extend(s for s in out if " " in s[0])
    return out if said else None


@lru_cache(maxsize=10_000)
def _words_of(name: str) -> list[str]:
    return fold(name).split()


def _fuller(speaker: tuple[str, int, int], context: Context) -> tuple[str, int, int]:
    """«المتحدث», «المصادر»: the fuller name said before, where one has the same head."""
    if not speaker[0].startswith("ال") or speaker[0].count(" ") > 1:
        return speaker
    words = _words_of(speaker[0])
    if words[0] not in _HEADS:
        return speaker
    known = {words[0], words[0][2:]}
    for earlier in reversed(context.heard):
        if len(earlier[0]) > len(speaker[0]) and not known.isdisjoint(_words_of(earlier[0])):
            return earlier
    return speaker


def _speakers(sentence: Sentence, context: Context) -> list[tuple[str, int, int]]:
    out = hear(sentence.attributions, context)
    if out:
        return out
    return list(context.last_speakers[:1]) if out is not None else []

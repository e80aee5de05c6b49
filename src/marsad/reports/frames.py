"""From the triggers of one sentence to drafts: type, sides, place, date, claims, speakers, modality."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from marsad.arabic.normalise import fold
from marsad.lexicon.schema import Trigger
from marsad.lexicon.word_lists import word_list
from marsad.mentions.actors import Cast, resolve
from marsad.mentions.party import Party
from marsad.mentions.places import Geography
from marsad.mentions.slots import Slots
from marsad.mentions.speakers import Attribution
from marsad.model import DateSpan
from marsad.reports.another import elsewhere, is_another, moves_on, own_clause, own_subject, turns_away
from marsad.reports.apart import counted_over, sums_up
from marsad.reports.casualties import EXCHANGE, claims_of, of_crowd
from marsad.reports.dating import find_older, other_day, set_date, since, token_slot
from marsad.reports.draft import VIOLENT, Draft, DraftClaim, graver
from marsad.reports.implied import implied_sides
from marsad.reports.modality import modality, negated
from marsad.reports.placing import set_place
from marsad.reports.responsibility import found_claims, give_claims, set_apart
from marsad.reports.sentence import NEW_CLAUSE, Sentence, Use
from marsad.reports.sides import roles
from marsad.reports.telling import DESCRIBED, announced, carried, condemned, deed, known_crowd, name_beside, told
from marsad.reports.tolls import counts_toll
from marsad.reports.weapons import settle_weapon

_BACKGROUND_DAYS = 10
_TOO_FAR = 40
_RELIEF = 8
"""In slots: how far a loss may stand from its event, and how much nearer a verb of result brings the two."""
_AT_DOOR = word_list("at_door")
_WAR_TOLL = 1000
_OF_VICTIMS = word_list("of_victims")
_STILL = 3
"""For how many sentences those who speak of the victims speak of the event told last."""
_SIMILAR = word_list("similar")
_GAIN = "battle.territory_gain"
_HEADS = word_list("speaker_heads")
_SAME = word_list("the_same")
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
    find_older(sentence)
    claims = found_claims(sentence.slots, sentence.attributions, sentence.parties)
    sentence.parties = set_apart(claims, sentence.slots, sentence.parties)
    for use in sentence.uses:
        trigger = use.form.trigger
        if not use.live or not trigger.type or negated(use, sentence):
            continue
        crowd_host = of_crowd(use, sentence, drafts)
        host = crowd_host or _host(use, drafts, sentence)
        if host is None:
            host = _new(use, sentence)
            host.opens = max(host.opens, *(own_clause(use, known, sentence) for known in drafts), -1)
            drafts.append(host)
        elif crowd_host is None:
            _absorb(host, trigger)
        owner[use.slot] = host
        host.evidence.append(("type", *sentence.slots.span(use.slot)))
        tells = told(use, sentence)
        host.told = host.told or tells
        host.deed = host.deed or (tells and deed(use))
        host.acted = host.acted or (tells and use.form.tense == "perf" and trigger.group in VIOLENT)
        host.known_crowd = known_crowd(use, sentence) and (host.known_crowd or host.slot == use.slot)
        if host.date is None:
            set_date(host, use, sentence, context.published)
        if host.place is None:
            set_place(host, use, sentence, context.geo, context.drafts)
        _set_sides(host, use, sentence, context)
    _effects(sentence, drafts, owner, context)
    give_claims(claims, sentence.slots, drafts, context.drafts, context.cast)
    moved = bool(drafts) and moves_on(sentence)
    apart = bool(drafts) and turns_away(sentence)
    named = frozenset(m.found.id for m in sentence.places if m.found is not None) if drafts else frozenset()
    for draft in drafts:
        draft.beside = named
        implied_sides(draft, sentence, context.cast)
        settle_weapon(draft, sentence, context.cast)
        _finish(draft, sentence, context, speakers)
        draft.moves_on = moved
        if apart and not draft.definite:
            draft.another = True
    drafts = _summed(sentence, drafts, context)
    context.drafts.extend(drafts)
    return drafts


def _summed(sentence: Sentence, drafts: list[Draft], context: Context) -> list[Draft]:
    """«وبذلك يرتفع عدد القتلى إلى 179»: a sum is a cumulative claim of the event told before, no event of its own."""
    before = context.drafts[-1] if context.drafts else None
    if before is None or sentence.index - before.sentence > _STILL or not sums_up(sentence):
        return drafts
    for claim in [c for draft in drafts if draft.effect_only for c in draft.claims]:
        claim.scope = claim.scope if claim.scope == "part" else "cumulative"
        before.claims.append(claim)
    return [d for d in drafts if not d.effect_only]


def is_generic(trigger: Trigger) -> bool:
    """Whether a trigger leaves the kind of violence open, so that a more exact word settles it."""
    return bool(trigger.alternative) or (not trigger.strong and trigger.type in _OPEN_TYPES)


def _new(use: Use, sentence: Sentence) -> Draft:
    trigger = use.form.trigger
    draft = Draft(trigger.type, sentence.index, use.slot, generic=is_generic(trigger))
    draft.alternative, draft.strong = trigger.alternative, trigger.strong
    draft.another, draft.aside = is_another(use, sentence), use.relative
    draft.opens = own_subject(use.slot, use.verb, sentence)
    draft.definite, draft.title, draft.modality = use.definite, sentence.title, modality(use, sentence)
    draft.apart = use.slot + 1 < sentence.end and sentence.slots.form(use.slot + 1) in _SIMILAR
    return draft


def _host(use: Use, drafts: list[Draft], sentence: Sentence) -> Draft | None:
    """The draft of the same sentence that this trigger only names again («شنت غارات … استهدفت …»)."""
    trigger = use.form.trigger
    mode = modality(use, sentence) if drafts else ""
    for draft in reversed(drafts):
        if draft.modality != mode or draft.slot < sentence.older_from < use.slot:
            continue
        gap = sentence.slots.tags[draft.slot + 1 : use.slot]
        if "q" in gap and use.verb and trigger.effect:
            continue
        if other_day(use, draft, sentence):
            continue
        if elsewhere(sentence, draft.slot, use.slot):
            continue
        if draft.group != "unrest" and (is_another(use, sentence) or own_clause(use, draft, sentence) > draft.slot):
            continue
        if draft.slot < own_subject(use.slot, use.verb, sentence):
            continue  # «مسلحون يهاجمون فندقا والجيش يستعيد بلدتين»
        if draft.type == trigger.type:
            return draft
        generic = is_generic(trigger)
        if (draft.type == _GAIN) != (trigger.type == _GAIN):
            continue
        if draft.group in VIOLENT and trigger.group in VIOLENT and (draft.generic or generic):
            joined = any(mark == "&" and after in "vSL" for mark, after in pairwise(gap))
            forms = sentence.slots.forms[draft.slot + 1 : use.slot]
            new_clause = joined or not NEW_CLAUSE.isdisjoint(forms)
            if not new_clause or use.definite:
                return draft
        if draft.group == trigger.group == "unrest":
            return draft
    return None


def _absorb(draft: Draft, trigger: Trigger) -> None:
    generic = is_generic(trigger)
    if draft.type != trigger.type and draft.generic and not generic:
        draft.type, draft.generic, draft.alternative = trigger.type, False, ""
    elif draft.generic and generic and trigger.strong and not draft.strong:  # «استهدف تفجير …»: the noun says what
        draft.type, draft.alternative = trigger.type, trigger.alternative
    elif draft.group == "unrest" and trigger.type != draft.type:
        draft.type = graver(draft.type, trigger.type)
    draft.strong = draft.strong or trigger.strong


def _set_sides(draft: Draft, use: Use, sentence: Sentence, context: Context) -> None:
    country = draft.place.country if draft.place is not None else ""
    slots = sentence.slots
    for role, party in roles(use, sentence):
        if party.bare or (party.effect is not None and party.person is None and party.actor is None):
            continue
        if _others(party):
            continue  # «وإصابة خمسة آخرين»: whose they are the claim says
        if role == "initiator" and party.prep == "m" and party.first == use.slot + 2 and use.form.trigger.effect:
            role = "target"  # «قتلى من قيادات الحركة»: whose dead they are
        side = resolve(party, slots, context.cast, role, country)
        draft.add_side(side, slots.span(party.first, party.last))
    form = use.form
    if form.tense != "perf" or form.agreement != "mp" or draft.role("initiator") or use.slot == sentence.first:
        return
    goes_on = slots.form(use.slot - 1) in NEW_CLAUSE and form.trigger.subject == "initiator"
    if goes_on or (slots.tags[use.slot - 1] == "&" and form.suffix):
        # «دخل مسلحون القرية … وأحرقوها», «أحكموا قبضتهم على … كما سيطروا على …»
        doer = next((p for p in reversed(sentence.parties) if p.armed and p.last <= use.slot), None)
        if doer is not None and not (goes_on and doer.prep in ("m", "l", "w", "o")):
            draft.told = True
            side = resolve(doer, slots, context.cast, "initiator", country)
            draft.add_side(side, slots.span(doer.first, doer.last))


def _effects(sentence: Sentence, drafts: list[Draft], owner: dict[int, Draft], context: Context) -> None:
    """Give every claim to the event of its sentence it belongs to, or open an event of its own."""
    slots = sentence.slots
    taken: set[tuple[int, int]] = set()
    for use in sentence.uses:
        if not use.live or not (use.form.trigger.effect or use.form.trigger.type == EXCHANGE):
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
                host.told = host.deed = True
            if not host.role("target") or not host.role("initiator"):
                _set_sides(host, use, sentence, context)  # «قتل جنود في هجوم على …»: no figure, but whose they were
            continue
        if host is None:
            if not claims and not use.verb and not use.form.trigger.strong:
                continue
            host = Draft("", sentence.index, use.slot, generic=True)
            host.effect_only = True
            host.definite, host.title, host.modality = use.definite, sentence.title, mode
            drafts.append(host)
            host.evidence.append(("type", *slots.span(use.slot)))
            set_date(host, use, sentence, context.published)
            set_place(host, use, sentence, context.geo, context.drafts)
        if not host.sides or host.effect_only or use.verb or host.group == "unrest":
            _set_sides(host, use, sentence, context)
        country = host.place.country if host.place is not None else ""
        spoken_of = use.relative or use.subordinate or condemned(use, sentence) or carried(use, host, sentence)
        tells = not spoken_of and (use.verb or announced(use, sentence))
        sums_up = counts_toll(use, sentence) and _over_time(use, sentence)
        running = not sums_up and (since(use, sentence) or counted_over(use, sentence))
        for claim in claims:
            taken.add(claim.span)
            if any((c.kind, c.low) == (claim.kind, claim.low) and _overlap(c.span, claim.span) for c in host.claims):
                continue  # «ارتفع عدد القتلى إلى 47 قتيلا»: said once
            if claim.party is not None and _others(claim.party):
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
            elif sums_up:  # «…، ليرتفع عدد القتلى هذا الشهر إلى 21»: the event beside it is no running total
                claim.scope = "cumulative"
                host.cumulative = host.cumulative or not host.claims
            host.claims.append(claim)


def _others(party: Party) -> bool:
    """Whether people are only called others («وإصابة خمسة آخرين»), and not whose («ثمانية آخرين من التنظيم»)."""
    of_a_body = party.actor is not None or party.backref or party.force is not None or party.generic
    return party.person is not None and party.person.id == "other" and not of_a_body


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _over_time(use: Use, sentence: Sentence) -> bool:
    """Whether a toll is counted over weeks («خلال الشهر الجاري», «منذ مطلع العام»)."""
    return any(
        mention.kind in ("since", "during")
        and mention.span is not None
        and (mention.span.end - mention.span.start).days > _BACKGROUND_DAYS
        and use.slot < token_slot(sentence, mention.first) < use.right
        for mention in sentence.times
    )


def _of_a_war(claim: DraftClaim, use: Use, sentence: Sentence) -> bool:
    """A figure that is a war's, not a day's: «أوقعت الحرب …», or larger than any single event of news."""
    if claim.low is None:
        return False
    if claim.kind in ("killed", "injured", "killed_or_injured") and claim.low >= _WAR_TOLL:
        return claim.kind != "injured" or claim.low >= _WAR_TOLL * 5
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
        if a < sentence.older_from < b:
            continue
        cost = float(b - a)
        if cost - _RELIEF >= _TOO_FAR:
            continue
        gap = tags[a + 1 : b]
        if "!" in gap or ("C" not in gap and elsewhere(sentence, a, b)):
            continue
        if draft.slot > use.slot and use.slot < draft.opens and tags[draft.opens - 1] == ",":
            continue  # «مقتل 40 متمردا في الجبل.. والطائرات تقصف الحدود»
        cost += 6 * sum(1 for i, t in enumerate(gap) if t == "&" and i + 1 < len(gap) and gap[i + 1] in "vS")
        if draft.slot < use.slot and "C" in gap:
            cost -= _RELIEF
        elif len(drafts) > 1 and not NEW_CLAUSE.isdisjoint(sentence.slots.forms[a + 1 : b]):
            cost += _RELIEF  # «… بغارة على باجل، فيما قتل اثنان في غارة على الميناء»
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
    draft.earlier = (
        draft.date_explicit
        and draft.date is not None
        and published is not None
        and draft.date.end < published - timedelta(days=1)
    )
    if (
        old
        or (draft.cumulative and not _recent(draft.date, published))
        or (draft.recalled and not draft.just_before)
        or (not draft.date_explicit and ("anniversary" in sentence.contexts or _in_court(sentence)))
    ):
        draft.time_frame = "background"


def _in_court(sentence: Sentence) -> bool:
    """Whether a court is at work in a sentence, not only the place of an attack («عند مدخل المحكمة»)."""
    slots = sentence.slots
    return any(at == sentence.first or slots.form(at - 1) not in _AT_DOOR for at in sentence.contexts.get("court", ()))


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


def speak_of(heard: list[tuple[str, int, int]], slots: Slots, index: int, drafts: list[Draft]) -> None:
    """Those who speak of the victims in a sentence that tells no event of its own speak of the event told before."""
    if not drafts or index - drafts[-1].sentence > _STILL:
        return
    first, end = slots.sentences[index]
    if any(
        (word[:2] == "ال" and word[2:] in _OF_VICTIMS) or word[1:] in _OF_VICTIMS for word in slots.forms[first:end]
    ):
        for name, start, stop in heard:
            if name not in drafts[-1].speakers:
                drafts[-1].speakers.append(name)
                drafts[-1].evidence.append(("speaker", start, stop))


@lru_cache(maxsize=10_000)
def _words_of(name: str) -> list[str]:
    return fold(name).split()


def _fuller(speaker: tuple[str, int, int], context: Context) -> tuple[str, int, int]:
    """«المتحدث», «المرصد السوري»: the fuller name said before that begins so, else one that has its words."""
    if not speaker[0].startswith("ال") or speaker[0].count(" ") > 1:
        return speaker
    words = _words_of(speaker[0])
    if words[0] not in _HEADS:
        return speaker
    known = {words[0], words[0][2:]}
    rest = [word for word in words[1:] if word not in _SAME]
    fuller = [
        earlier
        for earlier in reversed(context.heard)
        if len(earlier[0]) > len(speaker[0])
        and not known.isdisjoint(heard := _words_of(earlier[0]))
        and all(word in heard or word[2:] in heard for word in rest)
    ]
    return next((earlier for earlier in fuller if _words_of(earlier[0])[0] in known), fuller[0] if fuller else speaker)


def _speakers(sentence: Sentence, context: Context) -> list[tuple[str, int, int]]:
    out = hear(sentence.attributions, context)
    if out:
        return out
    return list(context.last_speakers[:1]) if out is not None else []

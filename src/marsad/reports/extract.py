"""``extract``: from an Article to its Reports. Pure: no file, no clock, no network, no state that matters."""

from __future__ import annotations

import gc
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from marsad.arabic.words import split_words
from marsad.lexicon.gazetteer import load_countries, user_folder
from marsad.lexicon.load import load_lexicon
from marsad.lexicon.schema import Particle
from marsad.lexicon.word_lists import word_list
from marsad.mentions.actors import Cast, side_of
from marsad.mentions.parties import parties
from marsad.mentions.places import Geography, country_said, survey
from marsad.mentions.slots import Scanner, Slots
from marsad.mentions.speakers import attributions
from marsad.model import Article, Claim, DateSpan, Evidence, Part, Report, Responsibility, Side
from marsad.reports.draft import VIOLENT, Draft
from marsad.reports.frames import Context, drafts_of, hear, speak_of
from marsad.reports.merge import merge, weight
from marsad.reports.responsibility import found_claims, give_claims
from marsad.reports.sentence import CROWDS, Sentence, bare_word, read_sentence

_MIN_WEIGHT = 2
_MIN_WEIGHT_WEAK = 3
_MIN_WEIGHT_FRAGMENT = 6
_FRAGMENT_SENTENCES = 2
_FRAGMENT_CHARS = 400
"""A text so short, without a date, is a sentence out of its article: it must tell its event by itself."""
_FRESH_DAYS, _RECALLED_DAYS, _SUBJECT = 2, 4, 5
"""An event of the last two days makes one that is older than four a thing recalled, unless the article comes back to it
in so many words.
"""
_YOUNG = 20_000
"""Objects before the collector looks: more than reading an article makes, and nearly all of those die with it."""
_PERSONAL = word_list("personal")
_EVENT_WORD, _ACTOR = re.compile("[nv]"), re.compile("A")
_PLAY = frozenset({"sport", "arts", "computing"})
_FLOWN = frozenset({"remote.air_strike", "remote.chemical_attack"})
_PLACE_REACH = 20
_LATELY = 6
"""Drafts: violence told among the last ones makes doubtful words of violence sure."""
_INHERITED = 0.6
_VAGUE = frozenset({"desc.terrorists", "desc.militants", "desc.extremists", "desc.jihadists"})


@lru_cache(maxsize=1)
def _scanner() -> Scanner:
    own = user_folder()
    scanner = Scanner(load_lexicon((own,) if own.is_dir() else ()))
    gc.collect()
    gc.freeze()  # the lexicon lives as long as the process: the collector need not walk it again
    gc.set_threshold(max(_YOUNG, gc.get_threshold()[0]), *gc.get_threshold()[1:])
    return scanner


def extract(article: Article) -> tuple[Report, ...]:
    """The reports an article makes, in the order of their first words.

    Each part of a page is read by itself. Every filled field has evidence whose offsets are into ``article.text``.
    """
    out: list[Report] = []
    for part in article.parts or ((Part(0, len(article.text), article.published),) if article.text else ()):
        out.extend(_extract_part(article, part))
    return tuple(out)


def sentences_of(article: Article) -> Iterator[tuple[Slots, int, Sentence | None]]:
    """Every sentence of an article as reading sees it before drafts are made: its slots, its number, and what is named
    in it (None without a word of events). For the review of what reading passes over.
    """
    for part in article.parts or ((Part(0, len(article.text), article.published),) if article.text else ()):
        slots = _scanner().scan(split_words(article.text, part.start, part.end))
        geo = survey(slots)
        for index in range(len(slots.sentences)):
            yield slots, index, read_sentence(slots, index, geo, part.published or article.published, title=index == 0)


def _extract_part(article: Article, part: Part) -> list[Report]:
    scanner = _scanner()
    published = part.published or article.published
    words = split_words(article.text, part.start, part.end)
    slots = scanner.scan(words)
    told = slots.where(_EVENT_WORD, 0, len(slots.tags))
    if not told:
        return []
    geo = survey(slots, trie=scanner.lexicon.trie)
    cast = Cast(scanner.lexicon, load_countries(), geo.country, published.year if published else None)
    context = Context(geo, cast, published)
    drafts: list[Draft] = []
    named = iter(slots.where(_ACTOR, 0, len(slots.tags)))
    actor = next(named, len(slots.tags))
    for index, (first, end) in enumerate(slots.sentences):
        if bisect_left(told, first) != bisect_left(told, end):
            conflict = any(d.group in VIOLENT and d.told for d in drafts[-_LATELY:])
            sentence = read_sentence(slots, index, geo, published, title=index == 0, conflict=conflict)
            if sentence is not None:
                drafts.extend(drafts_of(sentence, context))
        elif "S" in slots.tags[first:end]:
            said = attributions(slots, first, end)
            heard = hear(said, context)
            if heard:
                speak_of(heard, slots, index, drafts)
            if drafts and any(a.strength in ("claim_responsibility", "denied") for a in said):
                give_claims(found_claims(slots, said, parties(slots, first, end)), slots, [], drafts, cast)
        while actor < end:  # whom a later «التنظيم» may mean, events or not
            cast.hear(slots, actor)
            actor = next(named, len(slots.tags))
    if drafts and not any(c.low is not None for d in drafts for c in d.claims):
        violent = sum(d.group in VIOLENT for d in drafts)
        if violent and _words_of_play(slots) >= violent:
            drafts = [d for d in drafts if d.group not in VIOLENT]  # «هجوم» in an article on a match
    drafts = merge(drafts)
    if published is not None:
        _recall(drafts, published)
    _settle_places(drafts, slots, geo)
    _complete_pairs(drafts)
    _same_air_force(drafts)
    _by_the_state(drafts, cast)
    lone = len(slots.sentences) <= _FRAGMENT_SENTENCES or part.end - part.start <= _FRAGMENT_CHARS
    fragment = published is None and lone
    if fragment and not _PERSONAL.isdisjoint(map(bare_word, words.forms)):
        return []  # «أنا», «علينا»: somebody argues, no news is told
    return [_report(d, article, context) for d in _keep(drafts, fragment=fragment)]


def _words_of_play(slots: Slots) -> int:
    """How many words of a text speak of a match, a film, a game or of computers."""
    noted = (payload for i in slots.noted for payload in slots.load[i].items)
    return sum(p.__class__ is Particle and p.strong and p.value in _PLAY for p in noted)


def _recall(drafts: list[Draft], published: date) -> None:
    """Beside an event of these days, one of an earlier day or of a whole week before is only recalled, unless the
    article opens with it.
    """
    dated = [d for d in drafts if d.date is not None and d.date_explicit and d.time_frame == "news"]
    ends = [d.date.end for d in dated if d.date is not None]
    if not any(end >= published - timedelta(days=_FRESH_DAYS) for end in ends):
        return
    for draft, end in zip(dated, ends, strict=True):
        whole_week = draft.date is not None and draft.date.precision == "week" and end < published
        if draft.title or draft.sentence <= 1 or sum(name == "type" for name, _, _ in draft.evidence) >= _SUBJECT:
            continue  # what the article is about
        if whole_week or end < published - timedelta(days=_RECALLED_DAYS):
            draft.time_frame = "background"


def _settle_places(drafts: list[Draft], slots: Slots, geo: Geography) -> None:
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
        said = country_said(slots, geo, geo.country) if geo.country else None
        if said is not None:
            draft.place, draft.place_span = replace(said[0], confidence=said[0].confidence * _INHERITED), said[1]


def _complete_pairs(drafts: list[Draft]) -> None:
    """Where an article names both sides of a fight once, a further attack by or on one of them has the other side."""
    pairs: Counter[tuple[Side, Side]] = Counter()
    for draft in drafts:
        if draft.group in ("battle", "remote") and draft.modality in ("asserted", "alleged"):
            for a in _organised(draft, "initiator"):
                for b in _organised(draft, "target"):
                    if a.id != b.id:
                        pairs[a, b] += 1
    if not pairs:
        return
    ranked = pairs.most_common()
    for draft in drafts:
        if draft.group not in ("battle", "remote", ""):
            continue
        if draft.role("initiator") and draft.role("target") and not (_vague(draft) and _organised(draft, "initiator")):
            continue
        for (a, b), _ in ranked:
            here = {s.id for s in draft.sides}
            if draft.role("target") and not draft.role("initiator") and (b.id in here or a.id in here):
                draft.add_side(replace(a if b.id in here else b, role="initiator"))
                break
            if (
                draft.role("initiator")
                and (not draft.role("target") or _vague(draft))
                and (a.id in here or b.id in here)
            ):
                draft.add_side(replace(b if a.id in here else a, role="target"))
                break


def _same_air_force(drafts: list[Draft]) -> None:
    """An air strike by nobody named is by the air force that flies the other strikes of the article, if it is one."""
    flown = [d for d in drafts if d.type in _FLOWN and d.modality in ("asserted", "alleged")]
    known = [s for d in flown for s in _organised(d, "initiator") if "." in s.id]
    if len({s.id.partition(".")[0] for s in known}) != 1:
        return
    for draft in flown:
        if not draft.role("initiator") and all(s.id != known[0].id for s in draft.sides):
            draft.add_side(known[0])


def _by_the_state(drafts: list[Draft], cast: Cast) -> None:
    """An arrest by nobody named is by the forces of the state where it happened."""
    for draft in drafts:
        if draft.type != "strategic.arrest" or draft.role("initiator") or draft.place is None:
            continue
        iso = draft.place.country
        if iso and cast.countries[iso].army and not _organised(draft, "target"):
            actor = cast.state_actor("security", iso)
            if actor is not None:
                draft.add_side(side_of(actor, "initiator"))


def _vague(draft: Draft) -> bool:
    """Whether those attacked are named only by a word of judgement («إرهابيين», «متشددين»)."""
    return bool(draft.role("target")) and all(s.id in _VAGUE for s in draft.role("target"))


def _counted(draft: Draft) -> bool:
    return any(c.low is not None and c.party is not None for c in draft.claims)


def _deadly(draft: Draft) -> bool:
    return any(c.kind == "killed" for c in draft.claims)


def _fighters(draft: Draft) -> bool:
    return any(s.kind not in ("civilians", "person", "organisation", "party", "") for s in draft.sides)


def _organised(draft: Draft, role: str) -> list[Side]:
    return [
        s for s in draft.role(role) if s.id and not s.id.startswith("desc.") and s.kind not in ("civilians", "person")
    ]


def _keep(drafts: list[Draft], *, fragment: bool) -> list[Draft]:
    """Give types to events told only by their dead, and drop what says too little."""
    conflict = any(d.type and d.group in VIOLENT and (not d.generic or _fighters(d)) for d in drafts)
    out = []
    for draft in drafts:
        if not draft.type:
            if not draft.claims:
                continue
            armed = [s for s in draft.sides if s.kind not in ("civilians", "person", "")]
            wholes = [c for c in draft.claims if c.scope != "part"] or draft.claims
            victims = [c.side for c in wholes if c.side is not None]
            crowd = _deadly(draft) and bool(victims) and all(v.id in CROWDS or v.kind == "protesters" for v in victims)
            if not armed and not conflict and not draft.weapon and not (crowd and draft.told and not fragment):
                continue
            civil = not victims or any(v.kind in ("civilians", "person", "") for v in victims)
            draft.type = "civilians.attack" if civil else "battle.armed_clash"
            if victims and all(v.id in CROWDS for v in victims):
                draft.type = "unrest.protest_with_intervention"
        elif draft.alternative and draft.generic:
            targets = draft.role("target")
            gunmen = bool(draft.claims) and all(s.id.startswith("desc.") for s in draft.role("initiator"))
            if all(t.kind in ("civilians", "person", "protesters") for t in targets) and (targets or gunmen):
                protest = bool(targets) and all(t.id in CROWDS for t in targets) and _fighters(draft)
                draft.type = "unrest.protest_with_intervention" if protest else draft.alternative
        placed = draft.told and draft.date_explicit and draft.place is not None and draft.place.precision == "exact"
        if draft.generic and not draft.claims and not draft.weapon and not _fighters(draft) and not placed:
            continue
        if draft.group in VIOLENT and not draft.strong and not draft.told and not draft.sides and not draft.claims:
            continue
        if fragment and not (
            draft.told
            and not draft.year_said  # news does not write the year of its day
            and not draft.cumulative
            and not (draft.known_crowd and draft.group == "unrest" and not _deadly(draft))
            and (draft.claims or draft.sides or draft.weapon or draft.group == "remote")
            and (_counted(draft) or _lone_weight(draft) >= _MIN_WEIGHT_FRAGMENT)
        ):
            continue
        sure = draft.strong or draft.told or draft.title
        aside = draft.aside and draft.group == "strategic"
        if weight(draft) < (_MIN_WEIGHT if sure else _MIN_WEIGHT_WEAK + aside):
            continue
        out.append(draft)
    return out


def _lone_weight(draft: Draft) -> int:
    """How much a lone sentence says: a weapon, a kind of weapon, a blow told as such and a crowd count too."""
    paired = draft.acted and bool(draft.role("initiator")) and bool(draft.role("target"))
    sure = not draft.generic or draft.alternative == draft.type
    armed = bool(draft.weapon) or (draft.group == "remote" and sure)
    return weight(draft) + (1 if armed or draft.group == "unrest" else 0) + (1 if draft.deed or paired else 0)


def _report(draft: Draft, article: Article, context: Context) -> Report:
    published = context.published
    span = draft.date
    if span is None and published is not None and draft.time_frame == "news":
        span = DateSpan(published - timedelta(days=1), published, "days")
    marked = {(start, end, name) for name, start, end in draft.evidence}
    if draft.date_span is not None:
        marked.add((*draft.date_span, "date"))
    if draft.place_span is not None:
        marked.add((*draft.place_span, "place"))
    evidence = tuple(Evidence(start, end, name, article.text[start:end]) for start, end, name in sorted(marked))
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
        evidence=evidence,
        claimed_by=_responsibilities(draft, article),
    )


def _responsibilities(draft: Draft, article: Article) -> tuple[Responsibility, ...]:
    """Who claims the event or denies it: each once, with all words that say so."""
    found: dict[tuple[str, str], Responsibility] = {}
    for claim in draft.responsible:
        start, end = claim.span
        said = Evidence(start, end, "claimed_by", article.text[start:end])
        key = (claim.side.id or claim.side.name, claim.stance)
        known = found.get(key)
        earlier = known.evidence if known is not None else ()
        found[key] = Responsibility(claim.side, claim.stance, (*earlier, said))
    return tuple(found.values())

"""How many were killed, hurt, taken or driven out: one claim for each figure, with whose loss it is and its scope."""

from __future__ import annotations

from marsad.lexicon.schema import Particle, TriggerForm
from marsad.lexicon.word_lists import word_list
from marsad.mentions.parties import Party, parse_party
from marsad.model import CasualtyKind, Scope
from marsad.reports.draft import DraftClaim
from marsad.reports.sentence import Sentence, Use
from marsad.reports.sides import roles

_COUNT_LIMIT = 5_000_000
_REACHES = word_list("reaches")
_TWO_DEAD = word_list("says_two")
_OF_ONE = frozenset({"civilians.assassination"})
_ONE_DEAD = word_list("says_its_number")
_UNIT_WORDS = word_list("units")


def claims_of(use: Use, sentence: Sentence) -> list[DraftClaim]:
    """The claims that one word of death, injury or taking makes in its sentence."""
    effect = use.form.trigger.effect
    if not effect or not use.live:
        return []
    kind: CasualtyKind = effect  # type: ignore[assignment]
    if _negated(use, sentence):
        return []
    kind = _combined(use, sentence, kind)
    victims = _victims(use, sentence, kind)
    out: list[DraftClaim] = []
    for party in victims:
        claim = _claim(kind, party, sentence, "part" if party.part else "event")
        if claim is not None:
            out.append(claim)
    if not out and (not use.verb or use.form.trigger.type in _OF_ONE):
        bare = _bare_noun(use, sentence, kind)
        if bare is not None:
            out.append(bare)
    if victims:
        out.extend(_parts(kind, victims[-1], sentence))
    return out


def _negated(use: Use, sentence: Sentence) -> bool:
    tags = sentence.slots.tags
    for i in range(max(use.left, use.slot - 4), use.slot):
        if tags[i] == "x":
            particle = sentence.slots.get(i, Particle)
            if (
                particle is not None
                and particle.not_with
                and i + 1 < use.slot
                and sentence.slots.form(i + 1) in particle.not_with
            ):
                continue
            return True
    return False


def _combined(use: Use, sentence: Sentence, kind: CasualtyKind) -> CasualtyKind:
    """«مقتل وإصابة 20», «بين قتيل وجريح»: dead and wounded in one figure."""
    slots, tags = sentence.slots, sentence.slots.tags
    other = {"killed": "injured", "injured": "killed"}.get(kind)
    if other is None:
        return kind
    for at in (use.slot - 2, use.slot + 2):
        if not sentence.first <= at < sentence.end or tags[at] not in "nv" or tags[(at + use.slot) // 2] != "&":
            continue
        form = slots.get(at, TriggerForm)
        if form is None or form.trigger.effect != other:
            continue
        begin = min(at, use.slot)
        if use.verb and any(begin - 4 <= p.last <= begin and p.prep not in ("i", "o", "l") for p in sentence.parties):
            continue  # «عشرة قتلوا وأصيب 37»: the first verb has its own subject
        if not use.verb and (form.trigger.genitive == "none") != (use.form.trigger.genitive == "none"):
            continue  # «سقوط قتيل وإصابة خمسة»
        if (
            not use.verb
            and use.form.trigger.genitive == "none"
            and (use.form.number == "d" or slots.form(begin) in _ONE_DEAD)
        ):
            continue
        return "killed_or_injured"
    return kind


def _countable(party: Party) -> bool:
    return (
        party.counted
        or party.person is not None
        or party.effect is not None
        or (party.country is not None and party.actor is None and party.force is None)
        or (party.actor is not None and party.actor.described)
    )


def _counts_itself(use: Use, sentence: Sentence) -> bool:
    """Whether a count noun says its own number («قتيل», «شهيدان»)."""
    word = sentence.slots.words.forms[sentence.slots.last[use.slot] - 1]
    return word in _TWO_DEAD or word in _ONE_DEAD


def _victims(use: Use, sentence: Sentence, kind: CasualtyKind) -> list[Party]:
    for party in sentence.parties:
        if party.effect is not None and party.first <= use.slot < party.last:
            return [party]
    right = [p for p in sentence.parties if p.first > use.slot and p.last <= use.right]
    if (
        not use.verb
        and use.form.trigger.genitive == "none"
        and kind != "killed_or_injured"
        and _counts_itself(use, sentence)
    ):
        return []
    if not use.verb:
        return _after_noun(use, sentence, right, kind)
    out = [p for role, p in roles(use, sentence) if role == "target" and _countable(p)]
    if use.form.trigger.voice == "active" and use.form.trigger.subject == "initiator":
        out = [p for p in out if p.first > use.slot or use.form.suffix]
    if out:
        return out
    bare = _bare_after(use, sentence)
    if bare is not None:
        return [bare]
    left = [p for p in sentence.parties if p.last <= use.slot and p.first >= use.left]
    return [p for p in left if p.part and use.slot - p.last <= 2]


def _bare_after(use: Use, sentence: Sentence) -> Party | None:
    """A number without a noun right behind the word («قتل 5 في …», «إصابة 13»)."""
    slots, tags = sentence.slots, sentence.slots.tags
    i = use.slot + 1
    while i < use.right and tags[i] in '"D' and i < use.slot + 3:
        i += 1
    if i < use.right and tags[i] in "Nz":
        party = parse_party(slots, i, sentence.end, after_effect=True)
        if party is not None and party.bare:
            nxt = slots.form(party.last) if party.last < sentence.end else ""
            if nxt not in _UNIT_WORDS and (party.low or 0) < 5000:
                return party
    return None


def _joined_after(first: Party, rest: list[Party], sentence: Sentence) -> list[Party]:
    """Coordinated victims: «ثلاثة جنود وأربعة مدنيين»."""
    tags = sentence.slots.tags
    out: list[Party] = []
    last = first
    for party in rest:
        between = tags[last.last : party.first]
        if party.effect is not None and (
            first.effect is None or party.effect.trigger.effect != first.effect.trigger.effect
        ):
            break
        if (
            party.joined
            and not (party.last < len(tags) and tags[party.last] == "v")
            and not any(t in "nvSCr!" for t in between)
            and len(between) <= 7
            and (party.counted or party.person)
        ):
            out.append(party)
            last = party
        else:
            break
    return out


def _after_noun(use: Use, sentence: Sentence, right: list[Party], kind: CasualtyKind) -> list[Party]:
    tags = sentence.slots.tags
    candidates = []
    for party in right:
        between = tags[use.slot + 1 : party.first]
        if any(t in "vSCn!" for t in between) and not (kind == "killed_or_injured" and _same_effect_pair(between)):
            break
        if len(between) > 6:
            break
        if party.part or party.prep in ("i", "c", "g", "o", "a", "w") or not _countable(party):
            if party.part or party.prep in ("c", "g"):
                break
            continue
        candidates.append(party)
    if not candidates:
        bare = _bare_after(use, sentence)
        return [bare] if bare is not None else []
    return [candidates[0], *_joined_after(candidates[0], candidates[1:], sentence)]


def _same_effect_pair(between: list[str]) -> bool:
    return between[:2] == ["&", "n"] and "v" not in between and "S" not in between and between.count("n") == 1


def _bare_noun(use: Use, sentence: Sentence, kind: CasualtyKind) -> DraftClaim | None:
    """A casualty noun that counts by itself: «قتيلان», «قتلى», «عدد القتلى إلى 23»."""
    slots, tags = sentence.slots, sentence.slots.tags
    trigger = use.form.trigger
    word = slots.words.forms[slots.last[use.slot] - 1]
    span = (slots.start[use.slot], slots.end[use.slot])
    reach = 24 if trigger.id.endswith("toll") or word.startswith("ال") else 9
    for i in range(use.slot + 1, min(use.right, use.slot + reach)):
        if tags[i] in "nv" and slots.get(i, TriggerForm) is not None and slots.get(i, TriggerForm).trigger.effect:
            break
        if slots.form(i) in _REACHES and i + 1 < use.right:
            at = i + 1
            while at < use.right and tags[at] in 'lm"' and at < i + 3:
                at += 1
            party = parse_party(slots, at, sentence.end, after_effect=True) if at < sentence.end else None
            if party is not None and party.counted and party.low is not None:
                if party.last < sentence.end and slots.form(party.last) in _UNIT_WORDS:
                    break
                return DraftClaim(kind, party.low, party.high, (span[0], slots.end[party.last - 1]), party)
        if tags[i] == "N" and i == use.slot + 1 and word.startswith("ال"):
            value = slots.load[i][0]
            return DraftClaim(kind, value, value, (span[0], slots.end[i]))
    if word in _TWO_DEAD:
        return DraftClaim(kind, 2, 2, span)
    if word in ("قتيل", "شهيد", "جريح") and tags[use.slot - 1] != "N":
        return DraftClaim(kind, 1, 1, span)
    failed = any(use.slot - 4 <= i < use.slot for i in sentence.contexts.get("attempt_failed", ()))
    several = any(
        slots.form(i).endswith("ات")
        for i in range(use.slot, use.slot + 1 if use.verb else min(use.right, use.slot + 2))
    )
    if trigger.type in _OF_ONE and use.form.number == "s" and not several and not failed:  # not «اغتيال شخصيات»
        return DraftClaim(kind, 1, 1, span)
    if trigger.genitive == "target" and _named(use, sentence):
        return DraftClaim(kind, 1, 1, (span[0], slots.end[use.slot + 2]))
    return None


def _named(use: Use, sentence: Sentence) -> bool:
    """Whether a person's name follows («مقتل فلان الفلاني»): two words that are nothing else and no plural."""
    slots, tags = sentence.slots, sentence.slots.tags
    i = use.slot + 1
    if i + 1 >= use.right or tags[i] != "." or tags[i + 1] not in ".P":
        return False
    words = slots.form(i), slots.form(i + 1)
    return not any(
        w.endswith(("ين", "ون", "ات", "ه")) or len(w) < 3 or not "\u0621" <= w[0] <= "\u064a" for w in words[:1]
    ) and not words[0].startswith("ال")


def _claim(kind: CasualtyKind, party: Party, sentence: Sentence, scope: Scope) -> DraftClaim | None:
    slots = sentence.slots
    low, high = party.low, party.high
    if low is not None and low > _COUNT_LIMIT:
        return None
    vague = party.vague
    if low is None and high is None and (not vague or party.several):
        return None  # «قتلى», «عدد من الجرحى»: no figure
    if party.last < sentence.end and slots.form(party.last) in _UNIT_WORDS:
        return None
    if party.bare and party.first and slots.tags[party.first - 1] == "D":
        return None
    span = (slots.start[party.first], slots.end[party.last - 1])
    group = party.person.victim if party.person is not None else ""
    return DraftClaim(kind, low, high, span, party, group=group, scope=scope, vague=vague)


def _parts(kind: CasualtyKind, whole: Party, sentence: Sentence) -> list[DraftClaim]:
    """«بينهم سبعة أطفال وامرأتان»: parts of the figure before them."""
    out: list[DraftClaim] = []
    tags = sentence.slots.tags
    going = False
    last = whole.last
    for party in sentence.parties:
        if party.first < whole.last:
            continue
        between = tags[last : party.first]
        if party.part and not going:
            if len(between) > 14 or any(t in "nvSC!" for t in between):
                break
            going = True
        elif going:
            if not (party.joined and len(between) <= 3 and not any(t in "nvSC!" for t in between)):
                break
        else:
            continue
        following = tags[party.last : party.last + 2]
        claim = _claim(kind, party, sentence, "part")
        if claim is not None and following[:1] != ["v"]:
            if claim.low is None and not party.counted:
                last = party.last
                continue
            out.append(claim)
        last = party.last
    return out

"""Who is named, and how many: noun phrases of actors and people with their counts.

«أكثر من 30 عنصرا من قوات الحكومة», «16 من عناصر الكتائب», «جنديين تابعين للجيش», «قوات الأمن السودانية».
"""

from __future__ import annotations

from marsad.arabic.numerals import UNITS
from marsad.lexicon.gazetteer import Country, load_countries, nationalities
from marsad.lexicon.schema import ActorForm, Person, PersonForm, Speech, TriggerForm
from marsad.lexicon.word_lists import word_list
from marsad.mentions.party import Party, attach_actor, quantity, skip, state_forces
from marsad.mentions.place_names import acting_seat, seat_of
from marsad.mentions.slots import Slots

_OPENS = frozenset("NQzyVAFRJPHK")
"""Tags that may begin a noun phrase."""
_APPOSITION = word_list("apposition")
_OF_THEM = word_list("of_them")
_THE_NUMBERS = {"ال" + word: value for word, value in UNITS.items() if value >= 3}
_OFFICIAL = Person("office_holder", "office holders", "official")
_OFFICER = Person("officer", "officers", "state_forces")
_ONE_OF = {**dict.fromkeys(word_list("one_fighter"), "s"), **dict.fromkeys(word_list("two_fighters"), "d")}
_OF_RANK = word_list("of_rank")
_SOLDIERS = frozenset({"state_forces", "security", "police"})
_GROUPS = word_list("groups")
_PEOPLE_OF = word_list("people_of")
_BY_HAND = word_list("by_the_hand")
_MILITIA_OF = word_list("militia_of")
_SOLDIERLY = word_list("soldierly")
_THOUGHT = word_list("thought")
_THOUGHT_REACH = 7
_CRAFTS = frozenset({"desc.drones", "desc.warplanes", "desc.warships", "desc.artillery"})
"""What belongs to somebody behind «ل»: «طائرات مسيرة للحوثيين»."""


def parse_party(slots: Slots, i: int, end: int, *, after_effect: bool = False) -> Party | None:
    """The noun phrase that begins at slot ``i``, or None.

    ``after_effect``: a word of death or injury stands before it, so that a nationality («مقتل فلسطيني») or a bare
    number («مقتل 5 في») is read as people.
    """
    tags = slots.tags
    party = Party(i, i)
    j = quantity(slots, i, end, party)
    quantified = j > i
    k = skip(slots, j, end)
    if quantified and k < end and tags[k] == "m":
        k = skip(slots, k + 1, end)
        if k + 1 < end and tags[k : k + 2] == ".A" and slots.form(k) in _PEOPLE_OF:
            k += 1  # «سبعة من أبناء عشيرة …»
    head = "" if k >= end else tags[k]
    if head == "z" and quantified and slots.particle(k, "z") == "at_least":
        if party.high is not None:
            party.high = None
        k = skip(slots, k + 1, end)
        if k < end and tags[k] == "m":
            k = skip(slots, k + 1, end)
        head = tags[k] if k < end else ""
    if head == "V":
        form = _person_form(slots, k)
        if (
            (form.person.adjective or form.person.doubtful)
            and not quantified
            and not after_effect
            and form.number != "p"
            and not (k + 2 < end and tags[k + 1] == "i" and tags[k + 2] in "AFR")  # «قياديا في الحركة»
        ):
            return None
        if form.person.not_with and _beside(slots, k, end, form.person.not_with):
            return None
        party.person, party.number, party.definite = form.person, form.number, form.definite
        if (
            form.definite
            and (form.person.group == "fighter" or "member" in form.person.id)
            and slots.form(k).endswith(("ه", "ها"))
            and not quantified
        ):
            party.backref = "jihadist|rebel|militia"
        elif form.definite and form.person.group in _SOLDIERS and slots.form(k).endswith(("ه", "ها", "هم")):
            party.backref = "state_forces|government|coalition|police|security|militia|rebel|jihadist"  # «جنوده»
        j = k + 1
        if j < end and tags[j] == "N" and slots.number(j) in (1, 2) and not quantified:
            party.low = party.high = slots.number(j)
            party.counted = True
            j += 1
        if not quantified and j < end and form.number == "p" and tags[j] == "." and slots.form(j) in _THE_NUMBERS:
            party.low = party.high = _THE_NUMBERS[slots.form(j)]
            party.counted = True
            j += 1
        j = _modifiers(slots, j, end, party)
        if tags[k + 1 : k + 2] in ("A", "F", "R") and not quantified and party.number == "p":
            party.definite = True  # «عناصر الشرطة»
    elif head == "n" and quantified:
        loss = slots.get(k, TriggerForm)
        if not loss.trigger.effect:
            return None
        party.effect = loss
        j = k + 1
        j = _modifiers(slots, j, end, party)
    elif head and head in "AFR":
        inner = attach_actor(slots, party, k, end)
        if inner is None:
            return None
        j = inner
        party.definite = True
        if quantified and party.vague and not after_effect and slots.words.forms[slots.first[i]] in _GROUPS:
            party.counted = party.vague = party.definite = False  # «اقتحمت مجموعة من السرايا»: one body
        if not quantified and tags[k] == "A" and slots.get(k, PersonForm) is None and slots.form(k) in _ONE_OF:
            party.number, party.definite = _ONE_OF[slots.form(k)], False  # «جندي أمريكي» named as his army
            party.low = party.high = 1 if party.number == "s" else 2
        if party.actor is not None and party.actor.described:
            j = _described(slots, party, k, j, end)
            if not quantified and j < end and tags[j] == "." and slots.form(j) in _THE_NUMBERS:
                party.low = party.high = _THE_NUMBERS[slots.form(j)]
                party.counted = True
                j += 1
            elif j < end and tags[j] == "N" and slots.number(j) in (1, 2) and not quantified:  # «مسلحين اثنين»
                party.low = party.high = slots.number(j)
                party.counted = True
                j += 1
            if j + 2 < end:
                j = _supposed(slots, party, j, end)
        if j + 1 < end and tags[j] == "b":
            side = Party(j, j)
            after = attach_actor(slots, side, j + 1, end)
            if after is None and slots.particle(j, "b") == "backed":
                party.backer, j = _backer(slots, j, end)
            elif after is not None:
                if (party.actor is None or party.actor.described) and slots.particle(j, "b") != "backed":
                    party.actor, party.generic, party.force = side.actor, side.generic, side.force or party.force
                    party.country = side.country or party.country
                j = after
    elif head == "J" and (quantified or after_effect or slots.form(k).endswith(("ين", "ون", "ان"))):
        party.country = slots.get(k, Country)
        word = slots.form(k)
        party.number = "p" if word.endswith(("يين", "يون")) else "d" if word.endswith(("ين", "ان")) else "s"
        party.definite = word.startswith("ال")
        j = k + 1
        if j + 1 < end and tags[j] == "b" and tags[j + 1] in "AR" and slots.particle(j, "b") != "backed":
            j = attach_actor(slots, party, j + 1, end) or j  # «عشرة سوريين ينتمون إلى التنظيم»
    elif head == "P" and not quantified and slots.get(k, ActorForm) is not None:
        party.actor, party.generic = slots.load[k].actors
        party.definite = True
        j = k + 1
    elif head == "K" and after_effect and not quantified:  # «مقتل ضابط في الجيش»: elsewhere a source
        party.person, party.number = _OFFICER if slots.form(k) in _SOLDIERLY else _OFFICIAL, "s"
        j = k + 1
    elif head == "H" and not quantified and (after_effect or slots.words.forms[slots.last[k] - 1] == "في"):
        party.person, party.number, party.definite = _OFFICIAL, "s", after_effect
        j = k + 1
        if slots.words.forms[slots.last[k] - 1] == "في" and skip(slots, j, end) < end:  # «قيادي في حركة …»
            body = Party(j, j)
            after = attach_actor(slots, body, j, end)
            if after is not None:
                party.actor, party.generic, party.force = body.actor, body.generic, body.force
                party.country, party.backref = body.country, body.backref
                j = after
            elif not after_effect:
                return None
        elif not after_effect:
            return None
    elif quantified:
        party.bare = True
    else:
        return None
    people = party.person is not None or (party.country is not None and party.actor is None and party.force is None)
    if people and not party.counted:
        if party.number == "d":
            party.low = party.high = 2
        elif party.number == "s":
            party.low = party.high = 1
    least = j + 1 if tags[j : j + 2] == ",z" and j + 1 < end else j  # «متظاهر واحد، على الأقل»
    if least < end and party.counted and not party.vague and slots.particle(least, "z") == "at_least":
        party.high = None
        j = least + 1
    party.last = j
    if party.bare and not after_effect and j < end and tags[j] == "q" and slots.form(j) in _OF_THEM:
        party.part = True
    before = i - 1
    while before >= 0 and tags[before] == '"':
        before -= 1
    if before > 0 and tags[before] == "." and party.actor is not None and slots.form(before) in _PEOPLE_OF:
        before -= 1  # «بين أبناء عشيرتي …»
    if before >= 0:
        tag = tags[before]
        if tag == "m" and before > 1 and slots.form(before - 1) in _GROUPS:  # «فكك الأمن خلية من التنظيم»
            tag = tags[before - 2]
        if tag in "imolwyagcqb":
            party.prep = tag
        elif tag == "W" and party.armed and _fired_by(slots, before):
            party.prep = "g"  # «برصاص قناص حوثي»
        if tag == "q":
            party.part = slots.particle(before, "q") == "among"
        if tag == "." and slots.form(before) in _APPOSITION and before >= 1 and _ends_count(slots, before):
            party.prep, party.part = "q", True
        if tag != "&" and tags[i] == "N" and slots.form(i) == "واحد" and slots.number(i) == 11:
            party.joined = True  # «وأحد عشر مجندا» is spelled like «واحد عشر»
        if tag == "&":
            party.joined = True
            if before >= 1 and tags[before - 1] == "q":
                party.part = True
    return party


def shot_by(slots: Slots, i: int) -> bool:
    """Whether the phrase at slot ``i`` says by whose hand somebody fell («برصاص قناص»)."""
    return not _BY_HAND.isdisjoint(slots.words.forms[slots.first[i] : slots.last[i]])


def _fired_by(slots: Slots, i: int) -> bool:
    """Whether the weapon at slot ``i`` is what somebody fell to («برصاص قناص», «بصاروخ»)."""
    return shot_by(slots, i) or (i > 0 and slots.form(i - 1) == "ب")


def _backer(slots: Slots, j: int, end: int) -> tuple[Country | None, int]:
    """The state that backs a force («مدعومة من الإمارات»), from the word of backing at slot ``j``; and what follows."""
    k = skip(slots, j + 1, end)
    if k < end and slots.tags[k] == "P":
        places = slots.load[k].places
        return next((load_countries().get(p.country) for p in places if p.cls in ("country", "city")), None), k + 1
    return None, j


def _ends_count(slots: Slots, i: int) -> bool:
    """Whether a count of people ends right before slot ``i`` («ثلاثة أشخاص هم …»)."""
    k = i - 1
    while k >= 0 and slots.tags[k] in ',&J"(':
        k -= 1
    return k >= 1 and (
        slots.tags[k] == "N"
        or (slots.tags[k] in "Vn" and slots.tags[k - 1] in "NQ")
        or (slots.tags[k] == "V" and slots.get(k, PersonForm).number == "d")
    )


def _described(slots: Slots, party: Party, head: int, j: int, end: int) -> int:
    """A description («مسلح», «مسلحون من جماعة …»): its number, and the body its people belong to."""
    tags = slots.tags
    form = slots.get(head, PersonForm)
    if form is not None:
        party.number = form.number
        party.definite = form.definite or slots.words.forms[slots.last[head] - 1].startswith("ال")
        if not party.counted and form.number in "sd" and not _plural_reading(slots, head):
            party.low = party.high = 1 if form.number == "s" else 2
    craft = party.actor is not None and party.actor.id in _CRAFTS
    if j + 1 < end and (tags[j] in "mb" or (craft and tags[j] == "l")) and tags[j + 1] in "AF":
        body = Party(j, j)
        after = attach_actor(slots, body, j + 1, end)
        if after is not None and ((body.actor is not None and not body.actor.described) or body.generic):
            party.actor, party.generic = body.actor, body.generic
            return after
    of = slots.words.forms[slots.last[head] - 1]
    if j < end and tags[j] == "A" and of in _MILITIA_OF:
        named = slots.load[j].actors[0]
        if named is not None and not named.described:  # «عناصر ميليشيا + الحوثي»
            party.actor = named
            return j + 1
    return j


def _plural_reading(slots: Slots, i: int) -> bool:
    return any(p.__class__ is PersonForm and p.number == "p" for p in slots.load[i].items)


def _person_form(slots: Slots, i: int) -> PersonForm:
    """The reading of a people-noun: «مسلحين» is the plural unless «اثنين» follows."""
    forms = [p for p in slots.load[i].items if p.__class__ is PersonForm]
    if len(forms) > 1 and not (i + 1 < len(slots.tags) and slots.tags[i + 1] == "N" and slots.number(i + 1) == 2):
        return min(forms, key=lambda f: (f.person.adjective, f.number == "d"))
    return forms[0]


def _beside(slots: Slots, i: int, end: int, words: frozenset[str]) -> bool:
    """Whether one of these words stands within three slots of slot ``i``."""
    return any(
        slots.form(k).removeprefix("ال") in words or slots.form(k) in words
        for k in range(max(0, i - 3), min(end, i + 4))
        if k != i
    )


def _modifiers(slots: Slots, j: int, end: int, party: Party) -> int:
    """Nationality, adjectives and the body the people belong to, behind a people-noun."""
    tags = slots.tags
    steps = 0
    while j < end and steps < 4:
        steps += 1
        k = skip(slots, j, end)
        if k >= end:
            break
        tag = tags[k]
        if tag == "J" and party.country is None:
            party.country = slots.get(k, Country)
            j = k + 1
            continue
        if tag == "P" and party.country is None and _adverbial(slots, k):
            party.country = nationalities().get(slots.form(k)[:-1])  # «33 جنديا تركيا»
            slots.mark([k], ".")
            tags = slots.tags
            j = k + 1
            continue
        if tag == "." and slots.form(k) in _OF_RANK and k + 1 < end and tags[k + 1] == "V":
            j = k + 2
            continue
        if tag in "AFR":
            if k > 0 and _nunated(slots, k - 1):
                break  # «اتهم ناشطون قوات …»: another phrase
            inner = attach_actor(slots, party, k, end)
            if inner is None:
                break
            j = inner
            break
        if tag in "mb" or (tag == "i" and party.person is not None and party.person.group in ("fighter", "official")):
            nxt = skip(slots, k + 1, end)
            if tag == "b" and nxt < end and tags[nxt] in "liwm":
                nxt = skip(slots, nxt + 1, end)
            if nxt < end and tags[nxt] == "V" and slots.get(nxt, PersonForm).construct:
                nxt = skip(slots, nxt + 1, end)
            if nxt < end and tags[nxt] in "AFR":
                inner = attach_actor(slots, party, nxt, end)
                if inner is not None:
                    j = inner
                    break
            if nxt < end and tags[nxt] == "V" and party.person is None:
                form = slots.get(nxt, PersonForm)
                party.person = form.person
                j = _modifiers(slots, nxt + 1, end, party)
            break
        if tag == "V" and slots.get(k, PersonForm).person.group == "civilian" and party.effect is not None:
            party.person = slots.get(k, PersonForm).person
            j = k + 1
            continue
        described = (
            party.person is not None and party.person.group in ("fighter", "official") and tags[k + 1 : k + 2] == "i"
        )
        if tag == "." and k + 1 < end and (tags[k + 1] in "bmJ" or described) and steps < 3:
            j = k + 1
            continue
        break
    return j


def _nunated(slots: Slots, i: int) -> bool:
    """Whether the people-noun at slot ``i`` keeps the ن of a sound plural or dual, so that no genitive follows it."""
    form = slots.get(i, PersonForm)
    if form is None or form.number not in "pd":
        return False
    return slots.form(i).endswith(("ون", "ين") if form.number == "p" else ("ان", "ين"))


def _of_a_name(slots: Slots, i: int, first: int) -> bool:
    """Whether a number is hyphened to a word before it («كيه-47», «إف-16»): it counts nobody."""
    if i < first + 2 or slots.forms[i - 1] not in ("-", "–"):
        return False
    written = slots.end[i - 2] == slots.start[i - 1] and slots.end[i - 1] == slots.start[i]
    return written and slots.tags[i - 2] != "N"


def parties(slots: Slots, first: int, end: int) -> list[Party]:
    """All noun phrases of actors and people in slots ``[first, end)``, left to right, not overlapping."""
    out: list[Party] = []
    tags = slots.tags
    done = first
    chained = False
    for i in range(first, end):
        if tags[i] not in _OPENS or i < done or (tags[i] == "N" and _of_a_name(slots, i, first)):
            continue
        joins = tags[i] == "J" and bool(out) and _of_a_state(out[-1])
        if joins and (out[-1].last == i or (tags[i - 1] == "&" and out[-1].last == i - 1)):
            # «القوات السورية والروسية», «الطيران الأمريكي الإسرائيلي»
            allied = state_forces(i, i + 1, slots.get(i, Country))
            allied.force, allied.prep, allied.joined = out[-1].force, out[-1].prep, True
            out.append(allied)
            done = i + 1
            continue
        if tags[i] == "J" and i > first and (tags[i - 1] == "g" or (tags[i - 1] == "W" and shot_by(slots, i - 1))):
            fire = state_forces(i, i + 1, slots.get(i, Country))  # «بنيران إسرائيلية»
            fire.prep = "g"
            out.append(fire)
            done = i + 1
            continue
        if tags[i] == "P" and slots.get(i, ActorForm) is None:
            seat = _acting_state(slots, i, first, end, out)
            if seat is not None:
                out.append(seat)
                done = seat.last
            continue
        before = i - 1
        while before >= first and tags[before] in '"m(':
            before -= 1
        after_effect = before >= first and (
            (tags[before] in "nv" and _has_effect(slots, before) and not (out and out[-1].last == before + 1))
            or _joins_victims(slots, before, out, chained)
            or _object_of_loss(slots, i, out)
        )
        party = parse_party(slots, i, end, after_effect=after_effect)
        if party is None or party.last <= i:
            continue
        if party.bare and not after_effect and not _counts_people(slots, party, end):
            continue
        done = party.last
        if party.joined and not party.counted and out and _both_sexes(slots, out[-1], party):
            continue
        out.append(party)
        within = chained and not party.joined and party.prep in ("", "i", "m", "l")
        chained = after_effect or party.part or within or party.effect is not None
    return out


def _adverbial(slots: Slots, k: int) -> bool:
    """Whether the name of a country is rather the nationality of those counted before it («12 جنديا سوريا»)."""
    word = slots.form(k)
    if not word.endswith("يا") or word[:-1] not in nationalities() or slots.last[k] - slots.first[k] > 1:
        return False
    return k >= 2 and slots.tags[k - 2] == "N" and slots.tags[k - 1] == "V" and slots.form(k - 1).endswith("ا")


def _of_a_state(party: Party) -> bool:
    """Whether a force of a state is named by its nationality, so that another nationality may join it."""
    if party.person is not None or party.counted:
        return False
    if party.force is not None:
        return party.country is not None
    return party.actor is not None and party.actor.kind == "state_forces" and not party.actor.described


def _supposed(slots: Slots, party: Party, j: int, end: int) -> int:
    """Whose people are thought to be («مسلحون يعتقد أنهم من بوكو حرام», «طائرة يرجح أنها أمريكية»); the next slot."""
    tags = slots.tags
    if slots.form(j) not in _THOUGHT:
        return j
    for k in range(j + 1, min(end, j + _THOUGHT_REACH)):
        if tags[k] == "J":  # the hedge may be one slot with its «أنها»
            party.country = slots.get(k, Country)
            return k + 1
        if tags[k] == "A":
            actor, generic = slots.load[k].actors
            if actor is not None and actor.described:
                return j
            party.actor, party.generic, party.definite = actor or party.actor, generic, True
            return k + 1
        if tags[k] in "!,nS&":
            break
    return j


def _acting_state(slots: Slots, i: int, first: int, end: int, out: list[Party]) -> Party | None:
    """A state by its capital or its name, where it acts («سحبت واشنطن قواتها», «اتفقت أرمينيا وأذربيجان»)."""
    country = acting_seat(slots, i, first, end)
    joined = bool(out) and out[-1].number == "c" and out[-1].last == i - 1 and slots.tags[i - 1] == "&"
    if country is None:
        accuses = i > first and slots.tags[i - 1] == "S" and slots.get(i - 1, Speech).strength == "alleged"
        accused = bool(out) and out[-1].number == "c" and out[-1].last == i and not joined
        if joined or accuses or accused:  # «اتهمت أرمينيا أذربيجان بـ…»
            country = seat_of(slots, i)
    if country is None:
        return None
    party = state_forces(i, i + 1, country)
    party.number, party.joined = "c", joined
    return party


def _both_sexes(slots: Slots, first: Party, second: Party) -> bool:
    """Whether the second noun only says that both sexes are counted («39 أسيرا وأسيرة»)."""
    same = first.counted and first.person is not None and first.person is second.person and first.person.id != "kin"
    return same and second.number == "s" and slots.tags[first.last : second.first] == "&"


def _joins_victims(slots: Slots, before: int, out: list[Party], chained: bool) -> bool:
    """Whether what follows slot ``before`` is named with victims: «بينهم …», «مقتل محام و…», «خمسة إضافة إلى …»."""
    tag = slots.tags[before]
    if (tag == "q" and slots.particle(before, "q") == "among") or (tag == "." and slots.form(before) in _APPOSITION):
        return bool(out)
    if tag == "&" and out and out[-1].last == before and out[-1].low and slots.get(before + 1, PersonForm) is not None:
        return True  # «إن امرأة وزوجها وطفلهما قتلوا»
    if tag not in "&wq" or not chained or not out or slots.form(before + 1).startswith("ال") > (tag == "q"):
        return False
    gap = slots.tags[out[-1].last : before]
    return len(gap) <= 4 and not any(t in "nvSCr!tW" for t in gap)


def _object_of_loss(slots: Slots, i: int, out: list[Party]) -> bool:
    """Whether one man in the accusative follows those who killed or took him («قتل مستوطنون شابا فلسطينيا»)."""
    if not out or out[-1].last != i or not out[-1].armed or not slots.form(i).endswith("ا"):
        return False
    return out[-1].first > 0 and slots.tags[out[-1].first - 1] == "v" and _has_effect(slots, out[-1].first - 1)


def _counts_people(slots: Slots, party: Party, end: int) -> bool:
    """Whether a number without a noun counts people: «بينهم سبعة لقوا حتفهم», «و79 جرحوا», «ثلاثة منهم»."""
    if party.prep == "q" or party.part:
        return True
    return party.last < end and slots.tags[party.last] == "v" and _has_effect(slots, party.last)


def _has_effect(slots: Slots, i: int) -> bool:
    form = slots.get(i, TriggerForm)
    return form is not None and bool(form.trigger.effect)

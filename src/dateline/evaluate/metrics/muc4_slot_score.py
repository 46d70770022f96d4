"""One text scored against its key of 24 slots: incidents in, counts and misses out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.evaluate.bootstrap import totals
from dateline.evaluate.confusion import Confusion, of_sets
from dateline.evaluate.corpora.muc4_fills import KINDS, SLOTS, Fill, Kind
from dateline.evaluate.corpora.muc4_full import FullText, KeyTemplate
from dateline.evaluate.metrics.excerpts import sentence_with
from dateline.evaluate.metrics.muc4_assembly import assemble
from dateline.evaluate.metrics.muc4_coded import incidents_of
from dateline.evaluate.metrics.muc4_gold import gold_incidents
from dateline.evaluate.metrics.muc4_incident import Incident
from dateline.evaluate.metrics.muc4_read import incidents_read
from dateline.evaluate.metrics.muc4_slot_figures import metrics
from dateline.evaluate.metrics.muc4_slots import SlotTemplate, map_templates, score_slot, tally_text
from dateline.evaluate.metrics.muc4_surroundings import read_surroundings
from dateline.evaluate.tally import Miss, Scored, Tally, difference
from dateline.link.context import Places
from dateline.model import Account
from dateline.tagging.reading import Reading

__all__ = ["ceiling", "score", "score_incidents"]

_EXCERPT = 200
"""Characters shown of a text in which no filler of the template stands as it is."""
_SHOWN = ("perp_individual", "perp_org", "phys_tgt_id", "hum_tgt_name", "hum_tgt_desc", "instrument_id")


def score(
    text: FullText, accounts: Sequence[Account], reading: Reading | None = None, *, places: Places
) -> Scored:
    """Counts and misses of one text: the incidents of the reading, or of the accounts where there is none."""
    incidents = incidents_of(accounts) if reading is None else incidents_read(reading.incidents)
    return score_incidents(text, incidents, places=places)


def score_incidents(text: FullText, incidents: Sequence[Incident], *, places: Places) -> Scored:
    """Counts and misses of the incidents that a coder found in one text."""
    found = _assembled(text.document.body, incidents, places) if incidents else []
    mapped = map_templates(found, text.templates)
    missed = set(range(len(text.templates))) - set(mapped.values())
    tally = tally_text(found, text.templates)

    def mend(*mended: SlotTemplate) -> Tally:
        """What the counts lack to be those of these templates."""
        return difference(tally_text(mended, text.templates), tally)

    misses = [
        _miss("missed", text, "", text.templates[number], mend(*found, _perfect(text.templates[number])))
        for number in sorted(missed)
        if not text.templates[number].optional
    ]
    for f, ours in enumerate(found):
        if f not in mapped:
            rest = [other for o, other in enumerate(found) if o != f]
            misses.append(_miss("spurious", text, _shown(ours), None, mend(*rest)))
            continue
        key = text.templates[mapped[f]]
        if not _all_right(ours, key):
            mended = [_perfect(key) if o == f else other for o, other in enumerate(found)]
            misses.append(_miss("wrong slots", text, _shown(ours), key, mend(*mended)))
    return Scored(
        tally=tally,
        misses=tuple(misses),
        confusions=tuple(_confusions(tally, [(found[f], text.templates[k]) for f, k in mapped.items()])),
    )


def _perfect(key: KeyTemplate) -> SlotTemplate:
    """The response that says what the key says, of alternatives the first."""
    return SlotTemplate(
        slots={
            slot: tuple(Fill(value=fill.alternatives[0], of=fill.of[0] if fill.of else "") for fill in fills)
            for slot, fills in key.slots.items()
            if fills
        }
    )


def _all_right(found: SlotTemplate, key: KeyTemplate) -> bool:
    return all(
        not set(score_slot(slot, found.slots.get(slot, ()), key.slots.get(slot, ())))
        - {"correct", "noncommittal"}
        for slot in SLOTS
    )


_CREDITS = ("correct", "partial", "incorrect", "missing", "spurious")
_FREE_SETS = frozenset({"phys_tgt_nation", "hum_tgt_nation"})
"""Slots whose set is that of all countries: too many for a table."""


def _confusions(tally: Tally, mapped: Sequence[tuple[SlotTemplate, KeyTemplate]]) -> Iterator[Confusion]:
    """The columns of the score sheet for every slot; for slots of closed sets which value for which, in the
    templates that have their counterpart."""
    for slot in SLOTS:
        for how in _CREDITS:
            if times := tally.get(f"{slot}.{how}", 0):
                yield Confusion(field="slots", gold=slot, given=how, times=round(times))
    for slot in SLOTS:
        if KINDS[slot] is not Kind.SET or slot in _FREE_SETS:
            continue
        for ours, key in mapped:
            given = [str(fill.value) for fill in ours.slots.get(slot, ())]
            wanted = [
                next((str(value) for value in fill.alternatives if value in given), str(fill.alternatives[0]))
                for fill in key.slots.get(slot, ())
                if not fill.optional or any(value in given for value in fill.alternatives)
            ]
            yield from of_sets(slot, wanted, given)


def ceiling(texts: Iterable[FullText], *, places: Places) -> Mapping[str, float | None]:
    """The figures of the key's own incidents, assembled: what perfect reading would score."""
    sums = totals([score_incidents(text, gold_incidents(text), places=places).tally for text in texts])
    return {metric.name: metric.of(sums) for metric in metrics()}


def _assembled(body: str, incidents: Sequence[Incident], places: Places) -> list[SlotTemplate]:
    around = read_surroundings(body, places)
    return [assemble(incident, around, places) for incident in incidents]


def _miss(kind: str, text: FullText, found: str, key: KeyTemplate | None, mend: Tally) -> Miss:
    gold = _shown_key(key) if key is not None else ""
    fillers = [part.partition(": ")[2] for part in (gold or found).split("; ")[1:]]
    words = [word for filler in fillers for word in filler.split(" | ")]
    body = text.document.body
    told = sentence_with(body, words) or body[:_EXCERPT]
    return Miss(kind=kind, document=text.name, gold=gold, found=found, text=told, mend=mend)


def _shown(template: SlotTemplate) -> str:
    fills = {slot: [str(fill.value) for fill in template.slots.get(slot, ())] for slot in _SHOWN}
    types = [str(fill.value) for fill in template.slots.get("incident_type", ())]
    return _line(types, fills)


def _shown_key(template: KeyTemplate) -> str:
    fills = {slot: [str(fill.alternatives[0]) for fill in template.slots[slot]] for slot in _SHOWN}
    return _line([str(fill.alternatives[0]) for fill in template.slots["incident_type"]], fills)


def _line(types: Sequence[str], fills: dict[str, list[str]]) -> str:
    return "; ".join([*types, *(f"{slot}: {' | '.join(words)}" for slot, words in fills.items() if words)])

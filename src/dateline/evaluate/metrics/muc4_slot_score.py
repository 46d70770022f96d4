"""One text scored against its key of 24 slots: incidents in, counts and misses out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.evaluate.bootstrap import totals
from dateline.evaluate.corpora.muc4_full import FullText, KeyTemplate
from dateline.evaluate.metrics.muc4_assembly import assemble
from dateline.evaluate.metrics.muc4_coded import incidents_of
from dateline.evaluate.metrics.muc4_gold import gold_incidents
from dateline.evaluate.metrics.muc4_incident import Incident
from dateline.evaluate.metrics.muc4_read import incidents_read
from dateline.evaluate.metrics.muc4_slot_figures import metrics
from dateline.evaluate.metrics.muc4_slots import SlotTemplate, map_templates, tally_text
from dateline.evaluate.metrics.muc4_surroundings import read_surroundings
from dateline.evaluate.tally import Miss, Scored
from dateline.link.context import Places
from dateline.model import Account
from dateline.tagging.reading import Reading

__all__ = ["ceiling", "score", "score_incidents"]

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
    misses = [
        _miss("missed", text, "", text.templates[number])
        for number in sorted(missed)
        if not text.templates[number].optional
    ]
    misses += [_miss("spurious", text, _shown(ours), None) for f, ours in enumerate(found) if f not in mapped]
    return Scored(tally=tally_text(found, text.templates), misses=tuple(misses))


def ceiling(texts: Iterable[FullText], *, places: Places) -> Mapping[str, float | None]:
    """The figures of the key's own incidents, assembled: what perfect reading would score."""
    sums = totals([score_incidents(text, gold_incidents(text), places=places).tally for text in texts])
    return {metric.name: metric.of(sums) for metric in metrics()}


def _assembled(body: str, incidents: Sequence[Incident], places: Places) -> list[SlotTemplate]:
    around = read_surroundings(body, places)
    return [assemble(incident, around, places) for incident in incidents]


def _miss(kind: str, text: FullText, found: str, key: KeyTemplate | None) -> Miss:
    gold = _shown_key(key) if key is not None else ""
    return Miss(kind=kind, document=text.name, gold=gold, found=found, text=text.document.body[:200])


def _shown(template: SlotTemplate) -> str:
    fills = {slot: [str(fill.value) for fill in template.slots.get(slot, ())] for slot in _SHOWN}
    types = [str(fill.value) for fill in template.slots.get("incident_type", ())]
    return _line(types, fills)


def _shown_key(template: KeyTemplate) -> str:
    fills = {slot: [str(fill.alternatives[0]) for fill in template.slots[slot]] for slot in _SHOWN}
    return _line([str(fill.alternatives[0]) for fill in template.slots["incident_type"]], fills)


def _line(types: Sequence[str], fills: dict[str, list[str]]) -> str:
    return "; ".join([*types, *(f"{slot}: {' | '.join(words)}" for slot, words in fills.items() if words)])

"""The official scoring of MUC-4's 24 slots: templates mapped one to one, fillers scored slot by slot.

Each filler of a mapped pair is correct, partial, incorrect, spurious or missing; a slot that is empty on both
sides is noncommittal. Possible = correct + partial + incorrect + missing, actual = correct + partial +
incorrect + spurious; recall and precision are (correct + partial / 2) over the one and the other. The number
of the template is not scored among the slots, as in 1992.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.evaluate.corpora.muc4_fills import KINDS, SLOTS, Fill, KeyFill, Kind, read_fill
from dateline.evaluate.corpora.muc4_full import KeyTemplate
from dateline.evaluate.metrics.matching import best_matching
from dateline.evaluate.metrics.muc4_credit import Credit, credit
from dateline.evaluate.tally import Tally

__all__ = ["GROUPS", "ROWS", "SlotTemplate", "map_templates", "read_response", "score_slot", "tally_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotTemplate:
    """One incident of a response: slot -> its fillers. A slot that is not there is empty."""

    slots: Mapping[str, tuple[Fill, ...]] = field(default_factory=dict)


ROWS: Mapping[str, frozenset[str]] = {
    "matched_only": frozenset({"mapped"}),
    "matched_missing": frozenset({"mapped", "missed"}),
    "matched_spurious": frozenset({"mapped", "extra"}),
    "all_templates": frozenset({"mapped", "missed", "extra"}),
}
"""Row of the score sheet -> which templates it counts: mapped pairs, those of the key that no response was
mapped to, those of the response that were mapped to no key."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "incident": SLOTS[: SLOTS.index("perp_category")],
    "perpetrator": tuple(slot for slot in SLOTS if slot.startswith("perp")),
    "physical_target": tuple(slot for slot in SLOTS if slot.startswith("phys")),
    "human_target": tuple(slot for slot in SLOTS if slot.startswith("hum")),
    "set_fills": tuple(slot for slot in SLOTS if KINDS[slot] is Kind.SET),
    "string_fills": tuple(slot for slot in SLOTS if KINDS[slot] is Kind.STRING),
}
"""Slots that the score sheet sums, over all templates."""

_PERPETRATOR = ("perp_individual", "perp_org")
_TARGET = ("phys_tgt_id", "phys_tgt_type", "hum_tgt_name", "hum_tgt_desc", "hum_tgt_type")
_MUST_SHARE = (*_PERPETRATOR, *_TARGET)
"""A pair is mapped only if it agrees at least partly in the type of incident and in one of these."""


def read_response(lines: Mapping[str, Sequence[str]]) -> SlotTemplate:
    """A template of a response from lines in the notation of the keys; of alternatives the first counts.

    >>> read_response({"hum_tgt_effect": ['DEATH: "PILOT"'], "stage": ["-"]}).slots
    {'hum_tgt_effect': (Fill(value='DEATH', of='PILOT'),)}
    """
    slots = {}
    for slot in SLOTS:
        fills = [fill for line in lines.get(slot, ()) if (fill := read_fill(slot, line)) is not None]
        if fills:
            slots[slot] = tuple(
                Fill(value=fill.alternatives[0], of=fill.of[0] if fill.of else "") for fill in fills
            )
    return SlotTemplate(slots=slots)


def score_slot(slot: str, found: Sequence[Fill], key: Sequence[KeyFill]) -> Counter[str]:
    """How many fillers of one slot are ``correct``, ``partial``, ``incorrect``, ``spurious``, ``missing``.

    Categories without any are left out. Fillers are paired so that the credit is greatest, with a required
    filler of the key before an optional one. What is left over on both sides is paired as incorrect; an
    optional filler that was not given is no matter.
    """
    worth = {
        (f, k): given
        for f, ours in enumerate(found)
        for k, theirs in enumerate(key)
        if (given := credit(slot, ours, theirs))
    }
    required = {k for k, theirs in enumerate(key) if not theirs.optional}
    weights = {(f, k): given + (0.5 / len(key)) * (k in required) for (f, k), given in worth.items()}
    paired = best_matching(weights, len(found), len(key))
    given_to = Counter(worth[pair] for pair in paired.items())
    unpaired = len(found) - len(paired)
    unmet = len(required - set(paired.values()))
    incorrect = min(unpaired, unmet)
    counts = {
        "correct": given_to[Credit.CORRECT],
        "partial": given_to[Credit.PARTIAL],
        "incorrect": incorrect,
        "spurious": unpaired - incorrect,
        "missing": unmet - incorrect,
    }
    return +Counter(counts) or Counter({"noncommittal": 1})


def map_templates(found: Sequence[SlotTemplate], key: Sequence[KeyTemplate]) -> dict[int, int]:
    """Index of the response -> index of the key, one to one: of the mappings that are allowed the one that
    gives most credit, with a required template of the key before an optional one."""
    weights: dict[tuple[int, int], float] = {}
    for f, ours in enumerate(found):
        for k, theirs in enumerate(key):
            if _may_map(ours, theirs):
                counts = sum((_slot(slot, ours, theirs) for slot in SLOTS), Counter())
                required = 0.0 if theirs.optional else 0.5 / len(key)
                weights[f, k] = 2 * counts["correct"] + counts["partial"] + required
    return best_matching(weights, len(found), len(key))


def _slot(slot: str, found: SlotTemplate, key: KeyTemplate) -> Counter[str]:
    return score_slot(slot, found.slots.get(slot, ()), key.slots.get(slot, ()))


def _may_map(found: SlotTemplate, key: KeyTemplate) -> bool:
    return _agree("incident_type", found, key) and any(_agree(slot, found, key) for slot in _MUST_SHARE)


def _agree(slot: str, found: SlotTemplate, key: KeyTemplate) -> bool:
    return any(
        credit(slot, ours, theirs) for ours in found.slots.get(slot, ()) for theirs in key.slots.get(slot, ())
    )


def tally_text(found: Sequence[SlotTemplate], key: Sequence[KeyTemplate]) -> Tally:
    """Counts of one text: ``SLOT.CATEGORY`` over all templates, and for each slot, group of slots and row
    ``NAME.right`` (with halves), ``NAME.possible`` and ``NAME.actual``; the same of ``templates`` and of
    ``relevance`` (whether the text has any template)."""
    mapped = map_templates(found, key)
    met = set(mapped.values())
    missed = [theirs for k, theirs in enumerate(key) if k not in met and not theirs.optional]
    parts = {
        "mapped": [(found[f], key[k]) for f, k in mapped.items()],
        "missed": [(SlotTemplate(), theirs) for theirs in missed],
        "extra": [
            (ours, KeyTemplate(number="", slots={})) for f, ours in enumerate(found) if f not in mapped
        ],
    }
    sums: dict[str, float] = defaultdict(float)
    by_part = {
        part: {slot: sum((_slot(slot, *pair) for pair in pairs), Counter()) for slot in SLOTS}
        for part, pairs in parts.items()
    }
    for slots in by_part.values():
        for slot, counts in slots.items():
            for category, count in counts.items():
                sums[f"{slot}.{category}"] += count
            for name in (slot, *(group for group, members in GROUPS.items() if slot in members)):
                _add(sums, name, counts)
    for row, counted in ROWS.items():
        for part in counted:
            for counts in by_part[part].values():
                _add(sums, row, counts)
    templates = {"correct": len(mapped), "missing": len(missed), "spurious": len(found) - len(mapped)}
    _add(sums, "templates", templates)
    _add(sums, "relevance", _relevance(bool(found), key))
    return dict(sums)


def _relevance(found: bool, key: Sequence[KeyTemplate]) -> Mapping[str, int]:
    """Whether the text was rightly given templates; one whose templates are all optional may go without."""
    required = any(not template.optional for template in key)
    return {"correct": found and bool(key), "missing": required and not found, "spurious": found and not key}


def _add(sums: dict[str, float], name: str, counts: Mapping[str, int]) -> None:
    """Adds what one part gives to ``right``, ``possible`` and ``actual`` of ``name``."""
    correct, partial = counts.get("correct", 0), counts.get("partial", 0)
    both = correct + partial + counts.get("incorrect", 0)
    sums[f"{name}.right"] += correct + partial / 2
    sums[f"{name}.possible"] += both + counts.get("missing", 0)
    sums[f"{name}.actual"] += both + counts.get("spurious", 0)

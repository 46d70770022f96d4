"""Scoring on ``satp``: side, actions, targets, totals and place of a report; and how it is split."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.evaluate.confusion import Confusion, bucket, of_sets, of_value
from dateline.evaluate.corpora.satp import Incident, Report
from dateline.evaluate.metrics.matching import best_matching
from dateline.evaluate.metrics.names import names_agree
from dateline.evaluate.metrics.places import NEAR_KM, kilometres
from dateline.evaluate.metrics.satp_coding import Coded, action_of, code_report, done
from dateline.evaluate.metrics.satp_deaths import SIDES_OF_DEAD
from dateline.evaluate.tally import Metric, Miss, Scored, Tally, f1, made_right, precision, ratio, recall
from dateline.model import Account, PlaceRef
from dateline.tagging.reading import Reading

__all__ = [
    "HEADLINE",
    "SIDES",
    "SPLITTING_HEADLINE",
    "left_whole",
    "majority",
    "metrics",
    "place_right",
    "score",
    "score_splitting",
    "splitting_metrics",
]

SIDES = ("Maoist", "Security", "Unknown")
TOTALS = ("killed", "injured", "arrested")


HEADLINE = (
    "perpetrator.weighted_f1",
    "action.f1",
    "target.f1",
    "killed.mean_absolute_error",
    "killed.exact",
    "injured.exact",
    "arrested.exact",
    "place.within_50_km",
)
"""Scores worth a floor."""


SPLITTING_HEADLINE = ("split.f1",)
"""Scores worth a floor."""


def score(case: Report, accounts: Sequence[Account], reading: Reading | None = None) -> Scored:
    """Counts and misses of one report that is coded as one incident."""
    gold, found = case.incidents[0], code_report(accounts, reading)
    counts: Counter[str] = Counter()
    misses: list[Miss] = []

    def note(field: str, wanted: object, given: object, mend: Tally) -> None:
        misses.append(
            Miss(
                kind=f"wrong {field}",
                document=case.name,
                gold=str(wanted),
                found=str(given),
                text=case.document.body,
                mend=mend,
            )
        )

    if gold.perpetrator is not None:
        counts["sides"] += 1
        counts[f"side.{gold.perpetrator}.{found.perpetrator}"] += 1
        if gold.perpetrator != found.perpetrator:
            mend: Tally = {
                f"side.{gold.perpetrator}.{found.perpetrator}": -1,
                f"side.{gold.perpetrator}.{gold.perpetrator}": 1,
            }
            note("perpetrator", gold.perpetrator, found.perpetrator, mend)
    if gold.actions:
        _count_sets("action", found.actions, gold.actions, counts)
        if found.actions != gold.actions:
            mend = _mended("action", found.actions, gold.actions)
            note("actions", sorted(gold.actions), sorted(found.actions), mend)
    if gold.targets_coded:
        _count_sets("target", found.targets, gold.targets, counts)
        if found.targets != gold.targets:
            mend = _mended("target", found.targets, gold.targets)
            note("targets", sorted(gold.targets), sorted(found.targets), mend)
    for field in TOTALS:
        wanted, given = gold.totals[field], found.totals[field]
        if wanted is None:
            continue
        _count_total(field, given, wanted, counts)
        if wanted != given:
            mend = {
                f"{field}.error": -abs(given - wanted),
                f"{field}.exact": 1,
                f"{field}.some_exact": bool(wanted),
            }
            note(field, wanted, given, mend)
    for side in SIDES_OF_DEAD:
        if gold.deaths[side] is not None:
            counts[f"killed.{side}.scored"] += 1
            counts[f"killed.{side}.right"] += found.deaths[side] == gold.deaths[side]
    _count_place(found, gold, counts)
    if counts["place.gold"] > counts["place.near"]:
        mend = {
            "place.found": 1 - counts["place.found"],
            "place.near": 1,
            "place.near_or_district": 1 - counts["place.near_or_district"],
        }
        note("place", gold.village or gold.district, [place.text for place in found.places], mend)
    return Scored(tally=counts, misses=tuple(misses), confusions=tuple(_confusions(gold, found, counts)))


def _mended(name: str, found: frozenset[str], gold: frozenset[str]) -> Tally:
    return made_right(name, right=len(found & gold), found=len(found), gold=len(gold))


def _confusions(gold: Incident, found: Coded, counts: Mapping[str, int]) -> Iterator[Confusion]:
    if gold.perpetrator is not None:
        yield of_value("perpetrator", gold.perpetrator, found.perpetrator)
    if gold.actions:
        yield from of_sets("action", gold.actions, found.actions)
    if gold.targets_coded:
        yield from of_sets("target", gold.targets, found.targets)
    for field in TOTALS:
        if gold.totals[field] is not None:
            yield of_value(field, bucket(gold.totals[field]), bucket(found.totals[field]))
    if counts["place.gold"]:
        within = "within 50 km" if counts["place.near"] else ""
        district = "same district" if counts["place.near_or_district"] else ""
        far = "elsewhere" if counts["place.found"] else ""
        yield of_value("place", "coordinates", within or district or far)


def _count_sets(name: str, found: frozenset[str], gold: frozenset[str], counts: Counter[str]) -> None:
    counts[f"{name}.right"] += len(found & gold)
    counts[f"{name}.found"] += len(found)
    counts[f"{name}.gold"] += len(gold)


def _count_total(field: str, found: int, gold: int, counts: Counter[str]) -> None:
    counts[f"{field}.scored"] += 1
    counts[f"{field}.error"] += abs(found - gold)
    counts[f"{field}.exact"] += found == gold
    if gold:
        counts[f"{field}.some"] += 1
        counts[f"{field}.some_exact"] += found == gold


def _count_place(found: Coded, gold: Incident, counts: Counter[str]) -> None:
    """Scored where the gold has coordinates: by distance, and by distance or district name."""
    if gold.latitude is None or gold.longitude is None:
        return
    counts["place.gold"] += 1
    counts["place.found"] += any(place.latitude is not None for place in found.places)
    near = any(_distance(place, gold) <= NEAR_KM for place in found.places)
    named = any(_names_district(place, gold) for place in found.places)
    counts["place.near"] += near
    counts["place.near_or_district"] += near or named


def place_right(place: PlaceRef | None, gold: Incident) -> bool | None:
    """Whether a place is near the coordinates or names the district; ``None`` where the gold has neither."""
    if gold.latitude is None and not gold.district:
        return None
    return place is not None and (_distance(place, gold) <= NEAR_KM or _names_district(place, gold))


def _distance(place: PlaceRef, gold: Incident) -> float:
    if place.latitude is None or place.longitude is None or gold.latitude is None or gold.longitude is None:
        return math.inf
    return kilometres(place.latitude, place.longitude, gold.latitude, gold.longitude)


def _names_district(place: PlaceRef, gold: Incident) -> bool:
    names = [name for name in (place.text, place.name) if name]
    return bool(gold.district) and names_agree(names, [gold.district])


def _weighted_f1(sums: Tally) -> float | None:
    """F1 of each side, weighted by how often the gold has it."""
    total = sums.get("sides", 0)
    if not total:
        return None
    weighted = 0.0
    for side in SIDES:
        gold = sum(sums.get(f"side.{side}.{other}", 0) for other in SIDES)
        found = sum(sums.get(f"side.{other}.{side}", 0) for other in SIDES)
        right = sums.get(f"side.{side}.{side}", 0)
        weighted += gold * (2 * right / (gold + found) if gold + found else 0.0)
    return weighted / total


def majority(cases: Iterable[Report]) -> dict[str, float | None]:
    """The perpetrator score of the commonest side given to every report."""
    sides = Counter(case.incidents[0].perpetrator for case in cases if case.incidents[0].perpetrator)
    common = max(sides, key=lambda side: sides[side], default="")
    sums = {"sides": sides.total(), **{f"side.{side}.{common}": number for side, number in sides.items()}}
    return {"perpetrator.weighted_f1": _weighted_f1(sums)}


def metrics() -> tuple[Metric, ...]:
    """What is reported on reports of one incident."""
    figures = [Metric(name="perpetrator.weighted_f1", of=_weighted_f1, support="sides")]
    for name in ("action", "target"):
        figures += [
            precision(f"{name}.precision", f"{name}.right", f"{name}.found"),
            recall(f"{name}.recall", f"{name}.right", f"{name}.gold"),
            f1(f"{name}.f1", f"{name}.right", f"{name}.found", f"{name}.gold"),
        ]
    for field in TOTALS:
        scored = f"{field}.scored"
        figures += [
            ratio(f"{field}.mean_absolute_error", f"{field}.error", scored, higher_is_better=False),
            ratio(f"{field}.exact", f"{field}.exact", scored),
            ratio(f"{field}.exact_where_any", f"{field}.some_exact", f"{field}.some"),
        ]
    for side in SIDES_OF_DEAD:
        figures.append(ratio(f"killed.{side}.exact", f"killed.{side}.right", f"killed.{side}.scored"))
    figures += [
        ratio("place.given", "place.found", "place.gold"),
        ratio("place.within_50_km", "place.near", "place.gold"),
        ratio("place.within_50_km_or_same_district", "place.near_or_district", "place.gold"),
    ]
    return tuple(figures)


def score_splitting(case: Report, accounts: Sequence[Account]) -> Scored:
    """Counts and misses of one report that is coded as several incidents.

    An account and an incident may be paired if their actions agree; a place that agrees decides between
    incidents. Incidents that differ from an earlier one in nothing but the action are optional: coders
    disagree on them (corpus README).
    """
    told = done(accounts)
    core = [not _only_action_differs(n, case.incidents) for n in range(len(case.incidents))]
    weights = {
        (a, i): 100.0 + 10 * core[i] + _place_bonus(account, incident)
        for a, account in enumerate(told)
        for i, incident in enumerate(case.incidents)
        if action_of(account) in incident.actions
    }
    matched = best_matching(weights, len(told), len(case.incidents))
    right = sum(core[i] for i in matched.values())
    counts = Counter(
        {
            "reports": 1,
            "split.right": right,
            "split.found": len(told) - (len(matched) - right),
            "split.gold": sum(core),
            "split.same_number": sum(core) <= len(told) <= len(case.incidents),
            "split.not_split": len(told) < 2 and sum(core) > 1,
        }
    )
    misses = [
        Miss(
            kind="missed",
            document=case.name,
            gold=f"{'/'.join(sorted(incident.actions))} in {incident.village or incident.district}",
            found=f"{len(told)} accounts for {len(case.incidents)} incidents",
            text=case.document.body,
            mend={"split.right": 1, "split.found": 1},
        )
        for i, incident in enumerate(case.incidents)
        if core[i] and i not in matched.values()
    ]
    spare = [account for a, account in enumerate(told) if a not in matched]
    misses += [
        Miss(
            kind="spurious",
            document=case.name,
            gold=f"{len(case.incidents)} incidents",
            found=f"{account.event_type} in {account.place.text if account.place else 'no place'}",
            text=case.document.body,
            mend={"split.found": -1},
        )
        for account in spare
    ]
    return Scored(
        tally=counts,
        misses=tuple(misses),
        confusions=(of_value("number of incidents", bucket(sum(core)), bucket(len(told))),),
    )


def _only_action_differs(number: int, incidents: Sequence[Incident]) -> bool:
    ours = incidents[number]
    return any(
        (other.district, other.village, other.targets, other.perpetrator)
        == (ours.district, ours.village, ours.targets, ours.perpetrator)
        and other.actions != ours.actions
        for other in incidents[:number]
    )


def _place_bonus(account: Account, incident: Incident) -> int:
    if account.place is None:
        return 0
    names = [name for name in (account.place.text, account.place.name) if name]
    return 2 * names_agree(names, [incident.village]) + names_agree(names, [incident.district])


def left_whole(cases: Iterable[Report]) -> dict[str, float | None]:
    """The scores of one right account for every report, that is of never splitting."""
    sums: Counter[str] = Counter()
    for case in cases:
        core = sum(not _only_action_differs(n, case.incidents) for n in range(len(case.incidents)))
        sums.update({"reports": 1, "split.right": 1, "split.found": 1, "split.gold": core})
        sums.update({"split.same_number": core <= 1, "split.not_split": core > 1})
    return {metric.name: metric.of(sums) for metric in splitting_metrics()}


def splitting_metrics() -> tuple[Metric, ...]:
    """What is reported on reports of several incidents."""
    return (
        precision("split.precision", "split.right", "split.found"),
        recall("split.recall", "split.right", "split.gold"),
        f1("split.f1", "split.right", "split.found", "split.gold"),
        ratio("split.same_number", "split.same_number", "reports"),
        ratio("split.left_whole", "split.not_split", "reports", higher_is_better=False),
    )

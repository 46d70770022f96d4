"""Scoring on ``hrdsattack``: perpetrator, violations, victims, place and date of an article's main event.

Place and date are scored on the values that the gold has, with the share of articles left without an
answer beside them; bare accuracy would reward silence (corpus README).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from dateline.evaluate.confusion import NOTHING, Confusion, of_sets, of_value
from dateline.evaluate.corpora.hrdsattack import Article
from dateline.evaluate.metrics.excerpts import sentence_with
from dateline.evaluate.metrics.hrdsattack_coding import Coded, KindOf, code_article
from dateline.evaluate.metrics.matching import best_matching
from dateline.evaluate.metrics.names import fold
from dateline.evaluate.metrics.places import same_area_name
from dateline.evaluate.tally import Metric, Miss, Scored, f1, made_right, precision, ratio, recall
from dateline.model import Account
from dateline.tagging.reading import Reading

__all__ = ["HEADLINE", "majority", "metrics", "score"]

SAME_NAME = 80.0
"""Token-set similarity from which two wordings of a victim's name are taken as one in the fuzzy score."""
PLACES = ("country", "region", "city")
DATES = ("year", "month", "day")
_SHOWN = 300
"""Characters of a text without a title in a list of misses."""


HEADLINE = (
    "perpetrator_mention.f1",
    "perpetrator_type.accuracy",
    "violation_types.f1",
    "victim_names.exact.f1",
    "victim_names.fuzzy.f1",
    "country.f1",
    "city.f1",
    "year.f1",
    "month.f1",
    "day.f1",
)
"""Scores worth a floor."""


def score(
    case: Article, accounts: Sequence[Account], reading: Reading | None = None, *, kind_of: KindOf
) -> Scored:
    """Counts and misses of one article."""
    found = code_article(accounts, kind_of, reading)
    counts: Counter[str] = Counter({"articles": 1})
    misses: list[Miss] = []

    def note(field: str, gold: object, given: object, mend: Mapping[str, float]) -> None:
        misses.append(
            Miss(
                kind=f"wrong {field}",
                document=case.name,
                gold=str(gold),
                found=str(given),
                text=_told(case, field, given),
                mend=mend,
            )
        )

    if bool(found.perpetrator_mentioned) != bool(case.perpetrator_mentioned):
        mend = made_right(
            "mention",
            right=0,
            found=bool(found.perpetrator_mentioned),
            gold=bool(case.perpetrator_mentioned),
        )
        note("perpetrator_mention", case.perpetrator_mentioned, found.perpetrator_mentioned, mend)
    _count("mention", bool(found.perpetrator_mentioned), bool(case.perpetrator_mentioned), counts)
    if case.perpetrator_type:
        right = found.perpetrator_type == case.perpetrator_type
        counts.update({"type.scored": 1, "type.right": right})
        if not right:
            note("perpetrator_type", case.perpetrator_type, found.perpetrator_type, {"type.right": 1})
    counts["violation.right"] += len(found.violations & case.violations)
    counts["violation.found"] += len(found.violations)
    counts["violation.gold"] += len(case.violations)
    if found.violations != case.violations:
        mend = made_right(
            "violation",
            right=len(found.violations & case.violations),
            found=len(found.violations),
            gold=len(case.violations),
        )
        note("violations", sorted(case.violations), sorted(found.violations), mend)
    mend = {}
    for name, agree in (("victim", _same_name), ("victim_fuzzy", _like_name)):
        paired = _matched(found.victims, case.victims, agree)
        mend |= made_right(name, right=paired, found=len(found.victims), gold=len(case.victims))
        counts[f"{name}.right"] += paired
        counts[f"{name}.found"] += len(found.victims)
        counts[f"{name}.gold"] += len(case.victims)
    if counts["victim.right"] < max(len(found.victims), len(case.victims)):
        note("victims", case.victims, found.victims, mend)
    for field in PLACES:
        right = _place_right(field, found.place[field], case.place[field])
        _count_value(field, bool(found.place[field]), bool(case.place[field]), right, counts)
        if (case.place[field] or found.place[field]) and not right:
            mend = made_right(field, right=0, found=bool(found.place[field]), gold=bool(case.place[field]))
            note(field, case.place[field], found.place[field], mend)
    for field in DATES:
        right = case.date[field] is not None and found.date[field] == case.date[field]
        _count_value(field, found.date[field] is not None, case.date[field] is not None, right, counts)
        if (case.date[field] is not None or found.date[field] is not None) and not right:
            mend = made_right(
                field, right=0, found=found.date[field] is not None, gold=case.date[field] is not None
            )
            note(field, case.date[field], found.date[field], mend)
    return Scored(tally=counts, misses=tuple(misses), confusions=tuple(_confusions(case, found)))


def _told(case: Article, field: str, given: object) -> str:
    """The sentence to read a miss by: one that holds a value in question, for codes the title."""
    words: list[str] = []
    if field == "victims":
        words = [*case.victims, *map(str, given if isinstance(given, list | tuple) else ())]
    elif field in PLACES:
        words = [case.place[field], str(given or "")]
    found = sentence_with(case.document.body, words)
    return found or case.document.title or case.document.body[:_SHOWN]


def _confusions(case: Article, found: Coded) -> Iterator[Confusion]:
    if case.perpetrator_type:
        yield of_value("perpetrator type", case.perpetrator_type, found.perpetrator_type)
    yield from of_sets("violation", case.violations, found.violations)
    exact, alike = (_matched(found.victims, case.victims, agree) for agree in (_same_name, _like_name))
    both = min(len(found.victims), len(case.victims))
    alike = min(max(exact, alike), both)
    for how, times in (
        ("right", exact),
        ("boundary", alike - exact),
        ("missed", len(case.victims) - alike),
        ("spurious", len(found.victims) - alike),
    ):
        if times:
            yield Confusion(field="victim names", gold="victim", given=how, times=times)
    for field in PLACES:
        gold, given = case.place[field], found.place[field]
        yield _met(field, bool(gold), bool(given), _place_right(field, given, gold))
    for field in DATES:
        day, ours = case.date[field], found.date[field]
        yield _met(field, day is not None, ours is not None, day is not None and ours == day)


def _met(field: str, gold: bool, given: bool, right: bool) -> Confusion:
    if gold:
        return of_value("place and date", field, "right" if right else "wrong" if given else NOTHING)
    return of_value("place and date", f"no {field}", "given" if given else NOTHING)


def _count(name: str, found: bool, gold: bool, counts: Counter[str]) -> None:
    counts.update({f"{name}.right": found and gold, f"{name}.found": found, f"{name}.gold": gold})


def _count_value(name: str, found: bool, gold: bool, right: bool, counts: Counter[str]) -> None:
    """A value found where the gold has none is wrong for precision; silence is counted apart."""
    counts.update(
        {f"{name}.right": right, f"{name}.found": found, f"{name}.gold": gold, f"{name}.silent": not found}
    )


def _place_right(field: str, found: str, gold: str) -> bool:
    if not found or not gold:
        return False
    return found == gold if field == "country" else same_area_name(found, gold)


def _same_name(found: str, gold: str) -> bool:
    return fold(found).split() == fold(gold).split()


def _like_name(found: str, gold: str) -> bool:
    return fuzz.token_set_ratio(fold(found), fold(gold)) >= SAME_NAME


def _matched(found: Sequence[str], gold: Sequence[str], agree: Callable[[str, str], bool]) -> int:
    """How many names can be paired one-to-one."""
    pairs = {
        (f, g): 1.0 for f, ours in enumerate(found) for g, theirs in enumerate(gold) if agree(ours, theirs)
    }
    return len(best_matching(pairs, len(found), len(gold)))


def majority(cases: Iterable[Article]) -> dict[str, float | None]:
    """The perpetrator scores of a perpetrator of the commonest type given to every article."""
    sums: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for case in cases:
        sums.update({"mention.found": 1, "mention.gold": case.perpetrator_mentioned})
        sums["mention.right"] += case.perpetrator_mentioned
        if case.perpetrator_type:
            types[case.perpetrator_type] += 1
    sums.update({"type.right": max(types.values(), default=0), "type.scored": types.total()})
    return {metric.name: metric.of(sums) for metric in metrics()[:2]}


def metrics() -> tuple[Metric, ...]:
    """What is reported."""
    figures = [
        f1("perpetrator_mention.f1", "mention.right", "mention.found", "mention.gold"),
        ratio("perpetrator_type.accuracy", "type.right", "type.scored"),
    ]
    for name, key in (
        ("violation_types", "violation"),
        ("victim_names.exact", "victim"),
        ("victim_names.fuzzy", "victim_fuzzy"),
        *((field, field) for field in (*PLACES, *DATES)),
    ):
        figures += [
            precision(f"{name}.precision", f"{key}.right", f"{key}.found"),
            recall(f"{name}.recall", f"{key}.right", f"{key}.gold"),
            f1(f"{name}.f1", f"{key}.right", f"{key}.found", f"{key}.gold"),
        ]
        if key in (*PLACES, *DATES):
            figures.append(ratio(f"{name}.abstained", f"{key}.silent", "articles", higher_is_better=False))
    return tuple(figures)

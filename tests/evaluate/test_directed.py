from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.evaluate.corpora import petrarch, plover
from dateline.evaluate.metrics import petrarch as petrarch_metrics
from dateline.evaluate.metrics import plover as plover_metrics
from dateline.model import Role
from evaluate.accounts import account, document

DOC = document("Ardan troops shelled Onde after talks, and Umber condemned it.")
PLOVER = {"shelling": "ASSAULT", "condemnation": "ACCUSE", "talks": "CONSULT", "bombing": "ASSAULT"}
SHELLING = account(
    DOC, "shelled", "shelling", actors=[(Role.PERPETRATOR, "Ardan troops", None), (Role.TARGET, "Onde", None)]
)


def sentence(event: str, sources: tuple[str, ...], targets: tuple[str, ...]) -> plover.Sentence:
    return plover.Sentence(
        name="1", document=DOC, event=plover.canonical(event), sources=sources, targets=targets
    )


def plover_values(case: plover.Sentence, *accounts: object) -> dict[str, float | None]:
    tally = plover_metrics.score(case, accounts, PLOVER).tally  # type: ignore[arg-type]
    return {metric.name: metric.of(tally) for metric in plover_metrics.metrics()}


def test_type_source_and_target_are_right_under_an_older_name_of_the_type() -> None:
    values = plover_values(sentence("FIGHT", ("Ardan",), ("Onde",)), SHELLING)
    assert values["type.f1"] == 1.0
    assert values["type_source_target.accuracy"] == 1.0


def test_a_second_type_costs_precision_and_a_second_account_of_the_same_type_does_not() -> None:
    condemnation = account(DOC, "condemned", "condemnation")
    again = account(DOC, "shelled", "bombing")
    assert plover_values(sentence("FIGHT", (), ()), SHELLING, again, condemnation)["type.precision"] == 1 / 2


def test_a_turned_direction_is_wrong_on_both_sides() -> None:
    values = plover_values(sentence("FIGHT", ("Onde",), ("Ardan",)), SHELLING)
    assert (values["source.accuracy"], values["target.accuracy"]) == (0.0, 0.0)
    assert values["type.recall"] == 1.0


def test_two_sources_without_a_target_may_stand_on_either_side() -> None:
    talks = account(
        DOC, "talks", "talks", actors=[(Role.SPEAKER, "Ardan envoys", None), (Role.ADDRESSEE, "Onde", None)]
    )
    case = sentence("CONSULT", ("Onde", "Ardan"), ())
    assert plover_values(case, talks)["type_source_target.accuracy"] == 1.0
    assert plover_values(sentence("CONSULT", ("Onde", "Umber"), ()), talks)["source.accuracy"] == 0.0


def test_an_uncoded_sentence_is_wrong_in_all() -> None:
    values = plover_values(sentence("FIGHT", ("Ardan",), ("Onde",)))
    assert values["type.f1"] == 0.0
    assert values["source.accuracy"] == 0.0


def test_the_majority_baseline_gives_every_sentence_the_commonest_type() -> None:
    cases = [sentence(event, (), ()) for event in ("FIGHT", "ASSAULT", "AID")]
    assert plover_metrics.majority(cases)["type.f1"] == pytest.approx(2 / 3)


def test_the_visible_part_is_gsr_and_another_part_is_read_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "plover"
    folder.mkdir()
    row = {"index": 3, "event": "FIGHT", "text": "A raid.", "source": [{"actorText": "Onde"}], "target": []}
    (folder / "gsr.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (only,) = plover.read(tmp_path, "dev")
    assert (only.name, only.event, only.sources, only.targets) == ("3", "ASSAULT", ("Onde",), ())
    assert plover.files(tmp_path, "test")[0].name == "gsr.jsonl"
    (folder / "test.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert plover.files(tmp_path, "test")[0].name == "test.jsonl"
    assert plover.files(tmp_path, "dev")[0].name == "gsr.jsonl"


def petrarch_values(case: petrarch.Sentence, *accounts: object) -> dict[str, float | None]:
    tally = petrarch_metrics.score(case, accounts).tally  # type: ignore[arg-type]
    return {metric.name: metric.of(tally) for metric in petrarch_metrics.metrics()}


def test_a_direction_is_right_by_the_stem_of_a_name_and_told_apart_from_its_reverse() -> None:
    right = petrarch.Sentence(name="1", document=DOC, pairs=((("arda",), ("onde",)),), silent=False)
    turned = petrarch.Sentence(name="1", document=DOC, pairs=((("onde",), ("arda",)),), silent=False)
    assert petrarch_values(right, SHELLING)["direction.right"] == 1.0
    assert petrarch_values(turned, SHELLING)["direction.right"] == 0.0
    assert petrarch_values(turned, SHELLING)["direction.turned"] == 1.0
    assert petrarch_values(right)["sentences_with_events.coded"] == 0.0


def test_one_word_of_a_longer_name_does_not_name_it() -> None:
    names = (("united isles of arda",), ("onde",))
    case = petrarch.Sentence(name="1", document=DOC, pairs=(names,), silent=False)
    assert petrarch_values(case, SHELLING)["direction.right"] == 0.0


@pytest.mark.parametrize(("accounts", "kept"), [((), 1.0), ((SHELLING,), 0.0)])
def test_a_sentence_without_events_should_be_left_alone(accounts: tuple[object, ...], kept: float) -> None:
    silent = petrarch.Sentence(name="1", document=DOC, pairs=(), silent=True)
    assert petrarch_values(silent, *accounts)["sentences_without_events.left_alone"] == kept


def test_codes_get_their_words_from_the_dictionary_and_expected_failures_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "petrarch"
    (folder / "validate_dictionaries").mkdir(parents=True)
    listed = "# a list\n<!-- note -->\nARDA_ [ARD]\n+ARDAN \nONDE  [OND] # 1990\nNOBODY [---]\n"
    (folder / "validate_dictionaries" / "PETR.Validate.actors.txt").write_text(listed, encoding="utf-8")
    rows: list[dict[str, object]] = [
        {
            "id": "a",
            "date": "20200105",
            "text": "A raid.",
            "events": [
                {"source": "ARDGOV", "target": "OND", "code": "190"},
                {"source": "---", "target": "FRA", "code": "190"},
            ],
        },
        {"id": "b", "text": "Broken.", "events": [], "expected": [{"error": "dateline"}]},
        {"id": "c", "text": "Nothing.", "events": [], "expected": [{"noevents": "True"}]},
    ]
    (folder / "unit_test.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, last = petrarch.read(tmp_path, "dev")
    assert first.pairs == ((("arda", "ardan"), ("onde",)),)
    assert first.document.published == "2020-01-05"
    assert not first.silent
    assert last.silent

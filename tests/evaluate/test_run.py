from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline.errors import CorpusError, RejectedDocument, UsageError
from dateline.evaluate.bootstrap import interval, totals
from dateline.evaluate.cases import Answer, Case, Needs, on_accounts, on_reading
from dateline.evaluate.report import Report, as_json, as_text
from dateline.evaluate.run import Scoring, run, score_cases
from dateline.evaluate.tally import Miss, Scored, f1, ratio
from dateline.model import Account, Document, Role
from dateline.tagging.reading import Reading
from evaluate.accounts import account, document
from evaluate.coders import HandCoder

FOUND = ratio("found", "hit", "wanted")


def case(name: str, wanted: int = 1) -> Case:
    def score(accounts: Sequence[Account]) -> Scored:
        misses = (
            () if accounts else (Miss(kind="missed", document=name, gold="g", found="", text="Words of it."),)
        )
        return Scored(tally={"hit": len(accounts), "wanted": wanted}, misses=misses)

    return Case(name=name, document=document(f"A blast in {name}."), score=on_accounts(score))


def code(doc: Document) -> Sequence[Account]:
    if "Umber" in doc.body:
        raise RejectedDocument(name="Umber", stage="code", reason="too odd")
    return [account(doc, "blast", "bombing")] if "Tarsa" in doc.body else []


def report(scoring: Scoring) -> Report:
    return Report(
        corpus="news",
        split="dev",
        method="hand@1",
        digest="sha256:0",
        documents=scoring.documents,
        accounts=scoring.accounts,
        seconds=0.5,
        rejected=scoring.rejected,
        scores=scoring.scores,
        baselines={"nothing found": {"found": 0.0}},
        counts=scoring.counts,
        misses=scoring.misses,
        note=scoring.note,
    )


def petrarch_folder(root: Path) -> Path:
    folder = root / "petrarch"
    folder.mkdir()
    pair = {"source": "FRA", "target": "NGA", "code": "190"}
    rows = [
        {"id": "a", "text": "French troops shelled Nigeria.", "events": [pair]},
        {"id": "b", "text": "It rained.", "events": []},
    ]
    (folder / "test.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return root


def shelling(doc: Document) -> Sequence[Account]:
    if "shelled" not in doc.body:
        return ()
    actors = [(Role.PERPETRATOR, "French troops", None), (Role.TARGET, "Nigeria", None)]
    return (account(doc, "shelled", "shelling", actors=actors),)


def test_a_corpus_folder_of_another_split_is_scored_end_to_end(tmp_path: Path) -> None:
    done = run("petrarch", petrarch_folder(tmp_path), "test", HandCoder(shelling), method="hand@1")
    assert (done.documents, done.accounts, done.split) == (2, 1, "test")
    assert done.score("direction.right").value == 1.0
    assert done.baselines["nothing found"]["direction.right"] == 0.0
    assert done.baselines["nothing found"]["sentences_without_events.left_alone"] == 1.0


def test_the_digest_names_the_data_and_not_the_coder(tmp_path: Path) -> None:
    data = petrarch_folder(tmp_path)
    first, second = (
        run("petrarch", data, "test", HandCoder(shelling)),
        run("petrarch", data, "test", HandCoder()),
    )
    assert first.digest == second.digest
    with (data / "petrarch" / "test.jsonl").open("a", encoding="utf-8") as lines:
        lines.write("\n")
    assert run("petrarch", data, "test", HandCoder(shelling)).digest != first.digest


def test_an_unknown_corpus_is_refused_with_the_names_there_are(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError,
        match="cameo_ner, ecbplus, event_location, geoparsing, hrdsattack",
    ):
        run("muc3", tmp_path, "dev", HandCoder(shelling))


@pytest.mark.parametrize("line", ["{broken", "[1]"])
def test_a_line_that_is_no_object_is_an_error_with_its_number(tmp_path: Path, line: str) -> None:
    data = petrarch_folder(tmp_path)
    with (data / "petrarch" / "test.jsonl").open("a", encoding="utf-8") as lines:
        lines.write("\n" + line)
    with pytest.raises(CorpusError, match=r"test\.jsonl:3"):
        run("petrarch", data, "test", HandCoder(shelling))


def test_a_packed_file_is_read_as_the_plain_one(tmp_path: Path) -> None:
    data = petrarch_folder(tmp_path)
    plain = data / "petrarch" / "test.jsonl"
    with gzip.open(plain.with_name("test.jsonl.gz"), "wt", encoding="utf-8") as packed:
        packed.write(plain.read_text(encoding="utf-8"))
    plain.unlink()
    assert run("petrarch", data, "test", HandCoder(shelling)).documents == 2


def test_scores_are_summed_over_documents_and_a_rejected_one_counts_as_empty() -> None:
    scoring = score_cases(
        iter([case("Tarsa"), case("Onde"), case("Umber"), case("Tarsa II")]), [FOUND], HandCoder(code)
    )
    assert scoring.scores[0].value == 0.5
    assert scoring.scores[0].support == 4
    assert scoring.documents == 4
    assert scoring.rejected == ("Umber: too odd",)


def test_only_what_a_task_needs_is_asked_for() -> None:
    asked: list[str] = []

    def coded(_document: Document) -> Sequence[Account]:
        asked.append("accounts")
        return ()

    def read(_document: Document) -> Reading:
        asked.append("reading")
        return Reading(spans=(), labels={})

    def length(answer: Answer) -> Scored:
        return Scored(tally={"hit": answer.reading is not None, "wanted": 1})

    one = Case(name="a", document=document("It rained."), score=length)
    by_need = {}
    for needs in Needs:
        asked.clear()
        value = score_cases(iter([one]), [FOUND], HandCoder(coded, read), needs=needs).scores[0].value
        by_need[needs] = (list(asked), value)
    assert by_need == {
        Needs.ACCOUNTS: (["accounts"], 0.0),
        Needs.READING: (["reading"], 1.0),
        Needs.BOTH: (["accounts", "reading"], 1.0),
        Needs.TIMES: ([], 0.0),
        Needs.PLACES: ([], 0.0),
        Needs.EVENT_PLACE: ([], 0.0),
        Needs.NOTHING: ([], 0.0),
    }


def test_without_a_tagger_readings_have_no_score_and_the_report_says_why() -> None:
    def found(reading: Reading) -> Scored:
        return Scored(tally={"hit": len(reading.spans), "wanted": 1})

    one = Case(name="a", document=document("It rained."), score=on_reading(found))
    scoring = score_cases(iter([one]), [FOUND], HandCoder(), needs=Needs.READING)
    assert (scoring.scores[0].value, scoring.note) == (None, "no tagger")
    assert "hand@1; no tagger" in as_text(report(scoring))
    read = HandCoder(reader=lambda _document: Reading(spans=(), labels={}))
    scoring = score_cases(iter([one]), [FOUND], read, needs=Needs.READING)
    assert (scoring.scores[0].value, scoring.note) == (0.0, "")


def test_a_document_that_the_tagger_rejects_is_one_in_which_nothing_is_found() -> None:
    def refuse(_document: Document) -> Reading:
        raise RejectedDocument(name="a", stage="code", reason="too long")

    one = Case(
        name="a",
        document=document("It rained."),
        score=on_reading(lambda reading: Scored(tally={"hit": len(reading.spans), "wanted": 1})),
    )
    scoring = score_cases(iter([one]), [FOUND], HandCoder(reader=refuse), needs=Needs.READING)
    assert (scoring.scores[0].value, scoring.rejected, scoring.note) == (0.0, ("a: too long",), "")


def test_progress_is_told_after_every_document() -> None:
    seen: list[int] = []
    score_cases(iter([case("Tarsa"), case("Onde")]), [FOUND], HandCoder(code), progress=seen.append)
    assert seen == [1, 2]


def test_the_interval_is_about_the_binomial_one_and_the_same_every_time() -> None:
    tallies = [{"hit": n % 2, "wanted": 1} for n in range(100)]
    ends = interval(tallies, FOUND)
    assert ends == interval(tallies, FOUND)
    assert ends is not None
    low, high = ends
    assert low == pytest.approx(0.40, abs=0.02)
    assert high == pytest.approx(0.60, abs=0.02)


def test_the_interval_comes_from_documents_and_not_from_single_answers() -> None:
    one_big = [{"hit": 100, "wanted": 100}, {"hit": 0, "wanted": 100}]
    assert interval(one_big, FOUND) == (0.0, 1.0)


def test_a_metric_without_anything_to_score_has_no_value_and_no_interval() -> None:
    scoring = score_cases(iter([case("Tarsa", wanted=0)]), [FOUND], HandCoder(code))
    assert (scoring.scores[0].value, scoring.scores[0].low, scoring.scores[0].high) == (None, None, None)


def test_no_documents_give_no_values() -> None:
    assert score_cases(iter([]), [FOUND], HandCoder(code)).scores[0].value is None


def test_f1_is_nought_if_nothing_is_found_and_none_without_gold() -> None:
    metric = f1("f1", "r", "f", "g")
    assert metric.of({"g": 3}) == 0.0
    assert metric.of({"f": 3}) is None


def test_totals_add_keys_that_only_some_documents_have() -> None:
    assert totals([{"a": 1}, {"a": 2, "b": 1}]) == {"a": 3, "b": 1}


def test_the_json_holds_scores_baselines_and_only_the_misses_asked_for() -> None:
    scoring = score_cases(iter([case("Tarsa"), case("Onde"), case("Halle")]), [FOUND], HandCoder(code))
    plain, with_one = json.loads(as_json(report(scoring))), json.loads(as_json(report(scoring), errors=1))
    assert plain["scores"][0]["name"] == "found"
    assert plain["baselines"]["nothing found"] == {"found": 0.0}
    assert plain["misses"] == []
    assert with_one["misses"] == [
        {"kind": "missed", "document": "Onde", "gold": "g", "found": "", "text": "Words of it.", "cost": 0.0}
    ]


def test_the_text_shows_value_interval_count_baseline_and_misses() -> None:
    scoring = score_cases(iter([case("Tarsa"), case("Onde")]), [FOUND], HandCoder(code))
    shown = as_text(report(scoring), errors=5)
    row = next(line for line in shown.splitlines() if line.startswith("found"))
    assert row.split() == ["found", "0.500", "0.000..1.000", "2", "0.000"]
    assert "MISSED in Onde" in shown
    assert "Words of it." in shown


def test_a_short_list_of_misses_takes_the_kinds_by_turns() -> None:
    def miss(kind: str, name: str) -> Miss:
        return Miss(kind=kind, document=name, gold="", found="", text="")

    scoring = score_cases(iter([case("Tarsa")]), [FOUND], HandCoder(code))
    many = Scoring(
        scores=scoring.scores,
        counts=scoring.counts,
        documents=1,
        accounts=1,
        rejected=(),
        misses=(miss("missed", "a"), miss("missed", "b"), miss("missed", "c"), miss("spurious", "d")),
    )
    assert [m.kind for m in report(many).some_misses(2)] == ["missed", "spurious"]


def test_a_score_that_is_not_there_is_named_in_the_error() -> None:
    with pytest.raises(KeyError, match="no score 'speed'"):
        report(score_cases(iter([case("Tarsa")]), [FOUND], HandCoder(code))).score("speed")

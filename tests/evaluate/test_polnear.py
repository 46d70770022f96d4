from __future__ import annotations

import json
from pathlib import Path

from dateline.evaluate.corpora.polnear import Article, Attribution
from dateline.evaluate.metrics.polnear import metrics, score, score_attributions
from dateline.evaluate.metrics.speech_heuristic import speech_attributions
from dateline.evaluate.run import run
from dateline.evaluate.tally import Scored
from dateline.model import Document
from dateline.tagging.reading import Reading, TaggedSpan
from dateline.text.parse import Parser
from evaluate.accounts import document
from evaluate.coders import HandCoder

TEXT = "Mara Voss said the port was shut and that Orlin believes it will open. It rained."
OUTER = ("Mara Voss", "said", "the port was shut and that Orlin believes it will open")
INNER = ("Orlin", "believes", "it will open")


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def attribution(source: str, cue: str, content: str) -> Attribution:
    return Attribution(
        source=(place(source),) if source else (),
        cue=(place(cue),),
        content=(place(content),) if content else (),
    )


ARTICLE = Article(name="a", document=document(TEXT), attributions=(attribution(*OUTER),))


def values(scored: Scored) -> dict[str, float | None]:
    return {metric.name: metric.of(scored.tally) for metric in metrics()}


def reading(*spans: tuple[str, str]) -> Reading:
    return Reading(
        spans=tuple(
            TaggedSpan(
                layer="polnear",
                label=label,
                start=place(words)[0],
                end=place(words)[1],
                text=words,
                probability=0.9,
            )
            for label, words in spans
        ),
        labels={},
    )


def test_what_is_found_as_annotated_is_right_throughout() -> None:
    found = reading(("source", OUTER[0]), ("cue", OUTER[1]), ("content", OUTER[2]))
    assert set(values(score(ARTICLE, found)).values()) == {1.0}


def test_speech_within_speech_is_neither_right_nor_wrong() -> None:
    found = score_attributions(ARTICLE, [attribution(*OUTER), attribution(*INNER)])
    assert set(values(found).values()) == {1.0}
    assert found.misses == ()


def test_speech_that_stands_in_no_content_is_wrong_where_the_gold_has_none() -> None:
    found = score_attributions(ARTICLE, [attribution(*OUTER), attribution("", "rained", "")])
    assert values(found)["cue.exact.precision"] == 0.5
    assert values(found)["attribution.exact.precision"] == 0.5
    assert [miss.kind for miss in found.misses] == ["spurious"]


def test_a_part_of_the_words_is_right_by_words_and_by_overlap_but_not_exactly() -> None:
    shown = values(score_attributions(ARTICLE, [attribution("Voss", "said", "the port was shut")]))
    assert shown["source.exact.f1"] == 0.0
    assert shown["source.words.recall"] == 0.5
    assert shown["source.words.precision"] == 1.0
    assert shown["attribution.exact.f1"] == 0.0
    assert shown["attribution.overlap.f1"] == 1.0


def test_an_attribution_without_its_source_is_no_overlap() -> None:
    shown = values(score_attributions(ARTICLE, [attribution("", OUTER[1], OUTER[2])]))
    assert shown["attribution.overlap.f1"] == 0.0
    assert shown["content.exact.f1"] == 1.0


def test_a_source_that_no_cue_takes_is_judged_alone() -> None:
    shown = values(score(ARTICLE, reading(("source", OUTER[0]))))
    assert shown["source.exact.f1"] == 1.0
    assert shown["attribution.exact.recall"] == 0.0


def test_the_heuristic_finds_subject_verb_and_clause_and_according_to(parser: Parser) -> None:
    body = "The envoy has said that the bridge was mined. The dam held, according to two engineers."
    sentences = parser.parse(Document(parts={"body": body, "language": "en"})).sentences
    found = [each for s in sentences for each in speech_attributions(s, body, {"say"})]
    words = [
        tuple(" | ".join(body[a:b] for a, b in each.of(label)) for label in ("source", "cue", "content"))
        for each in found
    ]
    assert words == [
        ("The envoy", "has said", "that the bridge was mined"),
        ("two engineers", "according to", "The dam held"),
    ]


def test_the_corpus_is_scored_end_to_end_with_the_heuristic_beside_it(tmp_path: Path) -> None:
    (tmp_path / "polnear").mkdir()
    parts = {
        label: [{"start": place(words)[0], "end": place(words)[1], "text": words}]
        for label, words in zip(("source", "cue", "content"), OUTER, strict=True)
    }
    row = {"id": "a", "text": TEXT, "attributions": [parts]}
    (tmp_path / "polnear" / "dev.jsonl").write_text(json.dumps(row), encoding="utf-8")
    read = reading(("source", OUTER[0]), ("cue", OUTER[1]), ("content", OUTER[2]))
    report = run("polnear", tmp_path, "dev", HandCoder(reader=lambda _document: read))
    assert report.score("attribution.exact.f1").value == 1.0
    assert report.baselines["nothing found"]["cue.exact.f1"] == 0.0
    assert report.baselines["speech verbs in the parse"]["cue.exact.f1"] == 1.0
    assert run("polnear", tmp_path, "dev", HandCoder()).note == "no tagger"

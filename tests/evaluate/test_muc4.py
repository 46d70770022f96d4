from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import CorpusError
from dateline.evaluate.bootstrap import totals
from dateline.evaluate.corpora import muc4
from dateline.evaluate.corpora.muc4 import ROLES, Template
from dateline.evaluate.metrics.muc4 import metrics, tally_templates
from dateline.evaluate.metrics.muc4_templates import (
    is_organisation,
    organisation_words,
    personal_name,
    template_of,
    templates_of,
)
from dateline.evaluate.tally import Tally
from dateline.model import ActorRef, Role, Status
from evaluate.accounts import account, document

Entities = tuple[frozenset[str], ...]


def template(kind: str, **entities: list[list[str]]) -> Template:
    return Template(
        types=frozenset(kind.split(" / ")),
        entities={role: tuple(frozenset(names) for names in entities.get(role, [])) for role in ROLES},
    )


def micro(tally: Tally) -> tuple[float | None, float | None, float | None]:
    by_name = {metric.name: metric.of(tally) for metric in metrics()}
    return by_name["six_field.precision"], by_name["six_field.recall"], by_name["six_field.f1"]


def test_the_micro_scores_are_those_counted_by_hand() -> None:
    gold = [
        template("bombing", PerpOrg=[["harbour front", "hf"]], Target=[["mill"]], Weapon=[["bomb"]]),
        template("kidnapping", Victim=[["ida morn"]]),
    ]
    found = [template("bombing", PerpOrg=[["hf"]], Target=[["bridge"], ["mill"]])]
    p, r, f = micro(tally_templates(found, gold))
    assert p == 3 / 4  # type, front and mill of: type, front, bridge, mill
    assert r == 3 / 6  # type, front and mill of: type, front, mill, bomb; type, person
    assert f == pytest.approx(0.6)


def test_a_template_of_another_type_is_not_aligned_however_alike_it_is() -> None:
    gold, found = [template("bombing", Target=[["mill"]])], [template("attack", Target=[["mill"]])]
    assert micro(tally_templates(found, gold)) == (0.0, 0.0, 0.0)


def test_either_of_two_alternative_types_is_right() -> None:
    gold, found = [template("bombing / attack")], [template("attack")]
    assert micro(tally_templates(found, gold)) == (1.0, 1.0, 1.0)


def test_the_best_alignment_is_taken_and_not_the_first() -> None:
    gold = [template("attack", Victim=[["a"]]), template("attack", Victim=[["b"]], PerpOrg=[["c"]])]
    found = [template("attack", Victim=[["b"]], PerpOrg=[["c"]]), template("attack", Victim=[["a"]])]
    assert micro(tally_templates(found, gold))[2] == 1.0


def test_an_entity_with_a_wording_that_the_gold_entity_lacks_is_wrong() -> None:
    gold, found = (
        [template("attack", PerpInd=[["rebels"]])],
        [template("attack", PerpInd=[["rebels", "men"]])],
    )
    assert micro(tally_templates(found, gold)) == (1 / 2, 1 / 2, 1 / 2)


def test_a_text_without_templates_costs_precision_only() -> None:
    sums = totals(
        [
            tally_templates([template("attack")], []),
            tally_templates([template("attack")], [template("attack")]),
        ]
    )
    assert micro(sums)[:2] == (1 / 2, 1.0)


names = st.lists(st.sampled_from("abcd"), unique=True, max_size=2).map(
    lambda found: tuple(frozenset({name}) for name in found)
)
some_templates = st.lists(
    st.builds(
        lambda kind, victims, targets: Template(
            types=frozenset({kind}),
            entities=dict.fromkeys(ROLES, ()) | {"Victim": victims, "Target": targets},
        ),
        st.sampled_from(["attack", "bombing"]),
        names,
        names,
    ),
    max_size=4,
)


def exhaustive_f1(found: list[Template], gold: list[Template]) -> float:
    """The best F1 over every alignment, tried one by one."""
    slots = [*range(len(gold)), *([-1] * len(found))]
    best = 0.0
    for chosen in itertools.permutations(slots, len(found)):
        right = 0
        for ours, g in zip(found, chosen, strict=True):
            if g >= 0 and ours.types <= gold[g].types:
                right += 1 + sum(len({*ours.entities[role]} & {*gold[g].entities[role]}) for role in ROLES)
        size = sum(1 + sum(map(len, t.entities.values())) for t in [*found, *gold])
        best = max(best, 2 * right / size)
    return best


@settings(max_examples=60, deadline=None)
@given(some_templates, some_templates.filter(bool))
def test_the_alignment_is_as_good_as_trying_every_one(found: list[Template], gold: list[Template]) -> None:
    assert micro(tally_templates(found, gold))[2] == pytest.approx(exhaustive_f1(found, gold))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Senator Ida Morn", "Ida Morn"),
        ("liberal senator ida de la morn", "ida de la morn"),
        ("ida morn", "ida morn"),
        ("Ida", "Ida"),
        ("two peasants", None),
        ("Peasants", None),
        ("the mayor", None),
        ("several university students", None),
        ("the morn bank branch", None),
        ("a judge and 3 guards", None),
    ],
)
def test_a_victims_name_is_told_from_a_description_with_and_without_capitals(
    text: str, name: str | None
) -> None:
    assert personal_name(text) == name


@pytest.mark.parametrize(
    ("text", "actor_id", "organisation"),
    [
        ("the harbour front", None, True),
        ("HF", None, True),
        ("hf", "harbour-front", True),
        ("hf guerrillas", "harbour-front", False),
        ("gunmen", "generic:gunmen", False),
        ("somebody", None, False),
    ],
)
def test_an_organisation_is_told_from_its_people(text: str, actor_id: str | None, organisation: bool) -> None:
    assert is_organisation(ActorRef(role=Role.PERPETRATOR, text=text, actor_id=actor_id)) is organisation


@pytest.mark.parametrize(
    ("text", "actor_id", "words"),
    [
        ("hf guerrillas", "harbour-front", "hf"),
        ("members of the harbour front", None, "harbour front"),
        ("the Harbour Front", None, "the Harbour Front"),
        ("masked men", None, ""),
        ("salvage rebels", None, ""),
        ("units", "generic:units", ""),
    ],
)
def test_people_of_an_organisation_give_the_organisation_too(
    text: str, actor_id: str | None, words: str
) -> None:
    assert organisation_words(ActorRef(role=Role.PERPETRATOR, text=text, actor_id=actor_id)) == words


DOC = document("Rebels of the Harbour Front burned the mill and shot Ida Morn with a rifle.")


def test_actors_are_put_into_the_five_roles() -> None:
    ours = account(
        DOC,
        "shot",
        "armed_attack",
        weapon="a rifle",
        actors=[
            (Role.PERPETRATOR, "Rebels", None),
            (Role.PERPETRATOR, "the Harbour Front", None),
            (Role.TARGET, "the mill offices", None),
            (Role.VICTIM, "Ida Morn", None),
            (Role.VICTIM, "two peasants", None),
        ],
    )
    made = template_of(ours)
    assert made == template(
        "attack",
        PerpInd=[["rebels"]],
        PerpOrg=[["harbour front"]],
        Target=[["mill offices"]],
        Victim=[["ida morn"]],
        Weapon=[["rifle"]],
    )


@pytest.mark.parametrize(
    ("event_type", "words", "incident_type"),
    [
        ("bombing", "shot", "bombing"),
        ("air_strike", "shot", "attack"),
        ("abduction", "shot", "kidnapping"),
        ("property_attack", "burned the mill", "arson"),
        ("property_attack", "shot", "attack"),
    ],
)
def test_native_types_become_incident_types(event_type: str, words: str, incident_type: str) -> None:
    made = template_of(account(DOC, words, event_type))
    assert made is not None
    assert made.types == {incident_type}


def test_clashes_statements_background_and_denials_make_no_template() -> None:
    accounts = [
        account(DOC, "shot", "armed_clash"),
        account(DOC, "shot", "threat"),
        account(DOC, "shot", "bombing", background=True),
        account(DOC, "shot", "bombing", status=Status.DENIED),
    ]
    assert templates_of(accounts) == ()


def test_two_accounts_that_give_the_same_template_give_it_once() -> None:
    assert len(templates_of([account(DOC, "shot", "bombing"), account(DOC, "burned", "bombing")])) == 1


def write(root: Path) -> Path:
    folder = root / "muc4" / "six_field"
    folder.mkdir(parents=True)
    one = {"incident_type": "attack", "PerpInd": [[["the rebels", 0], ["Rebels", 9]]], "PerpOrg": [[]]}
    row = {"docid": "X-1", "doctext": "the rebels fired.", "templates": [one, one]}
    (folder / "dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return root


def test_a_text_is_read_and_its_double_templates_once(tmp_path: Path) -> None:
    (case,) = muc4.read(write(tmp_path), "dev")
    assert case.document.body == "the rebels fired."
    assert case.templates == (template("attack", PerpInd=[["rebels"]]),)


def test_a_missing_split_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"test\.jsonl"):
        muc4.files(write(tmp_path), "test")

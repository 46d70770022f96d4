import pytest

torch = pytest.importorskip("torch")
from dateline.training.fit import Recipe, averaged, rate_factor  # noqa: E402  (needs torch)


def test_rates_rise_then_fall_to_nothing_at_the_end_of_the_plan() -> None:
    recipe = Recipe(epochs={}, warmup=0.1)
    assert rate_factor(0, 100, recipe) == 0
    assert rate_factor(5, 100, recipe) == pytest.approx(0.5)
    assert rate_factor(10, 100, recipe) == pytest.approx(1)
    assert rate_factor(55, 100, recipe) == pytest.approx(0.5)
    assert rate_factor(100, 100, recipe) == 0


def test_a_round_may_be_cut_short_without_a_jump_of_the_rates() -> None:
    recipe = Recipe(epochs={}, warmup=0.1, falls_from=0.5, ends=0.7)
    before, at, after = (rate_factor(step, 1000, recipe) for step in (499, 500, 501))
    assert before > at > after > 0.99 * at
    assert rate_factor(600, 1000, recipe) == pytest.approx(at / 2)
    assert rate_factor(700, 1000, recipe) == rate_factor(900, 1000, recipe) == 0


def test_weights_of_rounds_are_averaged_and_counters_are_not() -> None:
    one = {"weight": torch.tensor([1.0, 3.0]), "ids": torch.tensor([7])}
    other = {"weight": torch.tensor([3.0, 5.0]), "ids": torch.tensor([9])}
    mean = averaged([one, other])
    assert mean["weight"].tolist() == [2.0, 4.0]
    assert mean["ids"].tolist() == [7]

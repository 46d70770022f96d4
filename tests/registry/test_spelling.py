import pytest

from dateline.registry import fold_token


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qaeda", "Qa'ida"),
        ("Shabaab", "Shabab"),
        ("Houthi", "Huthi"),
        ("Jaysh", "Jaish"),
        ("Hezbollah", "Hizbullah"),
        ("Mohammed", "Muhammad"),
        ("Sharaa", "Shara’a"),
        ("Nusrah", "Nusra"),
        ("Jolani", "Golani"),
        ("Erdoğan", "Erdogan"),
        ("defence", "Defense"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert fold_token(one) == fold_token(other)


@pytest.mark.parametrize(
    ("one", "other"), [("LAF", "LAAF"), ("Hamas", "Hama"), ("Fatah", "Fata"), ("IRA", "Iran")]
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert fold_token(one) != fold_token(other)

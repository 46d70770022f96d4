"""How exactly a date is known, in the codes of ACLED and UCDP."""

import pytest

from dateline.export.date_codes import acled_time_precision, ucdp_date_prec
from dateline.model import Basis, DateInterval, DatePrecision


def interval(days: str, precision: str, basis: str = "text") -> DateInterval:
    start, _, end = days.partition("..")
    return DateInterval(
        start=start or None,
        end=end or start or None,
        precision=DatePrecision(precision),
        basis=Basis(basis),
        text="",
    )


@pytest.mark.parametrize(
    ("days", "precision", "basis", "acled", "ucdp"),
    [
        ("2024-03-06", "day", "text", 1, 1),
        ("2024-03-06", "day", "event", 1, 1),
        ("2024-03-05..2024-03-06", "2-6 days", "text", 2, 2),
        ("2024-02-26..2024-03-03", "week", "text", 2, 3),
        ("2024-02-21..2024-02-29", "week", "text", 3, 4),
        ("2024-02-01..2024-02-29", "month", "text", 3, 4),
        ("2023-01-01..2023-12-31", "year", "text", None, 5),
        ("2014-01-01..2016-12-31", "year", "text", None, None),
        ("", "unknown", "event", None, None),
    ],
)
def test_a_code_follows_from_interval_and_precision(days, precision, basis, acled, ucdp):
    when = interval(days, precision, basis)
    assert (acled_time_precision(when), ucdp_date_prec(when)) == (acled, ucdp)


def test_the_day_of_publication_is_never_coded_as_the_exact_day_of_the_event():
    when = interval("2024-03-06", "day", "publication")
    assert (acled_time_precision(when), ucdp_date_prec(when)) == (2, 3)


def test_what_is_not_dated_has_no_code():
    assert acled_time_precision(None) is None
    assert ucdp_date_prec(None) is None

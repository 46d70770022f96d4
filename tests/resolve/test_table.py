"""A table says of each case what the case says, whatever way it was put together."""

import json
from dataclasses import replace

import numpy as np

from dateline.model import Count, Role, Status
from dateline.resolve.cases import Case, cases_of
from dateline.resolve.table import UNKNOWN, CaseTable, row_of
from store.accounts import RAVA, TOLM, account, by, day, document, killed


def cases() -> list[Case]:
    bombing = document("Five died in Rava when a parked lorry blew up near the mill.", outlet="A")
    protest = document("Teachers marched.", outlet="B", published="2026-03-12")
    nowhere = document("Someone was threatened.", outlet="C", published="")
    told = [
        account(
            bombing,
            date=day("2026-03-09"),
            place=RAVA,
            dead=killed(5, 5),
            actors=(by("Red Front", "red-front"), by("gunmen"), by("Traders", "traders", Role.VICTIM)),
        ),
        account(protest, event_type="protest", place=TOLM, count=Count(low=3, high=None, text="three")),
        account(nowhere, event_type="threat", status=Status.THREATENED, speaker="someone"),
    ]
    return cases_of(told, {source.id: source for source in (bombing, protest, nowhere)})


def test_columns_hold_what_the_cases_say_and_unknown_is_never_zero() -> None:
    table = CaseTable.of(cases())
    assert [table.types[kind] for kind in table.type] == ["bombing", "protest", "threat"]
    assert table.killed_low.tolist() == table.killed_high.tolist() == [5, UNKNOWN, UNKNOWN]
    assert table.injured_low.tolist() == [UNKNOWN] * 3
    assert table.number.tolist() == [1, 3, 1]
    assert table.own.tolist() == [True, False, False]
    assert table.first[2] == table.published[2] == table.geonameid[2] == table.country[2] == UNKNOWN
    assert np.isnan(table.lat[2])
    assert table.last[1] - table.first[1] > 0
    assert table.country[0] == table.country[1]
    assert [table.string(key) for key in table.doers.of(0)] == ["red-front"]
    assert [table.string(key) for key in table.described.of(0)] == ["gunmen"]
    assert [table.string(key) for key in table.others.of(0)] == ["traders"]
    assert table.words[1] == "teachers marched"


def test_a_table_of_stored_rows_appended_or_picked_is_the_same() -> None:
    whole = CaseTable.of(cases())
    stored = [json.loads(json.dumps(row_of(case))) for case in cases()]
    appended = CaseTable.of_rows(stored[:1]).with_rows(stored[1:])
    picked = CaseTable.of_rows(stored[::-1]).take(np.array([2, 1, 0]))
    for other in (CaseTable.of_rows(stored), appended, picked):
        assert rows(other) == rows(whole)


def rows(table: CaseTable) -> list[tuple[object, ...]]:
    def sets(row: int) -> list[set[str]]:
        keys = (table.doers, table.described, table.others)
        return [{table.string(key) for key in column.of(row)} for column in keys]

    return [
        (
            table.ids[row],
            *(table.string(int(column[row])) for column in (table.document, table.country, table.admin1)),
            table.string(int(table.place_words[row])),
            *(int(column[row]) for column in (table.first, table.last, table.geonameid, table.killed_low)),
            str(table.lat[row]),
            table.types[table.type[row]],
            sets(row),
            table.words[row],
        )
        for row in range(len(table))
    ]


def test_a_table_may_be_empty_and_a_monstrous_number_fits() -> None:
    assert len(CaseTable.of([])) == 0
    source = document("Many died.")
    (case,) = cases_of([account(source, dead=killed(10**12))], {source.id: source})
    assert CaseTable.of([case, replace(case, number=10**12)]).killed_low[0] == 2**31 - 1

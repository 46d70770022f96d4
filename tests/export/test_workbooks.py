"""GeoPackage and Excel, read back with the libraries that others read them with."""

import io
import warnings

import openpyxl
import pyogrio
import pytest

from dateline.errors import UsageError
from dateline.export import COLUMNS, Tally, write
from dateline.export.xlsx import CELL_LIMIT, write_xlsx
from export.events import COUNTRY, TOWN
from export.samples import CLAIMED_RECORD, DOCUMENT_RECORDS, INCIDENT_RECORD, REPORTED_RECORD

AT_COUNTRY = {**INCIDENT_RECORD, "incident_id": "b2:i2", "place": COUNTRY}
PROVINCE = {**TOWN, "name": "Mopti Region", "precision": "province"}
AT_PROVINCE = {**INCIDENT_RECORD, "incident_id": "b2:i3", "place": PROVINCE}


def package(tmp_path, records, level="incident"):
    out = io.BytesIO()
    write(records, out, format="gpkg", level=level)
    path = tmp_path / "x.gpkg"
    path.write_bytes(out.getvalue())
    return path


def test_gdal_reads_one_layer_of_points_with_every_column(tmp_path):
    path = package(tmp_path, [INCIDENT_RECORD, AT_COUNTRY, AT_PROVINCE])
    assert pyogrio.list_layers(path).tolist() == [["incidents", "Point"]]
    info = pyogrio.read_info(path)
    assert (info["features"], info["crs"]) == (3, "EPSG:4326")
    wanted = [column.name for column in COLUMNS["incident"] if column.name not in ("latitude", "longitude")]
    assert [*info["fields"]] == [*wanted, "made_by"]


def test_a_country_has_no_geometry_and_a_province_says_that_it_is_one(tmp_path):
    path = package(tmp_path, [INCIDENT_RECORD, AT_COUNTRY, AT_PROVINCE])
    meta, _, geometry, data = pyogrio.raw.read(path)
    values = dict(zip(meta["fields"], data, strict=True))
    assert [shape is None for shape in geometry] == [False, True, False]
    assert values["place_precision"].tolist() == ["town", "country", "province"]
    assert set(values["made_by"]) == {"machine-made, not reviewed"}
    (found,) = pyogrio.raw.read(path, bbox=(39, -36, 40, -35))[3][
        meta["fields"].tolist().index("incident_id")
    ]
    assert found == "b2:i1"


def test_an_unknown_number_is_null_and_never_zero(tmp_path):
    path = package(tmp_path, [REPORTED_RECORD], "account")
    frame = pyogrio.raw.read_arrow(path)[1]
    row = frame.to_pylist()[0]
    assert (row["killed_low"], row["killed_high"], row["injured_low"]) == (5, None, None)


def test_a_package_of_nothing_is_still_a_package(tmp_path):
    path = package(tmp_path, [])
    assert pyogrio.read_info(path)["features"] == 0


def test_documents_have_no_place():
    with pytest.raises(UsageError, match="has no place for documents"):
        write([], io.BytesIO(), format="gpkg", level="document")


def book(records, level="incident"):
    out = io.BytesIO()
    write(records, out, format="xlsx", level=level)
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()))


@pytest.mark.parametrize(
    ("level", "record"),
    [
        ("incident", INCIDENT_RECORD),
        ("account", CLAIMED_RECORD),
        ("document", next(iter(DOCUMENT_RECORDS.values()))),
    ],
)
def test_the_sheet_has_the_columns_and_another_explains_them(level, record):
    read = book([record], level)
    sheet, about = read[f"{level}s"], read["about"]
    header = [cell.value for cell in sheet[1]]
    assert header == [column.name for column in COLUMNS[level]]
    told = {row[0].value: row[1].value for row in about.iter_rows()}
    assert set(header) <= set(told)
    assert told["empty cell"] == "unknown; never 0"


def test_numbers_are_numbers_and_unknown_is_empty():
    sheet = book([INCIDENT_RECORD])["incidents"]
    cells = {header.value: cell for header, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["killed_best"].value, cells["killed_high"].value) == (5, None)
    assert (cells["latitude"].value, cells["latitude"].data_type) == (-35.95, "n")
    assert cells["machine"].value is True


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+1", "https://x.example/", "mailto:a@b.example", "\x07bell"]
)
def test_text_is_never_a_formula_or_a_link(text):
    sheet = book([{**INCIDENT_RECORD, "weapon": text}])["incidents"]
    cells = {header.value: cell for header, cell in zip(sheet[1], sheet[2], strict=True)}
    assert cells["weapon"].data_type in ("s", "inlineStr")
    assert cells["weapon"].hyperlink is None
    assert not list(sheet._hyperlinks)


def test_what_is_longer_than_a_cell_is_cut_and_counted():
    tally = Tally()
    out = io.BytesIO()
    write_xlsx([{**INCIDENT_RECORD, "weapon": "x" * 40_000}], "incident", out, tally)
    sheet = openpyxl.load_workbook(io.BytesIO(out.getvalue()))["incidents"]
    cells = {header.value: cell.value for header, cell in zip(sheet[1], sheet[2], strict=True)}
    assert len(cells["weapon"]) == CELL_LIMIT
    assert cells["weapon"].endswith("(cut)")
    assert tally.lines() == ["1 cells cut at Excel's limit of 32,767 characters"]


def test_more_rows_than_a_sheet_holds_go_to_a_further_one():
    out = io.BytesIO()
    write_xlsx([INCIDENT_RECORD] * 5, "incident", out, Tally(), sheet_rows=2)
    read = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    assert read.sheetnames == ["incidents", "incidents 2", "incidents 3", "about"]
    assert [read[name].max_row for name in read.sheetnames[:3]] == [3, 3, 2]


def test_a_workbook_of_nothing_has_its_header():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sheet = book([])["incidents"]
    assert sheet.max_row == 1

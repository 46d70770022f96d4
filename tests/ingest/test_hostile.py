import random
import time
from pathlib import Path

import pytest

from dateline.ingest import Limits, ReadOptions, read_paths
from dateline.model import Document, Rejection
from ingest.hostile import KINDS, write_hostile

SLOW_TO_MAKE_OR_READ = {
    "pdf_bomb", "pdf_nested_bomb", "pdf_many_operators", "docx_bomb", "docx_large", "zip_bomb",
    "html_elements", "html_entities", "html_attribute", "html_attributes", "json_gz_bomb", "text_too_big",
    "zip_of_many", "text_marks",
}  # fmt: skip
"""Read by the benchmark of 300 files; here they would take more than the quick suite may."""


def test_the_same_seed_writes_the_same_files(tmp_path):
    for kind in KINDS[:3] + KINDS[-3:]:
        assert kind(random.Random(5)) == kind(random.Random(5))
    one, other = write_hostile(tmp_path / "a", 1, 4), write_hostile(tmp_path / "b", 1, 4)
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_every_hostile_file_is_read_or_rejected_with_a_reason_in_time(tmp_path):
    kinds = {kind.__name__: kind for kind in KINDS if kind.__name__ not in SLOW_TO_MAKE_OR_READ}
    for name, kind in kinds.items():
        file, data = kind(random.Random(name))
        (tmp_path / name).mkdir()
        (tmp_path / name / file.replace(".hidden", "hidden")).write_bytes(data)
    answered, since = set(), time.perf_counter()
    for item in read_paths([str(tmp_path)], ReadOptions(limits=Limits(parse_seconds=4))):
        assert time.perf_counter() - since < 10, item
        since = time.perf_counter()
        if isinstance(item, Rejection):
            assert item.reason.isprintable()
            assert item.document.isprintable()
        else:
            item.id.encode("utf-8")
            assert item.body.startswith(item.dateline)
        source = item.document if isinstance(item, Rejection) else item.source_name
        answered.add(Path(source).relative_to(tmp_path).parts[0])
    assert answered == kinds.keys() - {"wrong_sidecar"}  # alone in its folder, a sidecar is nobody's


@pytest.mark.parametrize("folder_first", [True, False])
def test_a_folder_of_hostile_files_does_not_stop_the_good_ones(tmp_path, folder_first):
    (tmp_path / ("z.txt" if folder_first else "0.txt")).write_text(
        "Two soldiers were killed on Monday, officials said."
    )
    write_hostile(tmp_path / "files", 3, 4)
    bodies = [item.body for item in read_paths([str(tmp_path)]) if isinstance(item, Document)]
    assert "Two soldiers were killed on Monday, officials said." in bodies

"""The files that other people wrote are those that they published, and none is without its licence."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

VENDOR = files("dateline.web") / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))


def test_each_vendored_file_is_the_one_that_was_pinned() -> None:
    for package in MANIFEST:
        for name, digest in package["files"].items():
            assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_every_vendored_file_is_in_the_manifest_and_every_package_has_its_licence() -> None:
    listed = {name for package in MANIFEST for name in package["files"]}
    assert {entry.name for entry in VENDOR.iterdir()} == listed | {"manifest.json"}
    assert all(any(name.endswith(".LICENSE.txt") for name in package["files"]) for package in MANIFEST)


def test_the_provinces_are_small_enough_to_ship_and_named_by_gazetteer_id() -> None:
    text = (VENDOR / "provinces.json").read_bytes()
    assert len(text) < 2_500_000
    areas = json.loads(text)["objects"]["areas"]["geometries"]
    assert len(areas) > 3_500
    assert all(isinstance(area["id"], int) and area["id"] > 0 for area in areas)

"""A distance and a direction told with a town move the point."""

import pytest

from dateline.link.geocode import PlaceContext, PlaceMention, link_places
from dateline.link.offsets import offset_in
from dateline.link.places import PlaceIndex


@pytest.mark.parametrize(
    ("words", "kilometres", "bearing"),
    [
        ("20 km south of", 20.0, 180.0),
        ("some 12 kilometres (7 miles) north-east of the town of", 12.0, 45.0),
        ("ten miles west of", 16.1, 270.0),
        ("2.5km to the southwest of", 2.5, 225.0),
    ],
)
def test_words_of_distance_and_direction_are_read(words: str, kilometres: float, bearing: float) -> None:
    offset = offset_in(words)
    assert offset is not None
    assert (offset.kilometres, offset.bearing) == (kilometres, bearing)


@pytest.mark.parametrize("words", ["south of", "20 km from", "many miles north of", "900 km east of"])
def test_without_both_of_them_or_far_off_there_is_no_point(words: str) -> None:
    assert offset_in(words) is None


def test_the_point_lies_off_the_town_and_is_said_to_be_near(index: PlaceIndex) -> None:
    mention = PlaceMention(text="Raqqa", relation="direction", offset="20 km south of")
    (place,) = link_places([mention], index, PlaceContext(body="Syrian troops moved."))
    assert (place.name, place.latitude, place.longitude, place.precision.value) == (
        "Raqqa",
        35.77,
        39.01,
        "near",
    )

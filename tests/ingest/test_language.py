import subprocess
import sys

import pytest

from dateline.ingest.language import detect_language

ENGLISH = (
    "The governor said that two soldiers were killed by gunmen who attacked the checkpoint at the edge of "
    "the town on Monday, and that their bodies were taken to the hospital with those of three civilians "
    "who had been hit in the crossfire from both of the sides. "
)
OTHERS = {
    "nl": "De gouverneur zei dat twee soldaten van het leger waren gedood door gewapende mannen die de "
    "post aan de rand van de stad hadden aangevallen, en dat hun lichamen naar het ziekenhuis waren "
    "gebracht. ",
    "da": "Guvernøren sagde at to soldater blev dræbt af bevæbnede mænd, der angreb posten ved byens "
    "kant, og at deres lig blev bragt til hospitalet, og at der var flere civile, der havde mistet livet. ",
    "es": "El gobernador dijo que dos soldados murieron a manos de hombres armados que atacaron el "
    "puesto de control a la entrada de la ciudad el lunes, y que sus cuerpos fueron llevados al hospital. ",
}


@pytest.mark.parametrize("code", OTHERS)
def test_a_text_in_another_language_is_told_from_english_whatever_it_says_of_itself(code: str) -> None:
    assert detect_language(OTHERS[code] * 2, "en") == code


def test_a_text_mostly_in_another_script_is_not_taken_for_english_by_its_first_paragraph() -> None:
    arabic = "قال المحافظ إن جنديين قتلا على يد مسلحين هاجموا نقطة التفتيش عند مدخل المدينة يوم الاثنين. "
    assert detect_language(ENGLISH + arabic * 12, "") == "ar"


def test_capitals_do_not_hide_english() -> None:
    assert detect_language(ENGLISH.upper(), "") == "en"


def test_plain_english_needs_no_detector() -> None:
    program = "import sys; from dateline.ingest.language import detect_language as told; "
    program += f'print(told({ENGLISH!r}, ""))'
    program += "; print('py3langid' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["en", "False"]

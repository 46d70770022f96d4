"""Folding of place names: spellings of one name that news treats as the same get the same key. Pure.

Three keys. The *exact* key ignores case, diacritics, apostrophes, hyphens and spacing ("Ménaka", "MENAKA").
The
*sound* key also takes the spellings of one sound as one and leaves out Arabic articles ("Ar-Raqqa", "Rakkah";
"Bayji", "Baidji"). The *loose* key is the consonant skeleton ("Deir al-Zor", "Dayr az Zawr" -> ``dr zr``);
it is lossy, so it is tried last, and its hits must also look alike (:func:`likeness`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

__all__ = [
    "ROMANISED",
    "class_of",
    "exact_key",
    "filed_under",
    "likeness",
    "loose_key",
    "sound_key",
    "strip_class",
    "strip_direction",
    "strip_facility",
]

_ROMANISED_AREAS = {
    "Arab world and Israel": "DZ BH KM DJ EG IQ IL JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE EH SS",
    "Iran to Indochina": "IR AF PK IN BD NP LK MV MM BT TH KH LA",
    "Eastern Europe and Balkans": "RU UA BY MD BG RS MK ME BA XK AL GR CY TR",
    "Caucasus and Central Asia": "GE AM AZ KZ KG TJ TM UZ MN",
    "Horn, Sahel, Congo": "ET ER NE NG ML BF TD CM CF SN GM GN CD",
}
ROMANISED = frozenset(code for codes in _ROMANISED_AREAS.values() for code in codes.split())
"""Countries whose names reach the news in competing Latin spellings; only their names get a loose key."""

_ARTICLES = frozenset(
    {"al", "el", "il", "ul", "l", "ad", "ed", "edh", "adh", "dh", "ar", "er", "as", "es", "ash", "esh", "at"}
    | {"et", "ath", "az", "ez", "uz", "an", "en"}
)
"""Arabic articles as assimilated before sun letters and spelt in news."""
_LONGEST_ABBREVIATION = 12
_QUOTES = re.compile("['`´‘’ʻʼʾʿʹ′\"“”]")
_BREAKS = re.compile(r"[\s\-‐-―_/.,()·]+")
_SOUNDS = (
    # (pattern, replacement), in order: digraphs of English, French and German romanisation to one letter
    (re.compile("tch|tsch|dzh|dj"), "j"),
    (re.compile("shch|sch|sh|ch(?=[aeiouy])|š|ç"), "s"),
    (re.compile("kh|gh|ck|q|x|c"), "k"),
    (re.compile("zh"), "j"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("g"), "k"),
    (re.compile("v|w|ou(?=[aei])"), "w"),
)
_WEAK = re.compile("[aeiouywh]")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def exact_key(name: str) -> str:
    """Key under which spellings differing only in case, accents and punctuation meet.

    Latin names become lower-case ASCII words; names in other scripts keep their script, without marks.

    >>> exact_key("Ma‘arrat an-Nu‘mān")
    'maarrat an numan'
    """
    if name.isascii():
        plain = name.casefold()
    else:
        plain = _QUOTES.sub("", unicodedata.normalize("NFKD", name)).casefold()
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        if _is_latin(plain):
            plain = anyascii(plain).casefold()
    plain = _BREAKS.sub(" ", _QUOTES.sub("", plain)).strip()
    return plain[4:] if plain.startswith("the ") and len(plain) > 6 else plain


def _is_latin(text: str) -> bool:
    """Whether every letter is of an alphabet that :func:`anyascii` only strips (below Greek, or extended)."""
    return all(not letter.isalpha() or letter < "\u0370" or "\u1e00" <= letter < "\u1f00" for letter in text)


_ABBREVIATION = re.compile(r"(?P<letters>[A-Z]{2,4}|(?:[A-Z]\. ?){2,4})|[A-Z][a-z]{1,5}\.")


def filed_under(name: str) -> str:
    """The key a name has in the index: its exact key; an abbreviation keeps its case and last dot, so that
    "us", "Ill" and "wash" are not found by "US", "Ill." and "Wash.".

    >>> filed_under("U.S."), filed_under("Wash."), filed_under("Bo")
    ('=US', '=Wash.', 'bo')
    """
    match = _ABBREVIATION.fullmatch(name) if len(name) <= _LONGEST_ABBREVIATION else None
    if match is None:
        return exact_key(name)
    letters = match["letters"]
    return "=" + (letters.replace(".", "").replace(" ", "") if letters else name)


@lru_cache(maxsize=65536)
def loose_key(name: str) -> str:
    """Consonant skeleton of a Latin name without Arabic articles; ``""`` if too little is left to mean it.

    >>> loose_key("Deir al-Zour") == loose_key("Dayr az Zawr")
    True
    """
    words = exact_key(name).split()
    kept = [word for word in words if word not in _ARTICLES] or words
    key = " ".join(filter(None, map(_skeleton, kept)))
    return key if len(key.replace(" ", "")) >= 2 and key.isascii() else ""


def _skeleton(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    word = _DOUBLED.sub(r"\1", word)
    first = "a" if word[0] in "aeiou" else word[0]
    return first + _WEAK.sub("", word[1:])


_SHORTEST_SOUND = 4
_FINAL_H = re.compile(r"(?<=[aeo])h\b")
"""The feminine ending, which half of all romanisations leave out."""
_MERGED = re.compile(r"^[ae](?:l(?=[bcdfghjkmqrstxz])|([zsdrtn])(?=\1))(?=\w{3})")
"""An article written with its word: "Ezzor", "Arraqqa"."""
_VOWELS = (
    (re.compile("uw(?=[aeiou])"), "w"),
    (re.compile("a?w(?![aeiou])|au|ou|oo|u"), "o"),
    (re.compile("a[yi]|e[yi]|ee|ie|i|y"), "e"),
    (re.compile("aa"), "a"),
)


def likeness(one: str, other: str) -> float:
    """How alike two names sound, 0..1: without articles, spellings of one vowel or consonant taken as one."""
    left, right = _sounded(one), _sounded(other)
    return max(fuzz.ratio(left, right), fuzz.ratio(left.replace(" ", ""), right.replace(" ", ""))) / 100


@lru_cache(maxsize=65536)
def _sounded(name: str) -> str:
    words = " ".join(_MERGED.sub("", word) for word in exact_key(name).split() if word not in _ARTICLES)
    for pattern, sound in (*_SOUNDS, *_VOWELS):
        words = pattern.sub(sound, words)
    return _DOUBLED.sub(r"\1", words)


def sound_key(name: str) -> str:
    """Key under which the romanisations of one pronunciation meet; ``""`` for other scripts and too short
    names.

    >>> {sound_key(name) for name in ("Raqqa", "Ar-Raqqah", "al-Rakka", "Racca")}
    {'raka'}
    """
    key = _FINAL_H.sub("", _sounded(name)).replace(" ", "")
    return key if len(key) >= _SHORTEST_SOUND and key.isascii() else ""


_CLASSES = {
    "province": "province governorate region state oblast krai republic department prefecture canton emirate "
    "voivodeship muhafazah wilaya vilayat territory division",
    "district": "district county municipality raion rayon cercle commune subdistrict sub-district nahiya lga "
    "tehsil taluk arrondissement zone parish woreda",
    "town": "city town village settlement township camp hamlet suburb neighbourhood neighborhood",
}
_CLASS_OF = {word: kind for kind, words in _CLASSES.items() for word in words.split()}
_CLASS_WORD = "|".join(sorted(_CLASS_OF, key=len, reverse=True))
_SUFFIX = re.compile(rf"(?P<name>.*\w)[ -]+(?P<cls>{_CLASS_WORD})", re.IGNORECASE)
_PREFIX = re.compile(
    rf"(?:the )?(?:[\w.]+ ){{0,3}}(?P<cls>{_CLASS_WORD}|capital)s? of (?P<name>\w.*)"
    r"|(?P<cls2>oblast|wilaya|cercle) (?P<name2>\w.*)",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"(?:the )?(?:(?:far |extreme )?"
    r"(?:north|south|east|west|central|mid|upper|lower|rural|downtown|greater|inner)"
    r"(?:[- ]?(?:east|west|central))?(?:ern)?(?:most)?"
    r"(?: and (?:north|south|east|west)(?:ern)?)?)[ -]+(?:of )?(?P<name>[^\W\d].*)",
    re.IGNORECASE,
)


def strip_class(name: str) -> str:
    """``name`` without a class word at its end: ``Raqqa Governorate`` -> ``Raqqa``."""
    match = _SUFFIX.fullmatch(name)
    return match["name"] if match else name


def class_of(name: str) -> tuple[str, str | None]:
    """Bare name and the kind of place that its class word asks for ("province", "district", "town"), if any.

    >>> class_of("the city of Homs"), class_of("Idlib province")
    (('Homs', 'town'), ('Idlib', 'province'))
    """
    match = _PREFIX.fullmatch(name)
    if match:
        return match["name"] or match["name2"], _CLASS_OF.get((match["cls"] or match["cls2"]).lower(), "town")
    match = _SUFFIX.fullmatch(name)
    return (match["name"], _CLASS_OF[match["cls"].lower()]) if match else (name, None)


_FACILITY = re.compile(
    r"(?P<name>.+?)(?:'s|’s)? (?:(?:central|general|grand|international|military|national|refugee|police|air"
    r"|naval|district|border|university)[ -]?)*(?:mosque|cathedral|church|base|airbase|airfield"
    r"|airport|hospital|dam|prison|bridge|headquarters|station|camp|border|crossing|court|market|port|refinery|checkpoint|university|area)",
    re.IGNORECASE,
)


def strip_facility(name: str) -> str:
    """``name`` without the building it is the place of: ``Jolo Cathedral`` -> ``Jolo``."""
    match = _FACILITY.fullmatch(name)
    return match["name"] if match else name


def strip_direction(name: str) -> str:
    """``name`` without a leading point of the compass: ``north-eastern Syria`` -> ``Syria``."""
    match = _DIRECTION.fullmatch(name)
    return match["name"] if match else name

"""Which language a text is in, by py3langid, and whether it can be coded."""

from __future__ import annotations

import re

__all__ = ["READABLE_LANGUAGES", "detect_language", "language_name"]

READABLE_LANGUAGES = frozenset(("en",))

SAMPLED = 10_000
"""Characters looked at: py3langid is sure after 200, and slower than reading the file on 20 MB."""

SURE_FROM = 200
"""Letters from which py3langid is trusted: all 60 news texts and 1,500 wire reports in capitals came out as
English. Of 1,500 single sentences one was taken for Javanese."""

SLACK_PER_LETTER = 0.6
"""How much likelier (log probability per letter) another language must be for a short text not to count as
English. Headlines in five other languages lay 1.5 to 2.7 above English, misjudged English ones at most
0.26."""

PLAIN_ENGLISH = 0.08
"""Share of the letters that stand in words of :data:`_ENGLISH` from which no detector is asked: to load it
takes longer than to code ten articles. Of 1,997 visible texts of 200 letters and more, all of which py3langid
took for English, 1,746 have so many. Danish, which shares "at", "by" and "had", has half as many."""
PLAIN_ASCII = 0.95
"""Share of the letters that are then without accent and Latin: no long passage is in another script."""
_ENGLISH = re.compile(
    r"\b(?:the|and|that|with|from|were|been|have|has|had|who|which|by|said|their|they|at|of)\b"
)

NAMES = {
    "am": "Amharic", "ar": "Arabic", "bn": "Bengali", "de": "German", "es": "Spanish", "fa": "Persian", "fr":
    "French", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "id": "Indonesian", "it": "Italian", "ja":
    "Japanese", "ko": "Korean", "ku": "Kurdish", "my": "Burmese", "nl": "Dutch", "pl": "Polish", "ps":
    "Pashto", "pt": "Portuguese", "ru": "Russian", "so": "Somali", "sw": "Swahili", "tl": "Tagalog", "tr":
    "Turkish", "uk": "Ukrainian", "ur": "Urdu", "zh": "Chinese", "zxx": "no language",
}  # fmt: skip


def detect_language(text: str, told: str) -> str:
    """ISO 639-1 code of the language of ``text``; ``zxx`` when it is in none (figures and signs only).

    ``told`` is the code its metadata gives, or ``""``. On a text long enough to be sure the detector decides,
    since pages in every language declare "en"; on a shorter one what is told, else English unless another
    language is clearly likelier.
    """
    sample = text[:SAMPLED].lower()  # capitals, as in older wire copy, are mostly unknown to the model
    letters = sum(map(str.isalpha, sample))
    if letters == 0:
        return "zxx"
    if letters >= SURE_FROM and _plainly_english(sample, letters):
        return "en"
    import py3langid  # 0.7 s and 40 MB: paid where a text leaves it open

    ranked = py3langid.rank(sample)
    likeliest, best = ranked[0]
    if letters >= SURE_FROM or likeliest == "en":
        return str(likeliest)
    if told:
        return told
    english = dict(ranked)["en"]
    return "en" if best - english < SLACK_PER_LETTER * letters else str(likeliest)


def _plainly_english(sample: str, letters: int) -> bool:
    """Whether the commonest words of English make it sure that a lower-case text is in English."""
    if sum(map(len, _ENGLISH.findall(sample))) < PLAIN_ENGLISH * letters:
        return False
    return sum(map(str.isalpha, filter(str.isascii, sample))) >= PLAIN_ASCII * letters


def language_name(code: str) -> str:
    """The English name of a language with its code, for a message."""
    return f"{NAMES[code]} ({code})" if code in NAMES else code

"""Read the dateline of a news report: where it was filed, when, and by which wire or newsroom.

Precision goes before recall: what is taken for a dateline is kept out of the sentences, so an ordinary
sentence with a dash must never be one. Each form of dateline therefore asks for as many signs as it has
to be told from prose by: capitals, a date, a known wire in parentheses.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

__all__ = ["Dateline", "parse_day", "read_dateline", "wire_named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What stands before the first sentence of a report.

    ``text`` is the exact beginning of the body, without the dash; ``body[end:]`` is where the report itself
    begins (after the dash and tags such as ``[TEXT]``). ``place`` is ``body[place_start:place_end]`` with its
    qualifiers ("RAQQA, Syria"), the first one if several are named; ``date_text`` and ``origin`` are as
    written. Each may be ``""``, never all three.
    """

    text: str
    end: int
    place: str = ""
    place_start: int = 0
    place_end: int = 0
    date_text: str = ""
    origin: str = ""


WIRES = {
    name.casefold(): short
    for short, names in {
        "AAP": ("Australian Associated Press",),
        "AFP": ("Agence France-Presse", "Agence France Presse"),
        "AKI": ("Adnkronos",),
        "ANSA": (),
        "AP": ("Associated Press", "The Associated Press"),
        "APP": ("Associated Press of Pakistan",),
        "Anadolu": ("AA", "Anadolu Agency"),
        "ACAN-EFE": (),
        "Bloomberg": (),
        "BNO News": (),
        "CNA": (),
        "DPA": ("Deutsche Presse-Agentur",),
        "EFE": ("Agencia EFE",),
        "IANS": (),
        "Interfax": (),
        "IPS": ("Inter Press Service",),
        "IRIN": (),
        "IRNA": (),
        "Kyodo": ("Kyodo News",),
        "MENA": ("Middle East News Agency",),
        "NAN": ("News Agency of Nigeria",),
        "Notimex": (),
        "PTI": ("Press Trust of India",),
        "Reuters": ("Reuter", "Thomson Reuters"),
        "RIA": ("RIA Novosti",),
        "SANA": (),
        "TASS": ("ITAR-TASS",),
        "UPI": ("United Press International",),
        "VOA": ("Voice of America",),
        "WAFA": (),
        "Xinhua": ("Xinhua News Agency",),
        "Yonhap": (),
    }.items()
    for name in (short, *names)
}
"""Wires and newsrooms whose copy others reprint, by every name they sign with."""

MEDIA_WORD = re.compile(
    r"\b(?:news|radio|television|tv|network|press|agency|times|post|today|herald|tribune|service|journal"
    r"|gazette|media|broadcasting|wire|newspaper)\b",
    re.IGNORECASE,
)


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


NOT_A_PLACE = _listed("""
    advisory alert analysis announcement background breaking briefing bulletin by clandestine column comment
    commentary correction corrected developing editorial essay exclusive explainer explained factbox fact
    feature flash graphic graphics infographic insight interview just live map media must-read news newsletter
    note opinion photos podcast preview profile question quote recap release report reporter reporters review
    roundup snapshot special speaker sport sports statement summary timeline transcript update updated updates
    urgent video warning watch a after an and as at before but for from he in it near of on our she since the
    then there they this to we what when where who why how with
    al-qaeda al-qaida al-shabab al-shabaab aqap aqim bbc boko cnn daesh eln eta farc fatah fao fdlr fmln hamas
    hezbollah hizbullah houthis icrc iran's islamic isis isil iswap jnim knla ltte minusma monusco nato nusra
    osce pflp police swapo taliban tplf un's undp unhcr unicef unifil unita unrwa usaid
    """)
"""First words, in capitals before a dash, that name no place of filing: kickers ("BREAKING —"), organisations
("NATO — the alliance") and words that begin a sentence."""

SHORTEST_BARE_PLACE = 4
"""Letters of a place that only its capitals tell ("KYIV —"); shorter ones are mostly acronyms (UN, SDF)."""

FIRST_OF_SEVERAL = _listed("""
    abu addis al ain beit buenos burj camp cape dar deir el fort guatemala hong jebel kafr khan kuala la las
    los mexico mogadishu new north nuevo panama phnom port porto puerto quezon ras rio saint san santa
    santo sao south sri st st. tall tegucigalpa tel tell umm united vatican
    """)
"""How a place name of several words begins. Without it a headline in capitals ("TWO KILLED — Police") would
be read as a place wherever no wire or date vouches for it."""

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = {name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)}
MONTH = "(?:" + "|".join(rf"{name}|{name[:3]}\b\.?" for name in MONTH_NAMES) + r"|sept\b\.?)"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
DAY_AND_MONTH = rf"(?:{WEEKDAY}\.?,? )?(?:{MONTH} {ORDINAL}|{ORDINAL} {MONTH})"
DATE = rf"(?i:{DAY_AND_MONTH}(?:,? \d{{4}}| \d\d)?(?!\d))"
FULL_DATE = rf"(?i:{DAY_AND_MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d)"

LETTERS = r"[\w'’.\-]"
UPPER_WORD = rf"(?!{LETTERS}*[a-zß-öø-ÿ])[^\W\d_]{LETTERS}*"
CAPITALISED_WORD = rf"(?![a-zß-öø-ÿ])[^\W\d_]{LETTERS}*"
PARTICLE = r"(?:(?:al|el|de|del|la|of|the|ez|es|as|ad|ar|du|da|do|dos|le|les|sur|am) )?"
UPPER_NAME = rf"{UPPER_WORD}(?: {PARTICLE}{UPPER_WORD}){{0,3}}"
CAPITALISED_NAME = rf"{CAPITALISED_WORD}(?: (?:and )?{PARTICLE}{CAPITALISED_WORD}){{0,3}}"
QUALIFIERS = rf"(?:(?:, (?!{DATE}){CAPITALISED_NAME}){{1,2}}| \({CAPITALISED_NAME}\))?"
OTHER_PLACES = rf"(?: ?(?:/|\band\b) ?{UPPER_NAME}{QUALIFIERS}){{0,2}}"
IN_CAPITALS = rf"(?P<place>{UPPER_NAME}{QUALIFIERS}){OTHER_PLACES}"
CAPITALISED = rf"(?P<place>{CAPITALISED_NAME}{QUALIFIERS})"
DATED = rf",?\s(?P<date>{DATE})"
ORIGIN = r"\((?P<origin>[^()]{2,80})\)"
DASH = r"(?: ?—\s?| ?–\s|\s-{1,3}\s|\s?--\s?)"

SIGNED = tuple(
    re.compile(rf"(?P<text>{form}){DASH}")
    for form in (
        rf"{IN_CAPITALS}(?:{DATED})?,?\s{ORIGIN}",
        rf"{CAPITALISED}(?:{DATED})?,?\s{ORIGIN}",
        rf"(?P<place>)(?P<date>){ORIGIN}",
    )
)
"""A place (or none), perhaps a date, and who filed it in parentheses."""

DATED_PLACE = re.compile(rf"(?P<text>{CAPITALISED},\s(?P<date>{DATE})){DASH}")
BARE_PLACE = re.compile(rf"(?P<text>{IN_CAPITALS}){DASH}")

TAGS = re.compile(r"(?:\s*\[[^\]a-z]{1,200}\])+\s*")
"""What the FBIS put between the dash and the report: [TEXT], [EXCERPTS], a speaker in capitals."""

DESK_LINE = re.compile(r"\([A-Z][A-Z ]{1,30}\) *\n\s{0,20}")
"""A first line with the code of the desk that sent the report on, as in FBIS copy."""

DATE_LINE = re.compile(rf"(?P<text>(?P<date>{FULL_DATE})\.?) *(?:\n+|\Z)")
DAY = re.compile(
    rf"(?:{WEEKDAY}\.?,? )?(?:(?P<m1>{MONTH}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?"
    rf" (?P<m2>{MONTH})),? (?P<year>\d{{4}}|\d\d)",
    re.IGNORECASE,
)
CENTURY_TURN = 69
"""Two-digit years from 69 on are 19xx, as in POSIX; FBIS reports are dated "3 JAN 90"."""

LOOKAHEAD = 400
"""No dateline is longer: two places with qualifiers, a date and a broadcaster's name take 150 characters."""

STORY_BEGINS = re.compile(r"[\"“‘'(\[]*(?=[^\W_])[^a-zß-öø-ÿ]")
LOWER_CASE = re.compile(r"[a-z]")


def read_dateline(body: str) -> Dateline | None:
    """The dateline that ``body`` (normalised text) begins with, or None.

    A first line that is only a full date counts as one, alone or before a dateline proper.

    >>> read_dateline("RAQQA, Syria (Reuters) - Two soldiers were killed.")
    Dateline(text='RAQQA, Syria (Reuters)', end=25, place='RAQQA, Syria', place_start=0, place_end=12, \
date_text='', origin='Reuters')
    >>> read_dateline("The town — held by rebels — fell on Monday.")
    """
    desk = DESK_LINE.match(body)
    if desk:
        return _at(body, desk.end(), "")
    line = DATE_LINE.match(body[:LOOKAHEAD])
    if line is None or parse_day(line["date"]) is None:
        return _at(body, 0, "")
    below = _at(body, line.end(), line["date"])
    return below or Dateline(text=line["text"], end=line.end(), date_text=line["date"])


def wire_named(text: str) -> str:
    """The short name of the wire that ``text`` as a whole names, or ``""``.

    >>> wire_named("Agence France-Presse"), wire_named("Mr. Reuter")
    ('AFP', '')
    """
    return WIRES.get(" ".join(text.split()).casefold(), "")


def parse_day(text: str) -> datetime.date | None:
    """The day a date with a month's name or an ISO date stands for; None without a year or if there is none
    such.

    >>> parse_day("3 JAN 90"), parse_day("Sunday, June 23, 2019"), parse_day("30 February 2020")
    (datetime.date(1990, 1, 3), datetime.date(2019, 6, 23), None)
    """
    text = " ".join(text.split())
    found = DAY.fullmatch(text)
    try:
        if found is None:
            return datetime.datetime.strptime(text, "%Y-%m-%d").date()
        year = int(found["year"])
        if len(found["year"]) == 2:
            year += 1900 if year >= CENTURY_TURN else 2000
        month = MONTHS[(found["m1"] or found["m2"])[:3].lower()]
        return datetime.date(year, month, int(found["d1"] or found["d2"]))
    except ValueError:
        return None


def _at(body: str, start: int, date_above: str) -> Dateline | None:
    """The dateline proper at ``start``; its text begins with the date line above, if there is one."""
    head = body[start : start + LOOKAHEAD]
    found = _signed(head) or _dated(head) or _bare(head)
    if found is None:
        return None
    fields = found.groupdict()
    place = fields["place"] or ""
    if _first_word(place) in NOT_A_PLACE:
        place = ""
    place_start = start + found.start("place") if place else 0
    tags = TAGS.match(head, found.end())
    return Dateline(
        text=body[: start + found.end("text")],
        end=start + (tags or found).end(),
        place=place,
        place_start=place_start,
        place_end=place_start + len(place),
        date_text=" ".join((date_above or fields.get("date") or "").split()),
        origin=" ".join((fields.get("origin") or "").split()),
    )


def _signed(head: str) -> re.Match[str] | None:
    """A dateline with an origin: a known wire, or one that a date, a qualifier or a media word vouches
    for."""
    for number, form in enumerate(SIGNED):
        found = form.match(head)
        if found is None:
            continue
        origin, place, in_capitals = found["origin"], found["place"], number == 0
        if wire_named(origin):
            return found
        broadcaster = MEDIA_WORD.search(origin) is not None
        if found["date"] and (in_capitals or broadcaster):
            return found
        if in_capitals and _first_word(place) not in NOT_A_PLACE:
            qualified = "," in place and origin[0].isupper()
            if (broadcaster or qualified) and STORY_BEGINS.match(head, found.end()):
                return found
    return None


def _dated(head: str) -> re.Match[str] | None:
    """A capitalised place and a date before a dash: "Baghdad, 3 March – "."""
    found = DATED_PLACE.match(head)
    if found is None or _first_word(found["place"]) in NOT_A_PLACE:
        return None
    is_weekday = re.fullmatch(WEEKDAY, found["place"], re.IGNORECASE)
    return found if not is_weekday and STORY_BEGINS.match(head, found.end()) else None


def _bare(head: str) -> re.Match[str] | None:
    """A place in capitals before a dash, in a text that is not itself in capitals: "KYIV — "."""
    found = BARE_PLACE.match(head)
    if found is None or not STORY_BEGINS.match(head, found.end()):
        return None
    if not LOWER_CASE.search(head, found.end(), found.end() + 60):
        return None
    name = found["place"].split(",")[0].split(" (")[0]
    words = name.casefold().split()
    if words[0] in NOT_A_PLACE or len(name) < SHORTEST_BARE_PLACE or "." in name[:-1]:
        return None
    qualified = name != found["place"]
    return found if len(words) == 1 or qualified or words[0] in FIRST_OF_SEVERAL else None


def _first_word(place: str) -> str:
    return re.split(r"[ ,/]", place, maxsplit=1)[0].casefold()

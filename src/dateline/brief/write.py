"""A brief as HTML, Markdown, PDF or JSON."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.brief.drawing import bars_svg, days_svg, map_svg
from dateline.brief.make import quote_key
from dateline.brief.period import Period
from dateline.brief.records import Brief, Evidence, Totals
from dateline.changes import country_name
from dateline.errors import UsageError
from dateline.export.excerpt import one_line

__all__ = ["FORMATS", "Format", "brief_json", "totals_from", "write"]

Format = Literal["html", "md", "pdf", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
MOST_BARS = 12
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&.-])")
_PAGES = Environment(
    loader=PackageLoader("dateline.brief"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def write(brief: Brief, format: Format, labels: Mapping[str, str]) -> bytes:
    """The brief in one of the formats; ``labels`` are the codebook's names of event types.

    Raises:
        UsageError: there is no such format.
    """
    if format not in FORMATS:
        raise UsageError(f"no format {format!r}; a brief is {', '.join(FORMATS)}")
    if format == "json":
        return (json.dumps(brief_json(brief), ensure_ascii=False, indent=1) + "\n").encode()
    shown = _shown(brief, labels)
    if format == "html":
        style = files("dateline.brief").joinpath("templates/brief.css").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        page = _PAGES.get_template("brief.html").render(**shown, style=Markup(style), style_hash=digest)  # noqa: S704 - ours
        return page.encode()
    if format == "md":
        return _markdown(shown).encode()
    return _pdf(shown)


def brief_json(brief: Brief) -> dict[str, Any]:
    """Every sentence with its ids and spans, so that a program can look each up; and both periods' totals."""
    return {
        "title": brief.title,
        "period": asdict(brief.period),
        "filters": dict(brief.filters),
        "machine": any(sentence.machine for sentence in brief.sentences),
        "totals": asdict(brief.totals),
        "before": asdict(brief.before),
        "only_country": dict(brief.only_country),
        "unplaced": brief.unplaced,
        "points": [asdict(point) for point in brief.points],
        "sections": [asdict(section) for section in brief.sections],
    }


def totals_from(data: Mapping[str, Any]) -> Totals:
    """The totals of a brief that was written as JSON.

    Raises:
        UsageError: it is none.
    """
    try:
        totals = dict(data["totals"])
        return Totals(**{**totals, "period": Period(**totals["period"])})
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError("this is no brief written with --format json") from error


def _shown(brief: Brief, labels: Mapping[str, str]) -> dict[str, Any]:
    """The brief as plain data for the templates: strings, numbers and lists only, SVG as text."""
    now, before = brief.totals, brief.before
    return {
        "title": brief.title,
        "filters": ", ".join(f"{name} = {value}" for name, value in brief.filters.items()),
        "machine": any(sentence.machine for sentence in brief.sentences),
        "totals": _rows(now, before),
        "before": f"{before.period.first} to {before.period.last}",
        "map": Markup(map_svg(brief.points, brief.only_country)),  # noqa: S704 - escapes what it is given
        "days": Markup(days_svg(now.days, now.period)),  # noqa: S704
        "lands": Markup(bars_svg(_bars(now.countries, before.countries, country_name), "By country")),  # noqa: S704
        "types": Markup(bars_svg(_bars(now.types, before.types, lambda t: labels.get(t, t)), "By type")),  # noqa: S704
        "only_country": [f"{country_name(code)}: {count}" for code, count in brief.only_country.items()],
        "unplaced": brief.unplaced,
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "note": section.note,
                "sentences": [_sentence(sentence, brief) for sentence in section.sentences],
            }
            for section in brief.sections
        ],
    }


def _sentence(sentence: Any, brief: Brief) -> dict[str, Any]:
    tags = [
        tag
        for tag in (
            sentence.status,
            sentence.grade + (f": {sentence.grade_reason}" if sentence.grade_reason else ""),
            "machine-made, not reviewed" if sentence.machine else "reviewed",
        )
        if tag
    ]
    return {
        "id": sentence.id,
        "text": one_line(sentence.text),
        "tags": [one_line(tag) for tag in tags],
        "notes": [one_line(note) for note in sentence.notes],
        "incidents": list(sentence.incidents),
        "sources": list(_sources(sentence.evidence, brief)),
    }


def _sources(evidence: Sequence[Evidence], brief: Brief) -> Iterable[dict[str, Any]]:
    """The evidence by account and sentence: a sentence of a document once, with all words in it."""
    groups: dict[tuple[str, str, str], list[Evidence]] = {}
    for one in evidence:
        quote = brief.quotes.get(quote_key(one), "") if one.part == "body" else f"{one.part}: {one.quote}"
        groups.setdefault((one.incident_id, one.account_id, quote), []).append(one)
    for (incident, account, quote), words in groups.items():
        head = brief.documents[words[0].document_id]
        yield {
            "quote": one_line(quote),
            "words": [one_line(w.quote) for w in words],
            "where": " · ".join(dict.fromkeys(f"{w.field} {w.part}[{w.start}:{w.end}]" for w in words)),
            "outlet": head["outlet"] or head["source_name"],
            "published": head["published"][:10],
            "url": head["url"] if urlsplit(head["url"]).scheme in {"http", "https"} else "",
            "incident": incident,
            "account": account,
            "document": words[0].document_id,
        }


def _rows(now: Totals, before: Totals) -> list[tuple[str, str, str]]:
    names = dict.fromkeys(("occurred", *now.statuses, *before.statuses))
    rows = [("documents read", str(now.documents), str(before.documents))]
    rows += [
        (f"incidents: {name}", str(now.statuses.get(name, 0)), str(before.statuses.get(name, 0)))
        for name in names
    ]
    rows.append(("statements", str(now.statements), str(before.statements)))
    rows.append(("killed (occurred)", _killed(now), _killed(before)))
    rows.append(
        ("violent incidents without a figure for killed", str(now.killed_unknown), str(before.killed_unknown))
    )
    return rows


def _killed(totals: Totals) -> str:
    if totals.killed_low is None:
        return "no figure told"
    high = f"{totals.killed_high}{' or more' if totals.killed_open else ''}"
    span = high if totals.killed_low == totals.killed_high else f"{totals.killed_low} to {high}"
    return span if totals.killed_best in {None, totals.killed_low} else f"{span}, best {totals.killed_best}"


def _bars(now: Mapping[str, int], before: Mapping[str, int], named: Any) -> list[tuple[str, int, int]]:
    return [
        (named(code) if code else "not known", count, before.get(code, 0))
        for code, count in list(now.items())[:MOST_BARS]
    ]


def _plain(text: str) -> str:
    """Text that Markdown takes as it stands."""
    return _MARKDOWN.sub(r"\\\1", text)


def _markdown(shown: Mapping[str, Any]) -> str:
    lines = [f"# {_plain(shown['title'])}", ""]
    if shown["filters"]:
        lines += [f"Only: {_plain(shown['filters'])}", ""]
    if shown["machine"]:
        lines += ["Machine-made: coded by program, and not reviewed where a sentence says so.", ""]
    lines += [f"| | these days | {_plain(shown['before'])} |", "|---|---|---|"]
    lines += ["| " + " | ".join(_plain(cell) for cell in row) + " |" for row in shown["totals"]]
    apart = [_plain(text) for text in shown["only_country"]]
    if apart or shown["unplaced"]:
        lines += [
            "",
            f"Known by country only: {'; '.join(apart) or 'none'}. No country known: {shown['unplaced']}.",
        ]
    for section in shown["sections"]:
        lines += ["", f"## {_plain(section['title'])}", "", _plain(section["note"]), ""]
        for sentence in section["sentences"]:
            lines.append(f"- {_plain(sentence['text'])} *{_plain('; '.join(sentence['tags']))}*")
            lines += [f"  - may be explained: {_plain(note)}" for note in sentence["notes"]]
            for source in sentence["sources"]:
                link = f" <{source['url']}>" if source["url"] and not set(source["url"]) & set("<> ") else ""
                head = f"{_plain(source['outlet'])}, {_plain(source['published'])}"
                told = f"“{_plain(source['quote'])}” {head}{link}"
                ids = f"`{source['incident']}` `{source['account']}` {_plain(source['where'])}"
                lines.append(f"  - {told} ({ids})")
    return "\n".join(lines) + "\n"


def _pdf(shown: Mapping[str, Any]) -> bytes:
    """By typst, from data: what a document says is a string there, never markup."""
    import typst

    template = files("dateline.brief").joinpath("templates/brief.typ").read_bytes()
    data = {name: str(value) if isinstance(value, Markup) else value for name, value in shown.items()}
    made = typst.compile(
        template, sys_inputs={"brief": json.dumps(data, ensure_ascii=False)}, ignore_system_fonts=True
    )
    if not isinstance(made, bytes):
        raise UsageError("the PDF could not be made")
    return made

"""Whole pages made from code: command line, settings, codebook, exchange record, API and errors."""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import click

import dateline
from dateline import errors, model
from dateline.cli import main
from dateline.codebook import Codebook
from dateline.codebook import render as codebook
from dateline.codec import json_schema
from dateline.settings import as_markdown as settings_as_markdown
from docs.example import ROOT, Example, fullest_account, record_as_json

__all__ = [
    "GENERATED",
    "api_page",
    "cli_page",
    "codebook_page",
    "errors_page",
    "record_page",
    "settings_page",
]

GENERATED = "<!-- Written by `make docs` from the code; a change made here is lost. -->\n\n"
HELP_WIDTH = 100
LEVELS = ("AccountRecord", "IncidentRecord", "DocumentRecord")
RECORD_HEAD = """\
`dateline export --format jsonl` writes one JSON object a line, and `dateline.open(...)` answers in the same
records as dictionaries. All fields are always there; `null` is unknown, never 0 and never an empty string.
Fields may be added, never renamed or taken away. The JSON Schema is
[exchange.schema.json](exchange.schema.json); `dateline schema` prints it.

An account of the [examples](../examples/README.md), as `dateline export --level account --format jsonl`
writes it, with line breaks added:
"""
ERRORS_TAIL = """\
On the command line any of them is one message on stderr and exit code 2. A document that cannot be read ends
no run: it is kept as a rejection with its stage and reason, the run goes on, and the exit code is 1. Ctrl-C
ends a run after the document at hand with exit code 130; the same command goes on where it stopped.
"""


def cli_page() -> str:
    """The help text of every command, in the order of the work.

    Raises:
        ValueError: a command or an option has no help text.
    """
    lines = ["# Command line", "", inspect.cleandoc(main.help or ""), ""]
    for name, command in main.commands.items():
        lines += [f"## dateline {name}", "", "```text", _help(name, command), "```", ""]
    return GENERATED + "\n".join(lines)


def _help(name: str, command: click.Command) -> str:
    names = main.context_settings["help_option_names"]
    with click.Context(
        command, info_name=f"dateline {name}", terminal_width=HELP_WIDTH, help_option_names=names
    ) as context:
        text = command.get_help(context)
        silent = [
            param.name
            for param in command.get_params(context)
            if isinstance(param, click.Option) and not param.help
        ]
    if not command.help or silent:
        raise ValueError(f"dateline {name}: no help text on {silent or 'the command'}")
    return text


def settings_page() -> str:
    """The table of settings."""
    return GENERATED + settings_as_markdown()


def codebook_page() -> str:
    """Types, statuses and vague quantities."""
    return GENERATED + codebook.as_markdown(Codebook.load())


def record_page(example: Example) -> str:
    """Every field of the exchange records, from their schema, and one real record.

    Raises:
        ValueError: a field has no meaning in ``docs/fields.toml``.
    """
    definitions: Mapping[str, Any] = json_schema()["$defs"]  # type: ignore[assignment]
    meanings = tomllib.loads((ROOT / "docs" / "fields.toml").read_text(encoding="utf-8"))
    lines = [
        "# Exchange record",
        "",
        *RECORD_HEAD.splitlines(),
        "```json",
        record_as_json(fullest_account(example)),
        "```",
        "",
    ]
    others = [name for name, entry in definitions.items() if name not in LEVELS and "properties" in entry]
    for name in (*LEVELS, *others):
        lines += _record_table(name, definitions[name], meanings)
    lines += ["## Closed lists", "", "| name | values |", "|---|---|"]
    lines += [f"| {name} | {_values(entry)} |" for name, entry in definitions.items() if "enum" in entry]
    return GENERATED + "\n".join(lines) + "\n"


def _record_table(
    name: str, entry: Mapping[str, Any], meanings: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    yield from (
        f"## {name}",
        "",
        _markdown(entry["description"]),
        "",
        "| field | type | meaning |",
        "|---|---|---|",
    )
    for field, kind in entry["properties"].items():
        meaning = meanings.get(name, {}).get(field) or meanings["any"].get(field)
        if meaning is None:
            raise ValueError(f"docs/fields.toml does not say what {name}.{field} means")
        yield f"| `{field}` | {_type(kind)} | {meaning} |"
    yield ""


def _type(kind: Mapping[str, Any]) -> str:
    if "$ref" in kind:
        name = kind["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower() if name.endswith('Record') else 'closed-lists'})"
    if "anyOf" in kind:
        return " or ".join(map(_type, kind["anyOf"]))
    if kind.get("type") == "array":
        if "prefixItems" in kind:
            return "pair of " + _type(kind["prefixItems"][0])
        return f"list of {_type(kind['items'])}"
    if isinstance(kind.get("additionalProperties"), Mapping):
        return f"map to {_type(kind['additionalProperties'])}"
    if "enum" in kind:
        return _values(kind)
    return str(kind.get("type", "any"))


def _values(entry: Mapping[str, Any]) -> str:
    return ", ".join(f"`{value}`" for value in entry["enum"])


def api_page() -> str:
    """What ``import dateline`` offers, from its docstrings, and the records it answers in."""
    lines = [
        "# Python API",
        "",
        "```python",
        inspect.cleandoc(dateline.__doc__ or "").partition("\n\n")[2],
        "```",
        "",
    ]
    for name in dateline.__all__:
        if name != "__version__":
            lines += _api_entry(f"dateline.{name}", getattr(dateline, name))
    lines += ["## Records of `dateline.model`", "", "`dateline.code` gives accounts as these records.", ""]
    for name in ("Account", "Assertion", "Span", "Document", *_value_records(), "Attribution", "Rejection"):
        lines += _api_entry(name, getattr(model, name), level=3)
    return GENERATED + "\n".join(lines).rstrip() + "\n"


def _value_records() -> list[str]:
    return [kind.__name__ for kind in model.Value.__args__]


def _api_entry(name: str, item: object, level: int = 2) -> Iterator[str]:
    head = "#" * level
    if not inspect.isclass(item):
        yield from (f"{head} `{name}`", "", "```text", _call(name, item), "```", "", _docstring(item), "")
        return
    yield from (f"{head} `{name}`", "", _docstring(item), "")
    if is_dataclass(item):
        known = [f"`{field.name}: {field.type}`" for field in fields(item) if not field.name.startswith("_")]
        yield from (f"Fields: {', '.join(known)}", "")
    own = [kind for kind in inspect.getmro(item) if kind.__module__.startswith("dateline.")]
    members = {name: member for kind in reversed(own) for name, member in vars(kind).items()}
    for attribute, member in members.items():
        if attribute.startswith("_") or not (callable(member) or _is_property(member)):
            continue
        shown = _signature(member) if callable(member) else ""
        first, _, rest = _docstring(member if callable(member) else _getter(member)).partition("\n")
        yield f"- **`{attribute}{shown}`** {first}"
        yield from (f"  {line}".rstrip() for line in rest.splitlines())
    yield ""


def _is_property(member: object) -> bool:
    return isinstance(member, property) or hasattr(member, "func")


def _getter(member: Any) -> object:
    return member.fget if isinstance(member, property) else member.func


def _call(name: str, item: Any) -> str:
    """A function's signature with one parameter a line."""
    signature = inspect.signature(item)
    lines: list[str] = []
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and "    *," not in lines:
            lines.append("    *,")
        lines.append(f"    {_unquoted(str(parameter))},")
    return "\n".join([f"{name}(", *lines, f") -> {signature.return_annotation}"])


def _signature(item: Any) -> str:
    return re.sub(r"\(self(?:, )?", "(", _unquoted(str(inspect.signature(item))))


def _unquoted(text: str) -> str:
    """Annotations, which are strings in our modules, without their quotes."""
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", text)


def _docstring(item: object) -> str:
    text = inspect.getdoc(item)
    if not text:
        raise ValueError(f"{item!r} has no docstring")
    return _markdown(text)


def _markdown(text: str) -> str:
    """Our docstrings as Markdown: roles and backticks become code, ``Raises`` a list."""
    text = re.sub(r":\w+:`~?(?:[\w.]+\.)?(\w+)`", r"`\1`", text).replace("``", "`")
    text = re.sub(r"^Raises:\n", "Raises:\n\n", text, flags=re.MULTILINE)
    text = re.sub(r"^ {4}([A-Z]\w+): ", r"- `\1`: ", text, flags=re.MULTILINE)
    return re.sub(r"\s*# doctest: \+SKIP", "", text)


def errors_page() -> str:
    """The error tree, and what each error means."""
    told = inspect.getdoc(errors) or ""
    head, tree, tail = re.split(r"\s+::\n\n|\n\n(?=A message)", told)
    lines = [
        "# Errors",
        "",
        _markdown(head),
        "",
        "```text",
        inspect.cleandoc(tree),
        "```",
        "",
        _markdown(tail),
        "",
    ]
    for name in errors.__all__:
        lines += [f"- `{name}`: {' '.join(_docstring(getattr(errors, name)).split())}"]
    lines += [
        "",
        *ERRORS_TAIL.splitlines(),
    ]
    return GENERATED + "\n".join(lines) + "\n"

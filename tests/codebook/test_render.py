"""The codebook as a person reads it."""

from dateline.codebook import Codebook, render


def test_both_views_tell_every_type_status_and_quantity():
    codebook = Codebook.load()
    text, markdown = render.as_text(codebook), render.as_markdown(codebook)
    for event_type in codebook.types:
        assert f"\n{event_type} - " in text
        assert f"### `{event_type}`" in markdown
    for status in codebook.statuses:
        assert f"\n{status}\n" in text
        assert f"### `{status}`" in markdown
    assert "24 or more" in text
    assert "| dozens | 24 or more |" in markdown


def test_the_text_fits_a_terminal_and_names_codes():
    text = render.as_text(Codebook.load())
    assert max(map(len, text.splitlines())) <= render.TEXT_WIDTH
    assert (
        "ACLED Battles / Armed clash; PLOVER ASSAULT (firearms); GTD attack type 6 Armed Assault"
        in " ".join(text.split())
    )
    assert text.endswith("\n")


def test_a_users_words_cannot_become_markup(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        """
[types.spell]
family = "disorder"
label = "Spell"
definition = "Someone writes <script>alert(1)</script> and [a link](javascript:x) in a codebook."
examples = ["A wizard wrote | in a table and went home again."]
nouns = ["spell"]
acled = { event_type = "Riots", sub_event_type = "Mob violence" }
plover = { type = "AID" }
""",
        encoding="utf-8",
    )
    markdown = render.as_markdown(Codebook.load([path]))
    assert "<script>" not in markdown
    assert "\\<script\\>" in markdown
    assert "\\[a link\\]" in markdown

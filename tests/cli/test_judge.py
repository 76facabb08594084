"""`unspoiled judge`: a line for each sentence, in the shape that others build on."""

import io
import json
import sys

import pytest

from tests.toy import FERRY, REVIEWS

KEYS = {
    "start", "end", "text", "reveals", "probability", "safe_from", "shown", "proof",
}  # fmt: skip
REVEALS = ["feel", "premise", "hint", "later", "ending"]
TEXT = (
    "The acting is superb and the music is lovely. "
    "In the last episode Ji-an dies in his arms and he burns the house down."
)


@pytest.fixture
def note(tmp_path):
    file = tmp_path / "note.txt"
    file.write_text(TEXT, "utf-8")
    return file


def test_one_line_a_sentence_in_the_promised_shape(run, note):
    ran = run("judge", note, "--json")

    assert ran.code == 0
    first, second = ran.lines
    for line in ran.lines:
        assert line.keys() == KEYS
        assert list(line["probability"]) == REVEALS
        assert sum(line["probability"].values()) == pytest.approx(1, abs=1e-4)
        assert line["text"] == TEXT[line["start"] : line["end"]]
    assert (first["reveals"], first["shown"]) == ("feel", True)
    assert first["safe_from"] == 0
    assert first["proof"] in ("feel", "premise", "scope", "synopsis")
    assert second["reveals"] in ("later", "ending")
    assert (second["shown"], second["proof"], second["safe_from"]) == (
        False, None, "all",
    )  # fmt: skip
    assert "%" in ran.err  # how far such a proof can be trusted


def test_text_from_standard_input(run, note, monkeypatch):
    pipe = io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", pipe)

    assert run("judge", "-", "--json").out == run("judge", note, "--json").out


def test_offsets_are_of_the_text_as_read(run, tmp_path):
    text = "\r\nA \U0001f9c2 salty comedy.\r\n\r\n**Great** acting, 정말!\r\n"
    file = tmp_path / "note.md"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())

    for line in run("judge", file, "--json").lines:
        assert line["text"] == text[line["start"] : line["end"]]


def test_what_everybody_has_seen_is_shown(run, note):
    lines = run("judge", note, "--boundary", "all", "--json").lines

    assert {line["proof"] for line in lines} == {"seen"}


def test_with_a_title_its_summaries_prove_what_lies_before(run, tmp_path):
    file = tmp_path / "note.txt"
    file.write_text("Yeon-du signs a letter of intent and hides it in the rice jar.")

    def shown(*arguments):
        (line,) = run(
            "judge", file, "--title", "The Salt Ferry", "--json", *arguments
        ).lines
        return line["shown"], line["proof"]

    assert shown() == (False, None)
    assert shown("--boundary", "2") == (False, None)
    assert shown("--boundary", "3") == (True, "before")
    assert shown("--boundary", "S1E3") == (True, "before")


def test_a_title_that_nobody_knows_is_told_and_the_text_judged(run, note):
    ran = run("judge", note, "--title", "Quite Another Thing", "--json")

    assert ran.code == 0
    assert len(ran.lines) == 2
    assert "Quite Another Thing" in ran.err
    assert "without the title's facts" in ran.err


def test_given_spans_are_judged_instead(run, note, tmp_path):
    spans = tmp_path / "spans.json"
    spans.write_text(json.dumps([[46, len(TEXT)], [0, 20]]))

    lines = run("judge", note, "--spans", spans, "--json").lines

    assert [(line["start"], line["end"]) for line in lines] == [
        (46, len(TEXT)),
        (0, 20),
    ]
    assert lines[0]["shown"] is False


@pytest.mark.parametrize(
    "spans",
    ["no json", '{"a": 1}', "[[0, 5], [3]]", "[[5, 5]]", "[[0, 9999]]", "[[-1, 4]]"],
)
def test_spans_that_make_no_sense(run, note, tmp_path, spans):
    file = tmp_path / "spans.json"
    file.write_text(spans)

    ran = run("judge", note, "--spans", file, "--json")

    assert (ran.code, ran.out) == (1, "")
    assert "spans.json" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_the_format_decides_what_is_a_mark(run, tmp_path):
    file = tmp_path / "note.txt"
    file.write_text("Lovely. <details>The music is beautiful.</details> Great acting.")

    def hidden(*arguments):
        lines = run("judge", file, "--json", *arguments).lines
        return [line["text"] for line in lines if not line["shown"]]

    assert any("music" in text for text in hidden("--format", "html"))
    assert run("judge", file, "--format", "word").code == 2


@pytest.mark.parametrize("file", [FERRY, REVIEWS / "kiln.md", REVIEWS / "ninth.html"])
def test_on_a_screen(run, file):
    ran = run("judge", file)

    assert ran.code == 0
    assert "hidden" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_an_empty_text_has_no_sentences(run, tmp_path):
    file = tmp_path / "empty.txt"
    file.write_text("")

    ran = run("judge", file, "--json")

    assert (ran.code, ran.out) == (0, "")


def test_front_matter_is_no_sentence(run, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("---\ntitle: The Salt Ferry\nrating: 9\n---\n\nSo *calm* a show.\n")

    ran = run("judge", str(page), "--json")

    (line,) = [json.loads(line) for line in ran.out.splitlines()]
    assert page.read_text()[line["start"] : line["end"]] == line["text"]
    assert line["text"] == "So *calm* a show."

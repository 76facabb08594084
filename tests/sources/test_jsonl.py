"""Records a line: broken, cut, packed and absurd files lose nothing that is good."""

import gzip
import json
import tracemalloc

import pytest

from unspoiled.sources import lines
from unspoiled.sources.paths import read_path
from unspoiled.sources.records import ReviewDefaults

GOOD = '{"title": "A Quiet Pier", "year": 2020}'


def read(path, **said):
    return list(read_path(path, defaults=ReviewDefaults(**said)))


def told(records):
    return [str(record.problem) for record in records if record.problem]


def test_invalid_json_is_told_with_its_line_and_the_rest_is_read(tmp_path):
    rows = [json.dumps({"title": f"Pier {n}"}) for n in range(900)]
    rows[811] = '{"title": broken'
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(rows))

    found = read(path)

    assert len([r for r in found if r.title]) == 899
    assert [r.line for r in found if r.problem] == [812]
    assert "line 812: this is not valid JSON" in told(found)[0]
    assert found[811].raw == {"text": rows[811]}


def test_a_cut_gzip_yields_what_came_before(tmp_path):
    rows = "".join(json.dumps({"title": f"Pier {n}"}) + "\n" for n in range(5000))
    packed = gzip.compress(rows.encode())
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(packed[: len(packed) // 2])

    found = read(path)
    titles = [r.title for r in found if r.title]

    assert len(titles) > 1000
    assert len(told(found)) == 1
    assert found[-1].line == len(titles) + 1
    assert f"line {len(titles) + 1}: the packed file is cut off here" in told(found)[0]


def test_damaged_gzip_is_told(tmp_path):
    packed = bytearray(gzip.compress((GOOD + "\n").encode() * 50_000))
    packed[len(packed) // 2] ^= 0xFF
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    (tmp_path / "b.jsonl.gz").write_text(GOOD)

    assert told(read(tmp_path / "a.jsonl.gz"))
    assert "not a gzip file" in told(read(tmp_path / "b.jsonl.gz"))[0]


def test_an_endless_line_is_passed_over_in_bounded_memory(tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        file.write(GOOD + "\n")
        for _ in range(60):
            file.write("x" * 1_000_000)
        file.write("\n" + GOOD)

    tracemalloc.start()
    found = read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert [bool(r.title) for r in found] == [True, False, True]
    assert "line 2: this line is longer than 16 MB" in told(found)[0]
    assert peak < 3 * lines.MAX_LINE


def test_a_bomb_is_stopped(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=6) as file:
        file.write(GOOD.encode() + b"\n")
        for _ in range(100):
            file.write(b" " * 1_000_000)

    found = read(path)

    assert found[0].title is not None
    assert "unpacks to far more" in told(found)[0]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("[1, 2]", "must be a JSON object"),
        ("5", "must be a JSON object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"title": {"a": 1}}', '"title" must be a string'),
        ('{"year": 2020}', 'needs a "title"'),
        ('{"text": ""}', '"text" is empty'),
        ('{"text": "x", "year": "soon"}', '"year" must be a number'),
        ('{"title": "\\ud800"}', "not valid JSON"),
    ],
)
def test_bad_records_are_told_and_passed_over(tmp_path, line, word):
    path = tmp_path / "a.jsonl"
    path.write_text(f"{GOOD}\n{line}\n\n{GOOD}\n")

    found = read(path)

    assert [bool(r.title) for r in found] == [True, False, True]
    assert "line 2: " in told(found)[0]
    assert word in told(found)[0]


def test_all_kinds_of_records_are_read_and_bad_ones_named(tmp_path):
    rows = [
        {"title": "A Quiet Pier", "id": "t-1"},
        {"text": "Calm.", "title_id": "t-1"},
        {"text": "Something calm", "answers": ["t-1"]},
        {"text": "Something calm", "answers": []},
        {"rater": "a", "title_id": "t-1", "rating": 8},
        {"rater": "a", "title_id": "t-1", "rating": "much"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "b.json").write_text(json.dumps(rows))
    (tmp_path / "c.jsonl.gz").write_bytes(
        gzip.compress("\n".join(map(json.dumps, rows)).encode())
    )

    for path in tmp_path.iterdir():
        found = read(path, title="Another", author="Ann")
        title, review, request, bad_request, rating, bad_rating = found
        assert title.title.id == request.request.answers[0] == rating.rating.title_id
        assert review.review.author == "Ann"
        assert "answers" in str(bad_request.problem)
        assert "rating" in str(bad_rating.problem)
        for bad, line in ((bad_request, 4), (bad_rating, 6)):
            assert bad.line in (line, None)
            assert (bad.raw, bad.apart) == ({}, False)


def test_byte_order_marks(tmp_path):
    (tmp_path / "a.jsonl").write_text(GOOD, encoding="utf-8-sig")
    (tmp_path / "b.jsonl").write_text(GOOD, encoding="utf-16")

    assert read(tmp_path / "a.jsonl")[0].title is not None
    assert "UTF-16" in told(read(tmp_path / "b.jsonl"))[0]


def test_defaults_fill_what_a_record_does_not_say(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "One."}\n{"text": "Two.", "title": "Night Ferry", "author": "Bo"}\n'
    )

    one, two = [
        r.review for r in read(path, title="A Quiet Pier", year=2020, author="Ann")
    ]

    assert (one.title, one.year, one.author) == ("A Quiet Pier", 2020, "Ann")
    assert (two.title, two.year, two.author) == ("Night Ferry", None, "Bo")


def test_json_that_is_no_json_names_the_line(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{\n"a":\n}')

    assert "line 3: this is not valid JSON" in told(read(path))[0]

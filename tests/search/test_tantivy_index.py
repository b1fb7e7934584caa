"""What is of the index in the data folder alone: its files, and other processes that read them."""

import subprocess
import sys

import pytest
from tests.search.making import STATE, fill, make_document

from congtin.search.engine import NoIndexYet
from congtin.search.question import read_question
from congtin.search.tantivy_index import TantivyIndex


def find(engine, text):
    return [hit.title for hit in engine.find(read_question(text)).hits]


def test_a_reader_takes_up_what_another_process_committed(engine, folder):
    fill(engine, make_document(1, "Một", "họp"))
    reader = TantivyIndex(folder)
    assert find(reader, "họp") == ["Một"]
    engine.write([make_document(2, "Hai", "họp")], state=STATE)
    assert sorted(find(reader, "họp")) == ["Hai", "Một"]
    fill(engine, make_document(3, "Ba", "họp"))
    assert find(reader, "họp") == ["Ba"]


def test_a_broken_index_is_none(engine, folder):
    fill(engine, make_document(1, "Một"))
    (folder / "current").write_text("1-khong-co", encoding="utf-8")
    with pytest.raises(NoIndexYet):
        TantivyIndex(folder).find(read_question("a"))
    (folder / "current").write_text("0-cu", encoding="utf-8")
    with pytest.raises(NoIndexYet):
        TantivyIndex(folder).find(read_question("a"))


_KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from tests.search.making import STATE, make_document
from congtin.search.tantivy_index import TantivyIndex

def documents():
    yield make_document(2, "Hai", "họp")
    os.kill(os.getpid(), signal.SIGKILL)

TantivyIndex(Path(sys.argv[1])).write(documents(), state=STATE)
"""


def test_a_writer_that_is_killed_leaves_the_index_whole_and_open_to_the_next(engine, folder):
    fill(engine, make_document(1, "Một", "họp"))
    words = [sys.executable, "-c", _KILLED_WHILE_WRITING, str(folder)]
    assert subprocess.run(words, check=False).returncode == -9
    assert find(TantivyIndex(folder), "họp") == ["Một"]
    TantivyIndex(folder).write([make_document(3, "Ba", "họp")], state=STATE)
    assert sorted(find(engine, "họp")) == ["Ba", "Một"]

import pytest

import congtin
from congtin.config import command
from congtin.config.command import main


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["help"]])
def test_help_names_every_sub_command(words, capsys):
    assert main(words) == 0
    out = capsys.readouterr().out
    assert out.startswith("Cách dùng: congtin LỆNH")
    for name in ("run", "set-up", "serve", "worker", "figures", "manage"):
        assert f"congtin {name} " in out


@pytest.mark.parametrize("words", [["--version"], ["-V"]])
def test_version_is_one_line(words, capsys):
    assert main(words) == 0
    assert capsys.readouterr().out == f"congtin {congtin.__version__}\n"


def test_unknown_word_is_repeated_on_the_error_output(capsys):
    assert main(["chay"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("Không có lệnh “chay”.\n")
    assert "congtin run" in captured.err


@pytest.mark.parametrize("name", ["run", "set-up", "serve", "worker", "figures"])
def test_every_sub_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit, match="0"):
        main([name, "--help"])
    assert f"congtin {name}" in capsys.readouterr().out


@pytest.mark.parametrize(("problem", "code"), [(KeyboardInterrupt, 130), (BrokenPipeError, 0)])
def test_an_interruption_ends_without_a_traceback(problem, code, monkeypatch):
    def run(words):
        raise problem

    monkeypatch.setattr(command, "_load", lambda module: run)
    assert main(["run"]) == code


def test_words_after_the_command_are_its_own(monkeypatch):
    seen = []
    monkeypatch.setattr(command, "_load", lambda module: lambda words: seen.append(words) or 7)
    assert main(["manage", "check", "--deploy"]) == 7
    assert seen == [["check", "--deploy"]]

"""What a build that somebody waits for says of its steps."""

from __future__ import annotations

import pytest

from strategy_site import progress


def test_a_named_step_that_took_long_is_a_line_once_somebody_waits(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "REPORTED_FROM", 0)
    monkeypatch.setattr(progress, "_shown", False)
    with progress.step("nobody waits"):
        pass
    progress.show()
    for name in ("sidorna", ""):
        with progress.step(name):
            pass
    monkeypatch.setattr(progress, "REPORTED_FROM", 60)
    with progress.step("short"):
        pass
    assert capsys.readouterr().out == "  sidorna: 0.0 s\n"


def test_a_terminal_shows_in_place_what_is_being_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "_shown", True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with progress.step("short"):
        assert capsys.readouterr().out == "\r\x1b[K  short …"
    assert capsys.readouterr().out == "\r\x1b[K"
    monkeypatch.setattr(progress, "REPORTED_FROM", 0)
    with pytest.raises(ValueError, match="broken"), progress.step("long"):
        raise ValueError("broken")
    assert capsys.readouterr().out == "\r\x1b[K  long …\r\x1b[K  long: 0.0 s\n"

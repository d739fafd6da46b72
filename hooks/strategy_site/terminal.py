"""What the system refuses, said in a sentence, and a terminal that shows whatever is said."""

from __future__ import annotations

import codecs
import errno
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper

from .messages import _, message_id

_PLAIN = {
    ord(letter): plain
    for letter, plain in {
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("’‘", "'"),
        **dict.fromkeys("–—", "-"),
        "…": "...",
        "→": "->",
        "\xa0": " ",
    }.items()
}
_PLAIN_ERRORS = "strategy_site.plain"
_REASONS = {
    errno.ENOSPC: message_id(
        "The disk is full, so “%(file)s” can't be written: make room and try again."
    ),
    errno.EROFS: message_id(
        "“%(file)s” is on a disk that can only be read: work in a folder where you may write."
    ),
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM),
        message_id(
            "“%(file)s” can't be written or read: close the program that has it open, or see that"
            " you may write in the folder, and try again."
        ),
    ),
    errno.EADDRINUSE: message_id("The port is in use by another program: stop it and try again."),
}


def show_any_text() -> None:
    """Let stdout and stderr take any text: what their encoding lacks is shown in plain letters."""
    codecs.register_error(_PLAIN_ERRORS, _in_plain_letters)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_PLAIN_ERRORS)


def _in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAIN)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return plain or "?", error.end


def why_refused(error: OSError) -> str:
    """Return in one sentence what the system refuses, and what to do."""
    reason = _REASONS.get(error.errno or 0)
    file = error.filename2 or error.filename or ""
    if reason:
        return _(reason, file=file)
    return _("The system refuses “%(file)s”: %(why)s.", file=file, why=error.strerror or str(error))


@contextmanager
def refusals_told() -> Iterator[None]:
    """Say in a sentence what the system refuses in the block, and exit with 1: no traceback."""
    show_any_text()
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        print(why_refused(error), file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(1)

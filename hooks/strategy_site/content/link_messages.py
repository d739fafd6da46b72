"""What is wrong with a web address, and what it should probably be."""

from __future__ import annotations

import re
from typing import Any

from pydantic import TypeAdapter

from ..messages import _, message_id
from ..model.fields import Email, fits, is_web_link
from ..model.introspection import is_model, type_at
from ..yaml_io.reader import Position

_DOMAIN = r"(?:[\w-]+\.)+[a-z]{2,}"
_ADDRESS = re.compile(
    rf"(?i)(?:([a-z]{{2,6}})\s*:?/+)?({_DOMAIN}(?::\d+)?(?:[/?#][^\s<>()\[\]\"']*)?)"
)
_MAIL = re.compile(rf"(?i)[\w.+-]+@{_DOMAIN}")
IMPOSSIBLE = message_id(
    "“%(value).60s” is an address that can't exist; copy it again from the browser."
)
_email = TypeAdapter(Email)


def bad_link(value: Any, position: Position, context: dict[str, Any]) -> str:
    """Return the message about a value that is no web address, with the address that is meant."""
    wrong: str = context["value"]
    shown = wrong if len(wrong) <= 60 else wrong[:57] + "…"
    if re.search(r"(?i)(?:^|//|\b)(?:[a-z]:[\\/](?!/)|file:)", wrong):
        return _(
            "“%(wrong)s” is a file on a computer, which nobody else can open; write the address of "
            "a page, with https:// first.",
            wrong=shown,
        )
    mail = _MAIL.search(wrong)
    if mail and fits(_email, mail[0]):
        return _mail_instead(shown, mail[0], context)
    meant = [
        f"{'http' if found[1] and found[1].lower() == 'http' else 'https'}://{found[2]}"
        for found in _ADDRESS.finditer(wrong)
    ]
    meant = list(dict.fromkeys(link.rstrip(".,;") for link in meant))
    meant = [link for link in meant if is_web_link(link)]
    bare = len(meant) == 1 and meant[0] == f"https://{wrong}"
    if not meant and re.match("https?://", wrong):
        return _(IMPOSSIBLE, value=wrong)
    if bare or not meant:
        return _(
            "“%(value).60s” is no whole address; write it with https:// first, without spaces.",
            value=wrong,
        )
    if len(meant) > 1:
        return _("“%(wrong)s” is no whole address; write one address on each line.", wrong=shown)
    return _("“%(wrong)s” is no whole address; write %(link)s.", wrong=shown, link=meant[0])


def _mail_instead(shown: str, mail: str, context: dict[str, Any]) -> str:
    around = type_at(context["model"], context["at"][:-1])
    fields = around.model_fields if is_model(around) else {}
    key = next((name for name in fields if name.endswith("email")), None)
    if key is None:
        return _(
            "“%(wrong)s” is an e-mail address; write the address of a page, with https:// first.",
            wrong=shown,
        )
    return _(
        "“%(wrong)s” is an e-mail address, and “%(name)s” takes that of a page; write "
        "“%(key)s: %(mail)s” instead.",
        wrong=shown,
        name=context["name"],
        key=key,
        mail=mail,
    )

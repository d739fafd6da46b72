"""Any text, however odd, survives the way to a translator and back."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from strategy_site.cli.main import main
from tests.support.paths import BASE
from tests.support.po import export, msgfmt, quoted

ODD = st.sampled_from(
    [
        *'":#|\\%{}[]&*!>-?@`',
        "\n",
        "\n\n",
        " ",
        "å",
        "ä",
        "ö",
        "😀",
        "%s",
        "%(x)s",
        "5 % of",
        "\\n",
        "ord",
    ]
)
TEXTS = st.one_of(
    st.lists(ODD, min_size=1, max_size=12).map("".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40),
).filter(lambda text: bool(text.strip()))


@pytest.mark.integration
@given(source=TEXTS, old=TEXTS | st.none(), new=TEXTS)
def test_any_text_survives_the_round_trip(source: str, old: str | None, new: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "strategy"
        shutil.copytree(BASE, folder)
        path = folder / "projects/bastu.yml"
        project = yaml.safe_load(path.read_text("utf-8"))
        project["title"] = {"sv": source} | ({"fi": old} if old else {})
        path.write_text(yaml.safe_dump(project, allow_unicode=True), "utf-8")
        po = export(folder)
        msgfmt(po)
        with po.open("rb") as file:
            catalogue = read_po(file)
        message = next(m for m in catalogue if m.context == "bastu title")
        assert message.id == source.strip("\r\n")
        assert message.string == (old or "").strip("\r\n")
        # As Poedit would write it.
        escaped = quoted(new)
        text = po.read_text("utf-8")
        start = text.index('msgctxt "bastu title"')
        begin = text.index("\nmsgstr ", start)
        end = text.find("\n\n", begin)
        end = len(text) if end < 0 else end
        po.write_text(f"{text[:begin]}\nmsgstr {escaped}{text[end:]}", "utf-8")
        assert main(["import-po", str(folder), "--file", str(po)]) == 0
        after = yaml.safe_load(path.read_text("utf-8"))
        assert after["title"]["fi"].strip("\r\n") == new.strip("\r\n")
        assert after["title"]["sv"] == source

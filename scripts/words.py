"""Writes the texts of the app anew in one order and shape, so that a change is a small difference.

`make words` writes them; a test holds the files against `written()`.  The English file gives the
order; every other has its text as a comment for translators, and lists what it lacks as empty.
"""

from __future__ import annotations

import io
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import write_po

from views.parts.writing import LOCALES
from views.words import LANGUAGES, WHOLE, files, read

WIDTH = 100
FLAG = "python-brace-format"
HEAD = """msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


def names(path: Path) -> dict[str, Message]:
    """The texts of a file by their names; nothing if it is not there yet."""
    if not path.is_file():
        return {}
    found = {m.id if isinstance(m.id, str) else m.id[0]: m for m in read(path)}
    return {name: message for name, message in found.items() if name}


def placeholders(message: Message) -> set[str]:
    """What all forms of a text leave open."""
    said = (message.string,) if isinstance(message.string, str) else message.string
    return {name for form in said for _, name, _, _ in Formatter().parse(form) if name}


def written(path: Path) -> str:
    """The file `path` as it should be."""
    language = path.parent.name
    whole = names(path.parents[1] / WHOLE / path.name)
    own = names(path)
    plural = get_plural(LOCALES[language])
    made = Catalog(locale=LOCALES[language])
    for name, told in whole.items():
        counted = not isinstance(told.id, str)
        forms = plural.num_plurals if counted else 1
        here = own.get(name)
        said = here.string if here else ""
        said = [said] if isinstance(said, str) else list(said)
        said = [*said, *[said[-1]] * forms][:forms]
        texts = [told.string] if isinstance(told.string, str) else told.string
        fuzzy = ["fuzzy"] if here and here.fuzzy else []
        made.add(
            (name, name) if counted else name,
            tuple(said) if counted else said[0],
            flags=[*fuzzy, *([FLAG] if placeholders(told) else [])],
            auto_comments=[] if language == WHOLE else list(texts),
            user_comments=here.user_comments if here else [],
        )
    file = io.BytesIO()
    write_po(file, made, width=WIDTH, omit_header=True)
    head = HEAD.format(locale=LOCALES[language], plural=plural.plural_forms)
    return head + file.getvalue().decode().strip() + "\n"


def main() -> None:
    """Writes every file of every language; a language that lacks one gets it, its texts empty."""
    for language in LANGUAGES:
        for path in files(WHOLE):
            target = path.parents[1] / language / path.name
            target.parent.mkdir(exist_ok=True)
            target.write_text(written(target), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Identifiers against their check digits: real ones pass, and every slip of one digit fails."""

import pytest

from loaders.identifiers import ROR_CHARACTERS, USCC_CHARACTERS, canonical

GOOD = [
    ("ror", "https://ror.org/00rd5t069", "https://ror.org/00rd5t069"),
    ("ror", "00rd5t069", "https://ror.org/00rd5t069"),
    ("ror", "ROR.org/05A28RW58", "https://ror.org/05a28rw58"),
    ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    ("orcid", "0000-0002-1694-233x", "0000-0002-1694-233X"),
    ("uscc", "91350100M000100Y43", "91350100M000100Y43"),  # the example of GB 32100-2015
    ("uscc", "91350100m000100y43", "91350100M000100Y43"),
    ("cordis", "999997930", "999997930"),
]


@pytest.mark.parametrize(("scheme", "text", "expected"), GOOD)
def test_a_good_identifier_is_written_in_one_way(scheme: str, text: str, expected: str) -> None:
    assert canonical(scheme, text) == expected


def slips(text: str, alphabet: str) -> list[str]:
    """`text` with each of its characters replaced by the next of the alphabet."""
    changed = []
    for i, c in enumerate(text):
        if c in alphabet:
            other = alphabet[(alphabet.index(c) + 1) % len(alphabet)]
            changed.append(text[:i] + other + text[i + 1 :])
    return changed


@pytest.mark.parametrize(
    ("scheme", "text", "alphabet"),
    [
        ("ror", "00rd5t069", ROR_CHARACTERS),
        ("orcid", "0000-0002-1825-0097", "0123456789"),
        ("uscc", "91350100M000100Y43", USCC_CHARACTERS),
    ],
)
def test_one_wrong_character_is_found(scheme: str, text: str, alphabet: str) -> None:
    wrong = slips(text, alphabet)
    assert len(wrong) >= 9
    assert [w for w in wrong if canonical(scheme, w) is not None] == []


@pytest.mark.parametrize("scheme", ["ror", "orcid", "uscc", "cordis"])
def test_other_text_is_no_identifier(scheme: str) -> None:
    assert canonical(scheme, "none") is None

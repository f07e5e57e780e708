"""Identifiers that carry their own proof, brought to one way of writing."""

from __future__ import annotations

import re

USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: without I, O, S, V, Z
ROR_CHARACTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32
USCC = re.compile(f"[{USCC_CHARACTERS}]{{2}}[0-9]{{6}}[{USCC_CHARACTERS}]{{10}}")
ROR = re.compile(f"(?:https?://)?(?:ror\\.org/)?(0[{ROR_CHARACTERS}]{{6}}[0-9]{{2}})/?")
ORCID = re.compile(r"(?:https?://)?(?:orcid\.org/)?([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])/?")
CORDIS = re.compile(r"[0-9]{6,12}")

EXPECTED = {
    "uscc": "a unified social credit code: 18 characters, the last a check character",
    "ror": "a ROR id such as https://ror.org/00rd5t069, the last two digits checking the rest",
    "orcid": "an ORCID such as 0000-0002-1825-0097, the last character checking the rest",
    "cordis": "a CORDIS organisation id, 6 to 12 digits",
}


def canonical(scheme: str, text: str) -> str | None:
    """`text` as an identifier of `scheme` in one way of writing, or None if it is none.

    A scheme that is not known here is taken as it is written.
    """
    if scheme == "uscc":
        return _uscc(text.upper().replace(" ", "").replace("-", ""))
    if scheme == "ror":
        return _ror(text)
    if scheme == "orcid":
        return _orcid(text)
    if scheme == "cordis":
        return text if CORDIS.fullmatch(text) else None
    return text


def _uscc(code: str) -> str | None:
    """GB 32100-2015: weights are powers of 3 modulo 31, the check makes the sum 0 modulo 31."""
    if not USCC.fullmatch(code):
        return None
    total = sum(USCC_CHARACTERS.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17]))
    return code if USCC_CHARACTERS[-total % 31] == code[17] else None


def _ror(text: str) -> str | None:
    """ISO/IEC 7064, MOD 97-10, over the number that the first seven characters write."""
    if not (match := ROR.fullmatch(text.lower())):
        return None
    number = 0
    for c in match[1][:7]:
        number = number * 32 + ROR_CHARACTERS.index(c)
    return f"https://ror.org/{match[1]}" if 98 - number * 100 % 97 == int(match[1][7:]) else None


def _orcid(text: str) -> str | None:
    """ISO/IEC 7064, MOD 11-2."""
    if not (match := ORCID.fullmatch(text.replace("x", "X"))):
        return None
    digits = match[1].replace("-", "")
    total = 0
    for c in digits[:15]:
        total = (total + int(c)) * 2
    check = (12 - total % 11) % 11
    return match[1] if digits[15] == ("X" if check == 10 else str(check)) else None

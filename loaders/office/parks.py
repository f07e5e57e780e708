"""Parks that are named in addresses: 瓯海区中国眼谷A座 says of which park a firm is a tenant."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Model
from loaders.office.context import Familiar
from loaders.units import squeeze

KINDS = ("Park", "Enclave")
NAMES = range(4, 17)  # characters of a name by which a park is found within an address
SEARCHED = 30  # characters after the place in which it is


def named_in(addresses: Iterable[str], known: Familiar, model: Model) -> dict[str, str]:
    """Address → the id of the one park that it names and that lies where the address does.

    An address that is nothing but the name of a park names it, wherever that is.
    """
    endings = tuple(e for kind in KINDS for e in model.kinds[kind].endings)
    texts = list(dict.fromkeys(addresses))
    known.addresses.ask(texts)
    rests = {t: known.addresses.read(t).rest or squeeze(t) for t in texts}
    parts = {t: _parts(rest, endings) for t, rest in rests.items()}
    known.ask([*rests.values(), *(p for listed in parts.values() for p in listed)])
    found = {}
    for text, rest in rests.items():
        reading = known.addresses.read(text)
        for name in [rest, *parts[text]]:
            ids = {i for kind in KINDS if (i := known.only(name, kind))}
            whole = name == rest and not reading.ids
            there = {i for i in ids if whole or known.addresses.meet(i, reading.ids)}
            if len(there) == 1:
                found[text] = there.pop()
                break
    return found


def _parts(rest: str, endings: tuple[str, ...]) -> list[str]:
    """What may be the name of a park: what the rest of an address begins with, and what in it ends
    as parks do; the longest first.
    """
    searched = rest[:SEARCHED]
    found = {searched[:n] for n in NAMES if n <= len(searched)}
    found |= {
        part
        for start in range(len(searched))
        for n in NAMES
        if start + n <= len(searched) and (part := searched[start : start + n]).endswith(endings)
    }
    return sorted(found, key=lambda p: (-len(p), p))

"""What is asked of graph and ledger, told to a log that is off unless somebody listens.

The log `triplehelix.asked` has a line at DEBUG for each question: of what (`graph`, `ledger`, or
`run`, where a page begins anew), the text, and the values in it.  Benchmarks and tests count by it
that a page asks nothing twice; where nobody listens a question costs one comparison.
"""

from __future__ import annotations

import logging

LOG = logging.getLogger("triplehelix.asked")


def listening() -> bool:
    """Whether anybody wants to know."""
    return LOG.isEnabledFor(logging.DEBUG)


def asked(of: str, text: str, values: object = None) -> None:
    """Tells that `of` was asked `text` with `values`."""
    if listening():
        LOG.debug("%s: %s %r", of, " ".join(text.split()), values)

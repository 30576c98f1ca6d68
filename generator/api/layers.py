"""The library that everything is made by, put together at the top of a run."""

from __future__ import annotations

import datetime
from pathlib import Path

from generator.bundles import choice
from generator.library import Library, built_in


def edition(
    templates: Path | None, day: datetime.date, cache: Path | None = None, home: Path | None = None
) -> Library:
    """The library to work by: the built-in one, with the bundle that ``templates`` may hold over it.

    Between them lies the committee's bundle that is in force on the day, of those installed in ``home``; the
    agency of a client may name another one of these (None: neither). Catalogue, reference data, texts and
    Word templates of a bundle in ``templates`` are checked whole; laws must hold on ``day``. CatalogueError
    with every fault, each with file and line; BundleError for installed files that were altered. ``cache`` as
    in `Order`; Word templates that several layers ask for together lie in ``home``, else there.
    """
    below = choice.based(built_in().keeping(cache, home), day)
    if templates is None:
        return choice.complete(below, cache)
    from generator.proofing import bundle  # only here: it loads parsers that no build without one needs

    return choice.complete(bundle.opened(templates, day, cache, below), cache)

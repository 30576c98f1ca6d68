"""The supported face of the package: one client from its data to its documents, step by step.

    record = api.load(Path("examples/xinglan-cups"))            # read
    problems = api.check(record, day)                           # everything wrong or doubtful
    pack = api.make(record, api.Order(day))                     # every document, in memory
    report = api.deliver(pack, Path("out") / pack.name, day)    # written, safely

The walk of a client is read → check → derive → select → find → make → plan → write. The day, the folders and
the library come in here; nothing in it reads a clock, the working folder or the environment. Whatever a
person can mend is a `Problem`; an error (`GeneratorError`) carries them.
"""

from generator import batch, crash, domain, kept
from generator.api.layers import edition
from generator.api.many import Run, build_all, build_many
from generator.api.walk import (
    Built,
    Client,
    Order,
    Pack,
    build,
    check,
    deliver,
    examine,
    job,
    known,
    load,
    make,
    preview,
)
from generator.assets import Asset, Assets, Folder, InMemory
from generator.bundles import choice
from generator.bundles import home as bundle_home
from generator.delivery import File, Report, Terms, put, put_new
from generator.errors import CatalogueError, DataError, GeneratorError, IntakeError, PackError, TemplateError
from generator.facts import explain, filling
from generator.intake import Source
from generator.library import Deliverable, Library, built_in, catalogue, home
from generator.making import Covered, compliance, drawing
from generator.problems import Keys, Origin, Problem, Problems, Spot, error, errors_in, warning
from generator.proofing import folder
from generator.record import Record

__all__ = [
    "Asset", "Assets", "Built", "CatalogueError", "Client", "Covered", "DataError", "Deliverable", "File",
    "Folder", "GeneratorError", "InMemory", "IntakeError", "Keys", "Library", "Order", "Origin", "Pack",
    "PackError", "Problem", "Problems", "Record", "Report", "Run", "Source", "Spot", "TemplateError", "Terms",
    "batch", "build", "build_all", "build_many", "built_in", "bundle_home", "catalogue", "check", "choice",
    "compliance", "crash", "deliver", "domain", "drawing", "edition", "error", "errors_in", "examine",
    "explain", "filling", "folder", "home", "job", "kept", "known", "load", "make", "preview", "put",
    "put_new", "warning",
]  # fmt: skip

"""The one tree of errors; each carries the problems that a person can mend."""

from __future__ import annotations

from collections.abc import Iterable

from generator.problems import Problem


class GeneratorError(Exception):
    """Base of every error that the user can mend; str() gives one line a problem."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class IntakeError(GeneratorError):
    """A file cannot be read as client or agency data."""


class DataError(GeneratorError):
    """The data was read but does not meet the schema or the rules of the field."""


class CatalogueError(GeneratorError):
    """The catalogue, a reference file or a text source is wrong."""


class TemplateError(GeneratorError):
    """A Word template cannot be opened, checked or rendered."""


class PackError(GeneratorError):
    """The pack cannot be written."""


class FullError(PackError):
    """The pack cannot be written because the disk is full: no other one can either."""


class IssuingError(GeneratorError):
    """A document cannot be issued, revised or withdrawn, or an agreement not renewed, as it was asked for."""


class IssuedError(GeneratorError):
    """What was issued is missing, damaged or altered, or cannot be written."""


class ClusterError(GeneratorError):
    """The machines of a cluster cannot be used, or cannot see what they are to work on."""


class SigningError(GeneratorError):
    """A key or a signature is none, is damaged, or does not fit."""


class BundleError(GeneratorError):
    """A bundle file cannot be made, read or believed."""

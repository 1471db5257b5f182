"""What can go wrong with a document, each as one clear sentence with the next step."""

from __future__ import annotations


class ExtractorError(Exception):
    """Base of every error that a user can meet; ``str(error)`` is a sentence fit for the terminal."""

    code = "error"


class DocumentError(ExtractorError):
    """A document cannot be read. ``file`` names it, ``code`` is stable and ends up in the database."""

    def __init__(self, file: str, problem: str, next_step: str) -> None:
        super().__init__(f"{file}: {problem}. {next_step}")
        self.file = file
        self.problem = problem
        self.next_step = next_step

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, str, str]]:
        return type(self), (self.file, self.problem, self.next_step)


class MissingDocument(DocumentError):
    code = "missing"


class NotAPdf(DocumentError):
    code = "not_a_pdf"


class DamagedPdf(DocumentError):
    code = "damaged"


class EncryptedPdf(DocumentError):
    code = "encrypted"


class EmptyPdf(DocumentError):
    code = "no_pages"


class TooManyPages(DocumentError):
    code = "too_many_pages"


class TooSlow(DocumentError):
    """Reading took longer than the limit and was ended."""

    code = "timeout"


class TooMuchMemory(DocumentError):
    """Reading took more memory than the limit and was ended."""

    code = "memory"


class EngineCrash(DocumentError):
    """The PDF engine itself went down on the document, and the process with it, or the process was killed."""

    code = "crash"


class ReadingFault(DocumentError):
    """The program itself went wrong on a document: a bug, never the user's doing."""

    code = "fault"


class MissingPage(DocumentError):
    code = "missing_page"


class DatabaseError(ExtractorError):
    """A findings database cannot be opened, read or written."""

    code = "database"


class WorkerFault(ExtractorError):
    """The processes that read documents cannot be started or reached: nothing is wrong with the documents."""

    code = "worker"


class ReviewFileError(ExtractorError):
    """A file of corrections cannot be used."""

    code = "review_file"


class MissingExtra(ExtractorError):
    """A part that is not installed is needed."""

    code = "missing_extra"

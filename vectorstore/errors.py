"""The errors of the package. Each message is in Simplified Chinese and says what the user can do.

FazhiError
├── UnreadableReport          the bytes are not a report that can be read
│   └── UnsupportedFile       not a text file at all
├── MissingMetadata           region or year cannot be read from the text and was not given
├── UnknownRegion             a name or code that GB/T 2260 does not hold
├── ReportConflict            another report of that region and year is there
├── ReportNotFound
├── IndexMismatch             the index was made by another model
├── IndexCorrupt              the index cannot be opened or read
├── StorageInUse              another process holds the data folder
├── StorageFull               the disk is full
├── StorageUnavailable        the database, the folder or the Chroma server cannot be reached
└── ModelUnavailable          the embedding model cannot be loaded
"""


class FazhiError(Exception):
    """Base of every error that is meant for the user."""


class UnreadableReport(FazhiError):
    pass


class UnsupportedFile(UnreadableReport):
    pass


class MissingMetadata(FazhiError):
    def __init__(self, message: str, fields: tuple[str, ...]) -> None:
        super().__init__(message)
        self.fields = fields
        """Which of region and year must be given."""


class UnknownRegion(FazhiError):
    pass


class ReportConflict(FazhiError):
    def __init__(self, message: str, report_id: str) -> None:
        super().__init__(message)
        self.report_id = report_id
        """The report that is there."""


class ReportNotFound(FazhiError):
    pass


class IndexMismatch(FazhiError):
    pass


class IndexCorrupt(FazhiError):
    pass


class StorageInUse(FazhiError):
    pass


class StorageFull(FazhiError):
    pass


class StorageUnavailable(FazhiError):
    pass


class ModelUnavailable(FazhiError):
    pass

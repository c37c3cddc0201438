"""What every table of the register shares: its types, and how it points at a visit."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import ARRAY, BigInteger, DateTime, ForeignKey, Identity, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

# A column that names the row's visit, and is the row's key or a part of it.
VisitKey = Annotated[str, mapped_column(ForeignKey("visits.id"), primary_key=True)]
# A column that names the visit that many rows are about.
OfVisit = Annotated[str, mapped_column(ForeignKey("visits.id"), index=True)]
# A column that names the row's upload, and is the row's key or a part of it.
SubmissionKey = Annotated[str, mapped_column(ForeignKey("submissions.id"), primary_key=True)]
# The database numbers the rows; newer ones have larger numbers.
RowNumber = Annotated[int, mapped_column(BigInteger, Identity(always=True), primary_key=True)]


class Base(DeclarativeBase):
    """Every text is ``text``, every instant ``timestamptz``."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB(none_as_null=True),
        list[str]: ARRAY(Text),
    }

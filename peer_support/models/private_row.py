"""What every table of peer support has in common."""

from core.models import PublicIdModel


class PrivateRow(PublicIdModel):
    """A row that Wagtail keeps no row of its own about, and that prints as nothing."""

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

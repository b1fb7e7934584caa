"""What the ledger knows of a unit's year in three numbers, kept so that all of them are read at
once: counting tens of thousands of values anew takes longer than a page should."""

from django.db import models

from congtin.places.models import Unit

__all__ = ["YearTally"]


class YearTally(models.Model):
    """Derived from targets, results and plans, and never edited (`ledger.tallying`).

    `page`: the year or term on whose page the values stand; `targets` in use, those of them `done`
    with a result, `results` in use.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="year_tallies")
    page = models.CharField(max_length=9)
    targets = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    results = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "page"], name="one_tally_of_a_page"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.page}: {self.done}/{self.targets}"

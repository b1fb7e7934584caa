"""The user: a model of our own from the first migration, since it cannot be swapped in later."""

from django.contrib.auth.models import AbstractUser
from django.db import models

__all__ = ["User"]


class User(AbstractUser):
    """Somebody who signs in to the newsroom."""

    post = models.CharField("chức danh", max_length=120, blank=True)

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """Vietnamese order: family name, middle names, given name."""
        return f"{self.last_name} {self.first_name}".strip()

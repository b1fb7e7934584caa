"""The form of an uploaded picture: one of too many pixels is refused in a sentence."""

from typing import Any

from django.core.exceptions import ValidationError
from PIL.Image import DecompressionBombError
from wagtail.images.forms import BaseImageForm

__all__ = ["PictureForm"]


class PictureForm(BaseImageForm):
    """Wagtail counts the pixels too, but Pillow refuses the largest before it may."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" not in self.fields:
            return
        read = self.fields["file"].to_python

        def read_unless_huge(data: Any) -> Any:
            try:
                return read(data)
            except DecompressionBombError as problem:
                raise ValidationError(
                    "Hình ảnh này có quá nhiều điểm ảnh. Hãy thu nhỏ lại, ví dụ chiều rộng còn "
                    "2.000 điểm ảnh, rồi tải lên."
                ) from problem

        self.fields["file"].to_python = read_unless_huge

"""Pictures in the sizes that the pages use."""

from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError

__all__ = ["get_share_picture"]

# What the networks show: 1.91 to 1, JPEG because not all of them read WebP.
_SHARE = "fill-1200x630|format-jpeg|jpegquality-80"


def get_share_picture(image: AbstractImage | None) -> AbstractRendition | None:
    """None without a picture, or where its file is lost."""
    if image is None:
        return None
    try:
        return image.get_rendition(_SHARE)
    except SourceImageIOError:
        return None

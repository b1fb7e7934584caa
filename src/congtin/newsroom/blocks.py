"""What the body of an article is made of."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

__all__ = ["ArticleBody", "PictureBlock"]

_INLINE_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript"]


class PictureBlock(blocks.StructBlock):
    """A picture with what the law and good manners ask for: caption, credit, alternative text."""

    image = ImageChooserBlock(label="Hình ảnh")
    caption = blocks.CharBlock(label="Chú thích", required=False, max_length=300)
    credit = blocks.CharBlock(
        label="Nguồn ảnh", required=False, max_length=120, help_text="Ví dụ: Ảnh: Đàm Thanh"
    )
    alt_text = blocks.CharBlock(
        label="Văn bản thay thế",
        max_length=300,
        help_text="Mô tả nội dung ảnh cho người không nhìn thấy ảnh.",
    )

    class Meta:
        icon = "image"
        label = "Hình ảnh"
        template = "newsroom/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="Lời trích", rows=3)
    attribution = blocks.CharBlock(label="Người nói, nơi nói", required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = "Trích dẫn"
        template = "newsroom/blocks/quote.html"


class ArticleBody(blocks.StreamBlock):
    paragraph = blocks.RichTextBlock(
        label="Đoạn văn",
        features=_INLINE_FEATURES,
        icon="pilcrow",
        template="newsroom/blocks/prose.html",
    )
    heading = blocks.CharBlock(
        label="Tiêu đề nhỏ", max_length=160, icon="title", template="newsroom/blocks/heading.html"
    )
    picture = PictureBlock()
    quote = QuoteBlock()
    attachment = DocumentChooserBlock(
        label="Tệp đính kèm", icon="doc-full", template="newsroom/blocks/attachment.html"
    )

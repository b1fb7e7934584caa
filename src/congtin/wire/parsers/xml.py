"""XML of others: without entities and references (defusedxml), in one encoding."""

import re
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from congtin.wire.parsers.errors import XmlRefused

__all__ = ["prepare_xml"]

_HEAD = re.compile(r"^\s*(?:<\?xml[^>]*\?>\s*)?")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,500}(?:\[[^\]]{0,20000}\])?[^>]{0,200}>", re.IGNORECASE)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def prepare_xml(text: str) -> bytes:
    """UTF-8 with a declaration that says so, without a document type.

    Raises XmlRefused where the document declares entities or refers to others.
    """
    text = _HEAD.sub("", _ILLEGAL.sub("", text), count=1).lstrip("\ufeff")
    if re.search(r"<!ENTITY", text[:100_000], re.IGNORECASE):
        raise XmlRefused("Nguồn cấp tin khai báo thực thể XML, không đọc vì lý do an toàn.")
    text = _DOCTYPE.sub("", text, count=1)
    content = b'<?xml version="1.0" encoding="utf-8"?>\n' + text.encode("utf-8", "replace")
    try:
        defusedxml.sax.parseString(content, ContentHandler(), forbid_dtd=True)
    except SAXParseException:
        pass  # not well-formed: the feed reader knows how to live with that
    except DefusedXmlException as problem:
        raise XmlRefused("Nguồn cấp tin dùng phần XML không an toàn.") from problem
    return content

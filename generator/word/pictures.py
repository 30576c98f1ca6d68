"""A picture in a line of text, as DrawingML."""

from __future__ import annotations

from generator.pictures import Picture

DPI = 200
_EMU_PER_MM = 36000
_MM_PER_INCH = 25.4
_DRAWING = (
    '</w:t><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{id}" name="图片 {id}" descr="{alt}"/>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></wp:cNvGraphicFramePr>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="图片 {id}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{relation}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
    "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
    '<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    '<w:t xml:space="preserve">'
)


def pixels(width_mm: float, height_mm: float) -> tuple[int, int]:
    """The box of pixels that a place of that size can show in print."""
    return max(1, round(width_mm / _MM_PER_INCH * DPI)), max(1, round(height_mm / _MM_PER_INCH * DPI))


def drawing(picture: Picture, box_mm: tuple[float, float], identity: int, relation: str, alt: str) -> str:
    """The picture as large as fits the box in its own aspect; ``alt`` is escaped already."""
    width, height = picture.width, picture.height
    scale = min(box_mm[0] / width, box_mm[1] / height) * _EMU_PER_MM
    extent = {"width": round(width * scale), "height": round(height * scale)}
    return _DRAWING.format(**extent, id=identity, relation=relation, alt=alt)

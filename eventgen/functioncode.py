"""Where the code of a function comes from: what a page says of it, the file that it is, and how it is read back."""

from typing import TYPE_CHECKING, Annotated, Any

from eventgen.hcl import Expr, call, text
from eventgen.kinds import Asset, Node, Spec
from eventgen.texts import Str
from eventgen.values import PATH, wrong

if TYPE_CHECKING:
    from eventgen.lifting import NodeLifting

FilePath = Annotated[str, PATH]


class S3Object(Spec):
    """Code that lies in a bucket."""

    bucket: Str
    """The bucket's name."""
    key: Str
    """The object's key."""
    version: Str | None = None
    """The object's version."""


class Code(Spec):
    """Where the code comes from: one of the four."""

    directory: FilePath | None = None
    """A folder, beside the page: it goes into the module as a zip."""
    zip: FilePath | None = None
    """A zip file, beside the page."""
    image: Str | None = None
    """The URI of a container image."""
    s3: S3Object | None = None
    """A zip in a bucket."""

    def model_check(self, existing: bool) -> None:
        given = [name for name in ("directory", "zip", "image", "s3") if getattr(self, name) is not None]
        if len(given) != 1:
            said = f"has {' and '.join(given)}" if given else "is empty"
            raise wrong(
                "LMB012",
                f"{said}: it takes one of directory, zip, image and s3",
                "code: {directory: src/app}",
            )


def asset(node: Node[Any]) -> Asset | None:
    code = node.spec.code
    if code is None or node.existing is not None:
        return None
    if code.directory:
        return Asset(code.directory, ("code", "directory"), "folder")
    return Asset(code.zip, ("code", "zip"), "zip") if code.zip else None


def lift_code(node: "NodeLifting") -> None:
    """Where the code comes from; a zip lies within the module, or is an input of it."""
    function = node.main
    if "image_uri" in function.attributes:
        function.must("package_type", "Image")
        node.field(("code", "image"), function, "image_uri")
        return
    node.field("runtime", function, "runtime")
    node.field("handler", function, "handler")
    if "s3_bucket" in function.attributes or "s3_key" in function.attributes:
        for option, argument in (("bucket", "s3_bucket"), ("key", "s3_key"), ("version", "s3_object_version")):
            node.field(("code", "s3", option), function, argument)
        return
    given, stored = f"{node.label}_package", text(Expr("path.module"), f"/code/{node.called}.zip")
    node.blocks.inputs.add(given)
    node.set(("code", "zip"), str(function.peek("filename")), (function.file, function.at, 1))
    zipped = Expr(f"var.{given}") if f"variable.{given}" in node.blocks.at else stored
    if node.context is not None:
        zipped = node.context["given"] or stored
    function.must("filename", zipped)
    function.must("source_code_hash", call("filebase64sha256", zipped))

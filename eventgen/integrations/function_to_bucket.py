"""Lambda -> S3: the function may put objects into the bucket, whose name is in its environment."""

from collections.abc import Iterator

from eventgen.hcl import text
from eventgen.iam import send
from eventgen.kinds import Attachment, Edge, Integration, Spec
from eventgen.resources.bucket import Bucket
from eventgen.resources.function import Function
from eventgen.sending import told_by_environment, variable


class Sending(Spec):
    """What a function sends is up to its code."""


def _attach(edge: Edge[Function, Bucket, Sending]) -> Iterator[Attachment]:
    yield variable(edge, "BUCKET", edge.target["bucket"])
    yield from send(edge.source, edge.target, text(edge.target["arn"], "/*"))


function_to_bucket = Integration(
    name="function_to_bucket",
    options=Sending,
    says="The function may put objects into the bucket; the environment variable NODE_BUCKET holds its name.",
    template=False,
    attach=_attach,
    seen=told_by_environment,
)

"""S3 -> EventBridge: the bucket sends every event of its objects to the default bus, where rules pick from them."""

from collections.abc import Iterator

from eventgen.kinds import Attachment, Edge, Integration, Problem, Spec, rule
from eventgen.resources.bucket import Bucket
from eventgen.resources.bus import Bus, is_default


class Events(Spec):
    """S3 sends all its events; rules filter."""


def _attach(edge: Edge[Bucket, Bus, Events]) -> Iterator[Attachment]:
    yield Attachment(edge.source.name, "notifications", {"kind": "eventbridge"})


bucket_to_bus = Integration(
    name="bucket_to_bus",
    options=Events,
    says="The bucket sends every event of its objects to the default bus.",
    template=False,
    attach=_attach,
    seen=lambda edge: edge.source.existing is None,
)


@rule("S3016", ignorable=False)
def bucket_to_custom_bus(edge: Edge[Bucket, Bus, Events]) -> Iterator[Problem]:
    """S3 sends its events to the default bus only.

    ## Why
    `eventbridge = true` of a bucket's notification names no bus: it is the default one of the account.

    ## Fix
    Send them to `default`, and on from there with a rule.

    ## Source
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
    """
    if not is_default(edge.target):
        message = f"{edge.name}: S3 sends to the default bus only, and {edge.target.name} is another"
        yield Problem(
            message,
            f"rules: {{of-bucket: {{bucket: {edge.source.name}}}}}, and the flow of-bucket -> {edge.target.name}",
        )

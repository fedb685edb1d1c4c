"""What the values of options look like that only a variable may know: what the module asks of its inputs."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from eventgen.hcl import Value
from eventgen.kinds import Node
from eventgen.runtimes import LAYER

SUBNET, GROUP = r"subnet-[0-9a-f]{8,17}", r"sg-[0-9a-f]{8,17}"
IMAGE = r"\d{12}\.dkr\.ecr[.a-z0-9-]+/\S+"  # Lambda runs images of private registries only
ADDRESS = r"[^@\s]+@[^@\s]+"


class Form(NamedTuple):
    """The value of an option, the pattern that it has to match, in words, and one that does."""

    value: Value
    pattern: str
    what: str
    sample: str


def of_function(node: Node[Any]) -> Iterator[Form]:
    spec = node.spec
    for layer in spec.layers:
        yield Form(
            layer, LAYER.pattern, "ARN of a layer's version", "arn:aws:lambda:eu-west-1:123456789012:layer:given:1"
        )
    if spec.vpc:
        for subnet in spec.vpc.subnets:
            yield Form(subnet, SUBNET, "ID of a subnet", "subnet-0123abcd")
        for group in spec.vpc.security_groups:
            yield Form(group, GROUP, "ID of a security group", "sg-0123abcd")
    if spec.code and spec.code.image is not None:
        sample = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/given:1"
        yield Form(spec.code.image, IMAGE, "URI of an image in a private registry of ECR", sample)


def of_email(node: Node[Any]) -> Iterator[Form]:
    yield Form(node.spec.address, ADDRESS, "address of somebody who gets mails", "team@example.com")

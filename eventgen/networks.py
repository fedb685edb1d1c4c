"""The network that a function runs in, as a page says it."""

from typing import Annotated

from eventgen.kinds import Spec
from eventgen.texts import Str
from eventgen.values import Items

# lambda/latest/dg/configuration-vpc.html, on all resources; the managed policy lets it write to any log group besides
OF_NETWORK = (
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
)


class Vpc(Spec):
    """The network that the function runs in."""

    subnets: Annotated[list[Str], Items(16, "PAGE003", 1)]
    """IDs of subnets."""
    security_groups: Annotated[list[Str], Items(16, "PAGE003", 1)]
    """IDs of security groups."""

"""An e-mail address that hears of a topic. Its owner confirms the subscription; there is nothing to make before."""

from collections.abc import Iterable
from typing import Annotated, Any

from eventgen.hcl import Text
from eventgen.kinds import BareSpec, Node, Resource
from eventgen.texts import Template
from eventgen.values import wrong


class Address(Template):
    """An e-mail address, or a variable that holds one."""

    def read(self, value: object) -> Text:
        found = super().read(value)
        if found.literal is not None and found.literal.count("@") != 1:
            raise wrong("PAGE003", f"is {found.literal}: that is no e-mail address", "address: team@example.com")
        return found


class Email(BareSpec):
    """An e-mail address that hears of a topic."""

    address: Annotated[Text, Address(320)]
    """The address, or a variable that holds one."""


def _forms(node: Node[Email]) -> Iterable[Any]:
    from eventgen.forms import of_email

    return of_email(node)


email = Resource(
    name="email",
    spec=Email,
    main="",
    shape="note",
    outputs=(),
    longest=0,
    template=False,
    addressed="address",
    forms=_forms,
    tested=frozenset({"fail"}),
)

"""eventgen.yaml -> Root: of which pages a root module is made, with which provider and which backend.

The file lies in the folder of a team. Its root calls the modules of all pages in that folder and below, save those
that lie below another such file: state is small where teams have files of their own.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from eventgen.diagnostics import Diagnostic, Place, Severity, Stop
from eventgen.hcl import Text
from eventgen.kinds import Spec
from eventgen.load import Document, load
from eventgen.pages import ROOT, below
from eventgen.texts import Key, Plain
from eventgen.typed import Subject, typed
from eventgen.values import Matching, Name, Number

PROVIDER = ">= 5.100, < 7.0"
PlainText = Annotated[Text, Plain()]


class S3(Spec):
    """A bucket of S3, locked by a file beside the state."""

    bucket: PlainText
    """The bucket."""
    key: PlainText | None = None
    """The object; NAME/terraform.tfstate, if nothing is said."""
    region: PlainText
    """The bucket's Region."""
    encrypt: bool = True
    """Encrypts the state."""
    use_lockfile: bool = True
    """Locks the state by a file beside it, which needs Terraform 1.10."""
    kms_key_id: PlainText | None = None
    """The key that encrypts it."""
    role_arn: PlainText | None = None
    """The role that may read and write it."""


class Remote(Spec):
    """A workspace of HCP Terraform or Terraform Enterprise."""

    organization: PlainText
    """The organization."""
    workspace: PlainText | None = None
    """The workspace; NAME, if nothing is said."""
    hostname: PlainText | None = None
    """The host of Terraform Enterprise."""


class Gcs(Spec):
    """A bucket of Google Cloud Storage."""

    bucket: PlainText
    """The bucket."""
    prefix: PlainText | None = None
    """Where in the bucket; NAME, if nothing is said."""


class Azurerm(Spec):
    """A container of Azure Storage."""

    resource_group_name: PlainText | None = None
    """The resource group of the account."""
    storage_account_name: PlainText
    """The account."""
    container_name: PlainText
    """The container."""
    key: PlainText | None = None
    """The blob; NAME/terraform.tfstate, if nothing is said."""
    use_azuread_auth: bool = True
    """Entra ID says who may, and no access key."""


class Http(Spec):
    """A server that keeps state, such as GitLab's."""

    address: PlainText
    """Where the state is."""
    lock_address: PlainText | None = None
    """Where it is locked."""
    unlock_address: PlainText | None = None
    """Where it is unlocked."""
    lock_method: Annotated[str, Matching("[A-Z]+", "a method of HTTP")] = "LOCK"
    """How it is locked."""
    unlock_method: Annotated[str, Matching("[A-Z]+", "a method of HTTP")] = "UNLOCK"
    """How it is unlocked."""


class Local(Spec):
    """A file beside the root module."""

    path: PlainText = Text(("terraform.tfstate",))
    """The file."""


class Backend(Spec):
    """Where Terraform keeps its state: one of these."""

    s3: S3 | None = None
    """A bucket of S3."""
    cloud: Remote | None = None
    """HCP Terraform, by a `cloud` block."""
    remote: Remote | None = None
    """The same by the backend `remote`, for old versions of Terraform Enterprise."""
    gcs: Gcs | None = None
    """A bucket of Google Cloud Storage."""
    azurerm: Azurerm | None = None
    """A container of Azure Storage."""
    http: Http | None = None
    """A server, such as GitLab's."""
    local: Local | None = None
    """A file; also if nothing is said."""


class Root(Spec):
    """A root module: it calls the modules of the pages, with a provider and a backend."""

    eventgen: Annotated[int, Number(1, 1, "PAGE007")]
    """The version of the language."""
    root: Annotated[str, Name()]
    """Its name: it is written beside the modules, to a folder of that name."""
    region: Annotated[str | None, Matching(r"[a-z]{2}(-[a-z]+)+-\d", "a Region such as eu-central-1")] = None
    """The Region, unless another is given when it runs; the environment's, if nothing is said."""
    account: Annotated[str | None, Matching(r"\d{12}", 'an account in quotes, such as "123456789012"')] = None
    """The only account in which it may be applied."""
    role: Annotated[str | None, Matching(r"arn:aws[a-z-]*:iam::\d{12}:role/\S+", "the ARN of a role")] = None
    """The role that the provider takes on."""
    tags: dict[Annotated[str, Key()], PlainText] = {}
    """Tags of everything that takes tags, in all pages."""
    provider: Annotated[str, Matching(r"[0-9., ~<>=!]+", "a constraint such as ~> 6.0")] = PROVIDER
    """The versions of the AWS provider."""
    backend: Backend = Backend()
    """Where Terraform keeps its state."""


@dataclass(frozen=True)
class Rooted:
    """A file of a root and the pages that are its own."""

    file: str
    pages: tuple[str, ...]


def root_of(page: str) -> str | None:
    """The file of a root that is nearest above a page."""
    folder = os.path.dirname(page) or "."
    above = os.path.abspath(folder)
    while True:
        if os.path.isfile(os.path.join(above, ROOT)):
            return os.path.normpath(os.path.join(folder, os.path.relpath(above, os.path.abspath(folder)), ROOT))
        if above == os.path.dirname(above):
            return None
        above = os.path.dirname(above)


def rooted(pages: Iterable[str]) -> list[Rooted]:
    """The roots of pages, each with all of its pages, named or not. Raises Stop where a page has none."""
    files = {page: root_of(page) for page in pages}
    if lost := [page for page, file in files.items() if file is None]:
        raise Stop(_rootless(page) for page in lost)
    return [Rooted(file, own(file)) for file in dict.fromkeys(filter(None, files.values()))]


def own(file: str) -> tuple[str, ...]:
    """The pages of a root."""
    folder = os.path.dirname(file) or "."
    return tuple(page for page in below(folder, passed_over=ROOT))


def _rootless(page: str) -> Diagnostic:
    message = f"no {ROOT} lies in its folder or above: which root it belongs to is not known"
    fix = f"write {ROOT} there, for instance:\neventgen: 1\nroot: NAME"
    return Diagnostic(Place(page), Severity.ERROR, "ROOT001", message, fix)


def read(file: str) -> tuple[Document, Root | None, list[Diagnostic]]:
    """What such a file says, and what is wrong with it. Raises Stop where it is no YAML."""
    document = load(file)
    root, found = typed(Root, document.data, Subject(document, (), "the root"))
    if root and len(given := backends(root.backend)) > 1:
        message = f"the root has {len(given)} backends: Terraform takes one"
        found.append(document.diagnostic(("backend",), Severity.ERROR, "ROOT002", message, f"keep {next(iter(given))}"))
    return document, root, found


def backends(backend: Backend) -> Mapping[str, Any]:
    """Those that are written."""
    return {name: found for name in Backend.model_fields if (found := getattr(backend, name)) is not None}


def arguments(root: Root) -> tuple[str, dict[str, Any]]:
    """The backend and its arguments, as Terraform takes them."""
    kind, options = next(iter(backends(root.backend).items()), ("local", Local()))
    usual = {"key": f"{root.root}/terraform.tfstate", "prefix": root.root, "workspace": root.root}
    said = {name: usual.get(name) if value is None else value for name, value in _items(options)}
    return kind, {name: value for name, value in said.items() if value is not None}


def _items(options: Spec) -> Iterator[tuple[str, Any]]:
    yield from ((name, getattr(options, name)) for name in type(options).model_fields)

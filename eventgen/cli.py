"""Arguments in, text and exit code out."""

import sys

import typer

from eventgen.pipeline import read, rendered

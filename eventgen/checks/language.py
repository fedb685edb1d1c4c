"""What Terraform itself takes, in the form of data/aws.schema: top-level blocks and meta-arguments.

As Terraform 1.11 has it (https://developer.hashicorp.com/terraform/language). `each` is what `for_each` takes: a map or
a set; `static` a list that is written out, `changes` such a list or `all`; `type` a type constraint.
"""

from typing import Any

from eventgen.provider import Schema, schema

Raw = dict[str, Any]

ANY: Raw = {"free": ["arguments", "blocks"]}
CONDITION: Raw = {"required": {"condition": "bool", "error_message": "string"}}
CONDITIONS: Raw = {"precondition": CONDITION, "postcondition": CONDITION}
LIFECYCLE: Raw = {
    "most": 1,
    "optional": {
        "create_before_destroy": "bool",
        "prevent_destroy": "bool",
        "ignore_changes": "changes",
        "replace_triggered_by": "static",
    },
    "blocks": CONDITIONS,
}
PROVISIONER: Raw = {"labels": ["type"], **ANY}
REPEATED: Raw = {"count": "number", "for_each": "each", "depends_on": "static"}

RESOURCE: Raw = {
    "optional": {**REPEATED, "provider": "dynamic"},
    "blocks": {"lifecycle": LIFECYCLE, "provisioner": PROVISIONER, "connection": {"most": 1, **ANY}},
}
DATA: Raw = {
    "optional": {**REPEATED, "provider": "dynamic"},
    "blocks": {"lifecycle": {"most": 1, "blocks": CONDITIONS}},
}
PROVIDER: Raw = {
    "optional": {"alias": "string", "version": "string"},
    "deprecated": {"version": "write it in required_providers"},
}

DYNAMIC: Raw = {
    "required": {"for_each": "dynamic"},
    "optional": {"iterator": "dynamic", "labels": ["list", "string"]},
    "blocks": {"content": {"least": 1, "most": 1, **ANY}},
}

TOP: Raw = {
    "terraform": {
        "optional": {"required_version": "string", "experiments": "dynamic"},
        "blocks": {
            "required_providers": {"most": 1, "free": ["arguments"]},
            "backend": {"most": 1, "labels": ["type"], **ANY},
            "cloud": {"most": 1, **ANY},
            "provider_meta": {"labels": ["provider"], "free": ["arguments"]},
        },
    },
    "variable": {
        "labels": ["name"],
        "optional": {
            "type": "type",
            "default": "dynamic",
            "description": "string",
            "sensitive": "bool",
            "nullable": "bool",
            "ephemeral": "bool",
        },
        "blocks": {"validation": CONDITION},
    },
    "output": {
        "labels": ["name"],
        "required": {"value": "dynamic"},
        "optional": {"description": "string", "sensitive": "bool", "ephemeral": "bool", "depends_on": "static"},
        "blocks": {"precondition": CONDITION},
    },
    "locals": {"free": ["arguments"]},
    "module": {
        "labels": ["name"],
        "required": {"source": "string"},
        "optional": {**REPEATED, "version": "string", "providers": "dynamic"},
        "free": ["arguments"],
    },
    "resource": {"labels": ["type", "name"], **ANY},
    "data": {"labels": ["type", "name"], **ANY},
    "provider": {"labels": ["name"], **ANY},
    "moved": {"required": {"from": "dynamic", "to": "dynamic"}},
    "import": {
        "required": {"to": "dynamic", "id": "string"},
        "optional": {"provider": "dynamic", "for_each": "dynamic"},
    },
    "removed": {
        "required": {"from": "dynamic"},
        "blocks": {
            "lifecycle": {"most": 1, "required": {"destroy": "bool"}},
            "provisioner": PROVISIONER,
            "connection": {"most": 1, **ANY},
        },
    },
    "check": {
        "labels": ["name"],
        "blocks": {"assert": {"least": 1, **CONDITION}, "data": {"most": 1, "labels": ["type", "name"], **ANY}},
    },
}

FILE: Schema = schema({"blocks": TOP}, dynamic=False)
META: dict[str, Schema] = {
    "resource": schema(RESOURCE, dynamic=False),
    "data": schema(DATA, dynamic=False),
    "provider": schema(PROVIDER, dynamic=False),
}
MADE: Schema = schema(DYNAMIC, dynamic=False)

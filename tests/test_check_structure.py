"""What the structure check finds: nothing in the goldens, all in damaged texts, and what Terraform finds there."""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import pytest
from terraform import Terraform

from eventgen.checks.structure import structure
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.reader import Unreadable, read
from eventgen.syntax import File

GOLDENS = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if path.is_dir())

# A case: a name, who else judges (`terraform` reads it, `load` stops it while loading, `cycle` while ordering,
# `alone` that Terraform lets it pass or that only AWS refuses it), and a text that says on which lines what is found.
CASES = """
### same resource twice: load
resource "terraform_data" "a" {}
resource "terraform_data" "a" {} # TFC001
### same data source twice: load
data "aws_caller_identity" "me" {}
data "aws_caller_identity" "me" {} # TFC001
output "o" {
  value = data.aws_caller_identity.me.account_id
}
### same variable twice: load
variable "a" {}
variable "a" {} # TFC001
output "o" {
  value = var.a
}
### same output twice: load
output "o" {
  value = 1
}
output "o" { # TFC001
  value = 2
}
### same local twice, in two blocks: load
locals {
  a = 1
}
locals {
  b = local.a
  a = local.b # TFC001 TFC014
}
### same module twice: load
module "a" {
  source = "./empty"
}
module "a" { # TFC001
  source = "./empty"
}
### same default provider twice: load
provider "aws" {}
provider "aws" {} # TFC001
### same alias twice: load
provider "aws" {
  alias = "west"
}
provider "aws" { # TFC001
  alias = "west"
}
### two aliases and a default: terraform
provider "aws" {}
provider "aws" {
  alias = "west"
}
provider "aws" {
  alias = "east"
}
### one label for two types and a data source: terraform
resource "aws_sqs_queue" "a" {}
resource "aws_sns_topic" "a" {}
data "aws_sns_topic" "a" {
  name = "a"
}
### no such resource: terraform
resource "aws_sqs_queue" "orders" {}
output "o" {
  value = aws_sqs_queue.order.arn # TFC002
}
### no such type: terraform
output "o" {
  value = aws_sqs_queue.orders.arn # TFC002
}
### no such data source: terraform
resource "aws_sqs_queue" "me" {}
output "o" {
  value = data.aws_caller_identity.me.account_id # TFC002
}
### no such module: terraform
output "o" {
  value = module.m.x # TFC002
}
### in a template, a call, a list, an object, a conditional, an index: terraform
output "o" {
  value = [
    "a-${aws_sqs_queue.a.arn}-b", # TFC002
    upper(aws_sqs_queue.b.arn), # TFC002
    { k = [aws_sqs_queue.c.arn] }, # TFC002
    { (aws_sqs_queue.d.arn) = 1 }, # TFC002
    true ? 1 : -aws_sqs_queue.e.delay_seconds, # TFC002
    ["x"][aws_sqs_queue.f.delay_seconds], # TFC002
    [for x in aws_sqs_queue.g : x], # TFC002
    [for x in [1] : aws_sqs_queue.h.arn], # TFC002
  ]
}
### in a heredoc: terraform
output "o" {
  value = <<-EOT
    first
    ${aws_sqs_queue.a.arn} # TFC002
  EOT
}
### in a directive: terraform
output "o" {
  value = <<-EOT
    %{ for x in var.nothing }${x}%{ endfor } # TFC003
    %{ if var.none }yes%{ endif } # TFC003
  EOT
}
### no such variable, no such local: terraform
variable "queue" {
  default = 1
}
locals {
  queue = var.queue
  other = local.queue
}
output "o" {
  value = [var.queu, local.othr, var.other, local.other] # TFC003 TFC003 TFC003
}
### no such attribute: terraform
resource "aws_sqs_queue" "orders" {}
output "o" {
  value = aws_sqs_queue.orders.arnn # TFC004
}
### no such attribute of a data source: terraform
data "aws_caller_identity" "me" {}
output "o" {
  value = data.aws_caller_identity.me.acount_id # TFC004
}
### arguments, computed attributes and blocks: terraform
resource "aws_sqs_queue" "q" {}
resource "aws_dynamodb_table" "t" {
  name     = "t"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
output "o" {
  value = [
    aws_sqs_queue.q.url, aws_sqs_queue.q.id, aws_sqs_queue.q.delay_seconds, aws_sqs_queue.q.tags["a"],
    aws_sqs_queue.q.tags.a, aws_dynamodb_table.t.stream_arn, aws_dynamodb_table.t.ttl[0].enabled,
    aws_dynamodb_table.t.ttl.0.enabled, aws_dynamodb_table.t.ttl[*].enabled, aws_dynamodb_table.t.attribute,
    one(aws_dynamodb_table.t.attribute).name, aws_dynamodb_table.t.attribute[*].name,
  ]
}
### behind text there is nothing: terraform
resource "aws_sqs_queue" "q" {}
output "o" {
  value = aws_sqs_queue.q.arn.name # TFC004
}
### a list of blocks takes an index: terraform
resource "aws_dynamodb_table" "t" {
  name = "t"
}
output "o" {
  value = aws_dynamodb_table.t.ttl.enabled # TFC004
}
### no such attribute of a block: terraform
resource "aws_dynamodb_table" "t" {
  name = "t"
}
output "o" {
  value = [aws_dynamodb_table.t.ttl[0].enable, aws_dynamodb_table.t.ttl[*].attribut] # TFC004 TFC004
}
### elements of a set have no index: terraform
resource "aws_dynamodb_table" "t" {
  name = "t"
}
output "o" {
  value = aws_dynamodb_table.t.attribute[0].name # TFC004
}
### the words of other languages: terraform
output "o" {
  value = [None, True, nil, False, undefined] # TFC005 TFC005 TFC005 TFC005 TFC005
}
### text without quotes: terraform
variable "info" {
  default = "info"
}
output "o" {
  value = [info, var.info] # TFC005
}
### half a reference: terraform
resource "aws_sqs_queue" "q" {}
output "o" {
  value = [aws_sqs_queue, 1] # TFC005
}
### names alone: terraform
output "o" {
  value = data.aws_sqs_queue # TFC005
}
### keys of objects are text: terraform
locals {
  o = { None = 1, for = 2, (true ? "a" : "b") = 3 }
}
output "o" {
  value = local.o
}
### no such function: terraform
output "o" {
  value = jsonencod({ a = Upper("a") }) # TFC006 TFC006
}
### functions of namespaces: terraform
output "o" {
  value = [core::upper("a"), provider::aws::trim_iam_role_path("arn:aws:iam::444455556666:role/with/path/example")]
}
### functions of no namespace: terraform
output "o" {
  value = [provider::google::x("a"), core::uper("a")] # TFC006 TFC006
}
### too many arguments and too few: terraform
output "o" {
  value = [upper("a", "b"), split(","), replace("a", "b")] # TFC007 TFC007 TFC007
}
### too many for functions that take some: terraform
output "o" {
  value = [range(1, 2, 3, 4), lookup({}, "a", 1, 2), join(","), max()] # TFC007 TFC007 TFC007 TFC007
}
### as many as one likes: terraform
output "o" {
  value = [merge(), format("a"), max(1, 2, 3), max([1, 2]...), range(1), range(1, 2, 3), lookup({}, "a", 1)]
}
### one of several is not said: terraform
resource "aws_sqs_queue" "q" {
  count = 2
}
output "o" {
  value = aws_sqs_queue.q.arn # TFC008
}
### one of one is said: terraform
resource "aws_sqs_queue" "q" {}
output "o" {
  value = [aws_sqs_queue.q[0].arn, aws_sqs_queue.q["a"].arn] # TFC008 TFC008
}
### one of several modules is not said: terraform
module "m" {
  source = "./empty"
  count  = 2
}
output "o" {
  value = module.m.x # TFC008
}
### indexed and splat: terraform
resource "aws_sqs_queue" "q" {
  count = 2
}
resource "aws_sns_topic" "t" {
  for_each = toset(["a"])
  name     = each.value
}
resource "aws_sqs_queue" "one" {}
output "o" {
  value = [
    aws_sqs_queue.q[0].arn, aws_sqs_queue.q[*].arn, aws_sqs_queue.q.*.arn, aws_sqs_queue.q.0.arn, aws_sqs_queue.q,
    aws_sns_topic.t["a"].arn, values(aws_sns_topic.t)[*].arn, [for t in aws_sns_topic.t : t.arn],
    aws_sqs_queue.one[*].arn,
  ]
}
### an attribute behind an index: terraform
resource "aws_sqs_queue" "q" {
  count = 2
}
output "o" {
  value = [aws_sqs_queue.q[0].arnn, aws_sqs_queue.q[*].url] # TFC004
}
### a splat over a map: alone
resource "aws_sns_topic" "t" {
  for_each = toset(["a"])
}
output "o" {
  value = aws_sns_topic.t[*].arn # TFC008
}
### a word as an index of count: alone
resource "aws_sqs_queue" "q" {
  count = 2
}
output "o" {
  value = aws_sqs_queue.q["a"].arn # TFC008
}
### each without for_each: terraform
resource "terraform_data" "a" {
  input = each.key # TFC009
}
### each with count, count with for_each: terraform
resource "terraform_data" "a" {
  count = 1
  input = each.key # TFC009
}
resource "terraform_data" "b" {
  for_each = toset(["a"])
  input    = count.index # TFC009
}
### each has a key and a value: terraform
resource "terraform_data" "a" {
  for_each = toset(["a"])
  input    = each.id # TFC009
}
### count of count: terraform
resource "terraform_data" "a" {
  count = count.index # TFC009
}
### each and count where they are: terraform
resource "terraform_data" "a" {
  for_each = { a = 1 }
  input    = [each.key, each.value, [for x in [1] : "${each.key}${x}"]]
}
resource "terraform_data" "b" {
  count = 2
  input = count.index
}
### each in locals and outputs: terraform
locals {
  a = count.index # TFC009
}
output "a" {
  value = local.a
}
output "o" {
  value = [each.value] # TFC009
}
### self outside: terraform
resource "terraform_data" "a" {
  input = self.id # TFC009
  lifecycle {
    precondition {
      condition     = self.id != "" # TFC009
      error_message = "x"
    }
  }
}
### self where it is: terraform
resource "terraform_data" "a" {
  provisioner "local-exec" {
    when       = destroy
    on_failure = continue
    command    = "echo ${self.id}"
  }
  lifecycle {
    postcondition {
      condition     = self.id != ""
      error_message = "x"
    }
  }
}
### path and terraform: terraform
output "o" {
  value = [path.module, path.root, path.cwd, terraform.workspace]
}
### no such path: terraform
output "o" {
  value = [path.here, 1] # TFC009
}
### no such thing of terraform: terraform
output "o" {
  value = terraform.workspce # TFC009
}
### names bound by for: terraform
output "o" {
  value = [for k, v in { a = 1 } : "${k}${v}" if v > 0]
}
### a name is bound no further than its for: terraform
output "o" {
  value = [[for v in [1] : v], v] # TFC005
}
### a name is not bound in what its for goes over: terraform
output "o" {
  value = [for v in v : v] # TFC005
}
### names bound by dynamic: terraform
resource "aws_dynamodb_table" "t" {
  name     = "t"
  hash_key = "id"
  dynamic "attribute" {
    for_each = { id = "S" }
    content {
      name = attribute.key
      type = attribute.value
    }
  }
  dynamic "local_secondary_index" {
    for_each = [1]
    iterator = index
    content {
      name            = index.value
      projection_type = "ALL"
      range_key       = "id"
    }
  }
}
### a name that no dynamic binds: terraform
resource "aws_dynamodb_table" "t" {
  name     = "t"
  hash_key = "id"
  dynamic "attribute" {
    for_each = { id = "S" }
    iterator = each_one
    content {
      name = each_one.key
      type = attribute.value # TFC002
    }
  }
}
### unused: alone
variable "used" {}
variable "unused" {} # TFC010
variable "validated" { # TFC010
  validation {
    condition     = var.validated != ""
    error_message = "x"
  }
}
locals {
  used   = var.used
  unused = local.used # TFC010
}
### used in all places: terraform
variable "a" {
  default = 1
}
variable "b" {
  default = 1
}
variable "c" {
  default = 1
}
variable "d" {
  default = 1
}
variable "e" {
  default = 1
}
resource "terraform_data" "x" {
  count = var.a
  input = { (var.b) = 1 }
  lifecycle {
    precondition {
      condition     = var.c > 0
      error_message = "x"
    }
  }
  depends_on = [var.d]
}
provider "aws" {
  region = var.e
}
### outputs of nothing: alone
output "a" {
  value = null # TFC011
}
output "b" {
  value = "" # TFC011
}
output "c" {
  value = false
}
### two policies of a queue: alone
resource "aws_sqs_queue" "q" {}
resource "aws_sqs_queue_policy" "a" {
  queue_url = aws_sqs_queue.q.url
  policy    = "{}"
}
resource "aws_sqs_queue_policy" "b" {
  queue_url = aws_sqs_queue.q.id # TFC012
  policy    = "{}"
}
### by way of locals and templates: alone
locals {
  queue = aws_sqs_queue.q
  url   = aws_sqs_queue.q.url
  again = local.url
}
resource "aws_sqs_queue" "q" {}
resource "aws_sqs_queue_policy" "a" {
  queue_url = local.again
}
resource "aws_sqs_queue_policy" "b" {
  queue_url = "${aws_sqs_queue.q.url}" # TFC012
}
output "o" {
  value = local.queue
}
### an own policy and another: alone
resource "aws_sqs_queue" "q" {
  policy         = "{}"
  redrive_policy = null
}
resource "aws_sqs_queue_policy" "a" {
  queue_url = aws_sqs_queue.q.url # TFC012
}
resource "aws_sqs_queue_redrive_policy" "a" {
  queue_url = aws_sqs_queue.q.url
}
### the policies of two queues: alone
resource "aws_sqs_queue" "a" {}
resource "aws_sqs_queue" "b" {}
resource "aws_sqs_queue_policy" "a" {
  queue_url = aws_sqs_queue.a.url
}
resource "aws_sqs_queue_policy" "b" {
  queue_url = aws_sqs_queue.b.url
}
resource "aws_sqs_queue_redrive_policy" "a" {
  queue_url = aws_sqs_queue.a.url
}
resource "aws_sqs_queue_redrive_allow_policy" "a" {
  queue_url = aws_sqs_queue.a.url
}
### two policies of a topic, of a key, of a bus: alone
resource "aws_sns_topic" "t" {}
resource "aws_sns_topic_policy" "a" {
  arn = aws_sns_topic.t.arn
}
resource "aws_sns_topic_policy" "b" {
  arn = aws_sns_topic.t.arn # TFC012
}
resource "aws_kms_key" "k" {}
resource "aws_kms_key_policy" "a" {
  key_id = aws_kms_key.k.key_id
}
resource "aws_kms_key_policy" "b" {
  key_id = aws_kms_key.k.arn # TFC012
}
resource "aws_cloudwatch_event_bus_policy" "a" {
  policy = "{}"
}
resource "aws_cloudwatch_event_bus_policy" "b" {
  event_bus_name = "default" # TFC012
}
### two notifications of a bucket: alone
resource "aws_s3_bucket" "b" {
  bucket = "things"
}
resource "aws_s3_bucket_notification" "a" {
  bucket      = aws_s3_bucket.b.bucket
  eventbridge = true
}
resource "aws_s3_bucket_notification" "b" {
  bucket = aws_s3_bucket.b.id # TFC012
}
resource "aws_s3_bucket_notification" "c" {
  bucket = "things" # TFC012
}
### the settings of a bucket, each once: alone
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_versioning" "b" {
  bucket = aws_s3_bucket.b.id
}
resource "aws_s3_bucket_public_access_block" "b" {
  bucket = aws_s3_bucket.b.id
}
resource "aws_s3_bucket_lifecycle_configuration" "b" {
  bucket = aws_s3_bucket.b.id
}
### the settings of a bucket twice: alone
resource "aws_s3_bucket" "b" {
  lifecycle_rule {
    enabled = true
  }
}
resource "aws_s3_bucket_lifecycle_configuration" "b" {
  bucket = aws_s3_bucket.b.id # TFC012
}
resource "aws_s3_bucket_ownership_controls" "a" {
  bucket = aws_s3_bucket.b.id
}
resource "aws_s3_bucket_ownership_controls" "b" {
  bucket = aws_s3_bucket.b.id # TFC012
}
### two settings of a function's asynchronous calls: alone
resource "aws_lambda_function" "f" {}
resource "aws_lambda_function_event_invoke_config" "a" {
  function_name = aws_lambda_function.f.function_name
}
resource "aws_lambda_function_event_invoke_config" "b" {
  function_name = aws_lambda_function.f.arn # TFC012
  qualifier     = "$LATEST"
}
resource "aws_lambda_function_event_invoke_config" "c" {
  function_name = aws_lambda_function.f.function_name
  qualifier     = "live"
}
### a queue polled twice for one function: alone
resource "aws_sqs_queue" "q" {}
resource "aws_lambda_function" "f" {}
resource "aws_lambda_function" "g" {}
resource "aws_lambda_event_source_mapping" "a" {
  event_source_arn = aws_sqs_queue.q.arn
  function_name    = aws_lambda_function.f.arn
}
resource "aws_lambda_event_source_mapping" "b" {
  event_source_arn = aws_sqs_queue.q.arn
  function_name    = aws_lambda_function.g.arn
}
resource "aws_lambda_event_source_mapping" "c" {
  function_name    = aws_lambda_function.f.function_name
  event_source_arn = aws_sqs_queue.q.arn # TFC012
}
### a statement, a target, a subscription, an account twice: alone
resource "aws_lambda_permission" "a" {
  function_name = "f"
  statement_id  = "S3"
}
resource "aws_lambda_permission" "b" {
  function_name = "f" # TFC012
  statement_id  = "S3"
}
resource "aws_lambda_permission" "c" {
  function_name = "f"
}
resource "aws_lambda_permission" "d" {
  function_name = "f"
}
resource "aws_cloudwatch_event_target" "a" {
  rule      = "r"
  target_id = "t"
}
resource "aws_cloudwatch_event_target" "b" {
  rule           = "r"
  target_id      = "t"
  event_bus_name = "default" # TFC012
}
resource "aws_cloudwatch_event_target" "c" {
  rule           = "r"
  target_id      = "t"
  event_bus_name = "other"
}
resource "aws_sns_topic_subscription" "a" {
  topic_arn = "t"
  protocol  = "email"
  endpoint  = "a@example.com"
}
resource "aws_sns_topic_subscription" "b" {
  topic_arn = "t" # TFC012
  protocol  = "email"
  endpoint  = "a@example.com"
}
resource "aws_sns_topic_subscription" "c" {
  topic_arn = "t"
  protocol  = "email"
  endpoint  = "b@example.com"
}
resource "aws_api_gateway_account" "a" {}
resource "aws_api_gateway_account" "b" {} # TFC012
### methods, roles' policies, logs' policies: alone
resource "aws_api_gateway_method" "a" {
  rest_api_id = "r"
  resource_id = "x"
  http_method = "GET"
}
resource "aws_api_gateway_method" "b" {
  rest_api_id = "r"
  resource_id = "x"
  http_method = "POST"
}
resource "aws_api_gateway_method" "c" {
  rest_api_id = "r" # TFC012
  resource_id = "x"
  http_method = "POST"
}
resource "aws_iam_role" "r" {
  name = "worker"
}
resource "aws_iam_role_policy" "a" {
  role = aws_iam_role.r.id
  name = "p"
}
resource "aws_iam_role_policy" "b" {
  role = "worker" # TFC012
  name = "p"
}
resource "aws_cloudwatch_log_resource_policy" "a" {
  policy_name = "p"
}
resource "aws_cloudwatch_log_resource_policy" "b" {
  policy_name = "p" # TFC012
}
### one or the other: alone
variable "own" {}
resource "aws_sqs_queue_policy" "a" {
  count     = var.own ? 1 : 0
  queue_url = "q"
}
resource "aws_sqs_queue_policy" "b" {
  count     = var.own ? 0 : 1
  queue_url = "q"
}
resource "aws_sqs_queue_policy" "c" {
  count     = 0
  queue_url = "q"
}
### the same condition, and none: alone
variable "own" {}
resource "aws_sqs_queue_policy" "a" {
  count     = var.own ? 1 : 0
  queue_url = "q"
}
resource "aws_sqs_queue_policy" "b" {
  count     = var.own ? 1 : 0
  queue_url = "q" # TFC012
}
resource "aws_sqs_queue_policy" "c" {
  queue_url = "q" # TFC012
}
### several of one, and one of each: alone
resource "aws_sqs_queue" "q" {
  count = 2
}
resource "aws_sqs_queue_policy" "a" {
  count     = 2
  queue_url = aws_sqs_queue.q[0].url # TFC012
}
resource "aws_sqs_queue_policy" "b" {
  count     = 2
  queue_url = aws_sqs_queue.q[count.index].url
}
### in two regions: alone
provider "aws" {
  alias = "west"
}
resource "aws_sqs_queue" "a" {
  name = "q"
}
resource "aws_sqs_queue" "b" {
  name     = "q"
  provider = aws.west
}
### a name twice: alone
variable "name" {}
resource "aws_sqs_queue" "a" {
  name = "${var.name}-orders"
}
resource "aws_sqs_queue" "b" {
  name = "${var.name}-orders" # TFC013
}
resource "aws_sns_topic" "a" {
  name = "${var.name}-orders"
}
resource "aws_sqs_queue" "c" {
  name_prefix = "${var.name}-orders"
}
resource "aws_sqs_queue" "d" {
  name_prefix = "${var.name}-orders"
}
resource "aws_cloudwatch_event_rule" "a" {
  name = "r"
}
resource "aws_cloudwatch_event_rule" "b" {
  name           = "r"
  event_bus_name = "other"
}
### two round: cycle
resource "terraform_data" "a" {
  input = terraform_data.b.id # TFC014
}
resource "terraform_data" "b" {
  input = terraform_data.a.id
}
### round over a local and a condition: cycle
locals {
  a = terraform_data.a.id # TFC014
}
resource "terraform_data" "a" {
  lifecycle {
    precondition {
      condition     = terraform_data.b.id != ""
      error_message = "x"
    }
  }
}
resource "terraform_data" "b" {
  input = local.a
}
### round over depends_on and a trigger: cycle
resource "terraform_data" "a" {
  depends_on = [terraform_data.b] # TFC014
}
resource "terraform_data" "b" {
  lifecycle {
    replace_triggered_by = [terraform_data.c.id]
  }
}
resource "terraform_data" "c" {
  input = terraform_data.a.id
}
### round over a data source: cycle
data "aws_sns_topic" "a" {
  name = aws_sns_topic.b.name # TFC014
}
resource "aws_sns_topic" "b" {
  name = data.aws_sns_topic.a.name
}
### round over validations: cycle
variable "a" {
  default = 1
  validation {
    condition     = var.a != var.b # TFC014
    error_message = "x"
  }
}
variable "b" {
  default = 1
  validation {
    condition     = var.b != var.a
    error_message = "x"
  }
}
output "o" {
  value = [var.a, var.b]
}
### round over a validation and a resource: cycle
variable "a" {
  default = 1
  validation {
    condition     = terraform_data.x.id != var.a # TFC014
    error_message = "x"
  }
}
resource "terraform_data" "x" {
  input = var.a
}
### round over count of a module: cycle
module "m" {
  source = "./empty"
  count  = length(terraform_data.x.id) # TFC014
}
resource "terraform_data" "x" {
  input = module.m
}
### two rounds that share a step: cycle
resource "terraform_data" "a" {
  input = terraform_data.b.id # TFC014
}
resource "terraform_data" "b" {
  input = [terraform_data.a.id, terraform_data.c.id] # TFC014
}
resource "terraform_data" "c" {
  input = terraform_data.b.id
}
### a local of itself: terraform
locals {
  a = local.a # TFC010 TFC014
}
### a resource of itself: alone
resource "terraform_data" "a" {
  input = terraform_data.a.id # TFC014
}
### a resource of itself in a condition: load
resource "terraform_data" "a" {
  lifecycle {
    postcondition {
      condition     = terraform_data.a.id != "" # TFC014
      error_message = "x"
    }
  }
}
### a square is no round: terraform
resource "terraform_data" "a" {
  input = [terraform_data.b.id, terraform_data.c.id]
}
resource "terraform_data" "b" {
  input = terraform_data.d.id
}
resource "terraform_data" "c" {
  input = terraform_data.d.id
}
resource "terraform_data" "d" {}
### an attribute in depends_on: terraform
resource "terraform_data" "a" {}
resource "terraform_data" "b" {
  depends_on = [terraform_data.a.id] # TFC015
}
### nothing in depends_on: terraform
resource "terraform_data" "b" {
  depends_on = [terraform_data.a, data.aws_sns_topic.a, module.m] # TFC002 TFC002 TFC002
}
### addresses in depends_on: terraform
resource "terraform_data" "a" {
  count = 2
}
module "m" {
  source = "./empty"
}
resource "terraform_data" "b" {
  depends_on = [terraform_data.a, terraform_data.a[0], module.m]
}
### a local that triggers: load
locals {
  a = 1 # TFC010
}
resource "terraform_data" "b" {
  lifecycle {
    replace_triggered_by = [local.a] # TFC015
  }
}
### resources that trigger: terraform
resource "terraform_data" "a" {
  for_each = toset(["x"])
}
resource "terraform_data" "b" {
  for_each = toset(["x"])
  lifecycle {
    replace_triggered_by = [terraform_data.a[each.key], terraform_data.a[each.key].id]
  }
}
### nothing that triggers: alone
resource "terraform_data" "b" {
  lifecycle {
    replace_triggered_by = [terraform_data.a] # TFC002
  }
}
### what is ignored: terraform
resource "aws_sqs_queue" "q" {
  lifecycle {
    ignore_changes = [tags, policy, tags["x"]]
  }
}
resource "aws_sqs_queue" "p" {
  lifecycle {
    ignore_changes = all
  }
}
### a word is ignored: load
resource "aws_sqs_queue" "q" {
  lifecycle {
    ignore_changes = tags # TFC015
  }
}
### nothing is ignored: terraform
resource "aws_sqs_queue" "q" {
  lifecycle {
    ignore_changes = [tag] # TFC004
  }
}
### moved: terraform
moved {
  from = terraform_data.old
  to   = terraform_data.new
}
moved {
  from = terraform_data.one
  to   = terraform_data.one[0]
}
resource "terraform_data" "new" {}
resource "terraform_data" "one" {
  count = 1
}
### moved, removed, and there still: alone
moved {
  from = terraform_data.old # TFC001
  to   = terraform_data.new
}
removed {
  from = terraform_data.gone # TFC001
}
resource "terraform_data" "old" {}
resource "terraform_data" "new" {}
resource "terraform_data" "gone" {}
### imported to nothing: alone
import {
  to = terraform_data.a # TFC002
  id = "a"
}
### defaults are constants: load
variable "a" {
  default = local.x # TFC016
}
locals {
  x = var.a
}
output "o" {
  value = local.x
}
### the whole address of a resource: terraform
resource "aws_sqs_queue" "q" {}
output "o" {
  value = [resource.aws_sqs_queue.q.arn, resource.aws_sqs_queue.p.arn] # TFC002
}
### no such provider: alone
resource "aws_sqs_queue" "q" {
  provider = aws.west # TFC002
}
### a check with a data source of its own: terraform
check "who" {
  data "aws_caller_identity" "me" {}
  assert {
    condition     = data.aws_caller_identity.me.account_id != ""
    error_message = "x"
  }
}
"""
MARK = re.compile(r"TFC\d{3}")


class Case(NamedTuple):
    name: str
    judge: str
    text: str

    @property
    def expected(self) -> list[tuple[int, str]]:
        lines = enumerate(self.text.splitlines(), 1)
        return [(number, code) for number, line in lines for code in sorted(MARK.findall(line))]


def cases() -> Iterator[Case]:
    for part in CASES.split("\n### ")[1:]:
        head, _, text = part.partition("\n")
        name, _, judge = head.rpartition(": ")
        yield Case(name, judge, text)


ALL = list(cases())
VERSIONS = read(
    "versions.tf", 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n'
)


def found(text: str) -> list[Diagnostic]:
    return list(structure([read("main.tf", text), VERSIONS]))


def lines(diagnostics: list[Diagnostic]) -> list[tuple[int, str]]:
    return sorted((diagnostic.place.line, diagnostic.code) for diagnostic in diagnostics)


@cache
def golden(folder: Path) -> tuple[File, ...]:
    return tuple(read(path.name, path.read_text("utf-8")) for path in sorted(folder.glob("*.tf")))


@pytest.mark.parametrize("folder", GOLDENS, ids=lambda folder: folder.name)
def test_nothing_in_goldens(folder: Path) -> None:
    assert list(structure(golden(folder))) == []


def test_there_are_cases_of_every_code() -> None:
    assert len(ALL) >= 50
    assert len({case.name for case in ALL}) == len(ALL)
    assert {code for case in ALL for _, code in case.expected} == {f"TFC{number:03}" for number in range(1, 17)}


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_cases(case: Case) -> None:
    assert lines(found(case.text)) == case.expected
    assert all(diagnostic.place.column for diagnostic in found(case.text))


PLACES = {
    'output "o" {\n  value = [1, aws_sqs_queue.orders.arn]\n}': "aws_sqs_queue.orders",
    'output "o" {\n  value = [1, var.orders.arn]\n}': "var.orders",
    'output "o" {\n  value = "a-${None}"\n}': "None",
    'output "o" {\n  value = [1, jsonencod(1)]\n}': "jsonencod",
    'resource "aws_sqs_queue" "q" {}\noutput "o" {\n  value = aws_sqs_queue.q.arnn\n}': "arnn",
    'resource "aws_sqs_queue" "q" {}\noutput "o" {\n  value = aws_sqs_queue.q[0].arn\n}': "aws_sqs_queue.q[0]",
    'resource "aws_sqs_queue" "q" {}\noutput "o" {\n  value = aws_sqs_queue . q . arnn\n}': "arnn",
    'variable "a" {}': 'variable "a"',
    "locals {\n  a = 1\n}": "a",
    'output "a" {\n  value = 1\n}\noutput "a" {\n  value = 1\n}': 'output "a"',
}


@pytest.mark.parametrize(("text", "underlined"), PLACES.items())
def test_places(text: str, underlined: str) -> None:
    (diagnostic,) = found(text)
    line, start = text.splitlines()[diagnostic.place.line - 1], diagnostic.place.column - 1
    assert line[start : start + diagnostic.place.length] == underlined


def block(type_: str, label: str, *arguments: str) -> str:
    return f'resource "{type_}" "{label}" {{\n' + "".join(f"  {argument}\n" for argument in arguments) + "}\n"


def output(value: str) -> str:
    return f'output "o" {{\n  value = {value}\n}}\n'


VARIABLE = 'variable "a" {}\n'
ROUND = "aws_sqs_queue.a -> aws_sqs_queue.b -> aws_sqs_queue.a"
POLICIES = "aws_sqs_queue_policy.b and aws_sqs_queue_policy.a (main.tf:2) are both the aws_sqs_queue_policy"
SAID = {
    output("None"): ("None is a bare word: it refers to nothing", "write null"),
    output("True"): ("True is a bare word: it refers to nothing", "write true"),
    output("info"): ("info is a bare word: it refers to nothing", 'if it is text, write "info"'),
    output("a") + VARIABLE: ("a is a bare word: it refers to nothing", "write var.a"),
    output("local.a") + VARIABLE: ("the module declares no local value a", "write var.a"),
    output("var.topic") + VARIABLE: ("the module declares no variable topic", ""),
    output("jsonencod(1)"): ("Terraform has no function jsonencod", "write jsonencode"),
    output("aws_sqs_queue.order.arn") + block("aws_sqs_queue", "orders"): (
        "aws_sqs_queue.order refers to nothing: the module has no such block",
        "write aws_sqs_queue.orders",
    ),
    output("aws_sqs_queue.a.arm") + block("aws_sqs_queue", "a"): ("aws_sqs_queue.a has no attribute arm", "write arn"),
    output("aws_sqs_queue.a.arn") + block("aws_sqs_queue", "a", "count = 1"): (
        "aws_sqs_queue.a has count: say which one",
        "write aws_sqs_queue.a[0].arn",
    ),
    output("var.a") + VARIABLE + VARIABLE: ("var.a stands there twice: first at main.tf:4", "keep one of them"),
    block("aws_sqs_queue_policy", "a", 'queue_url = "q"') + block("aws_sqs_queue_policy", "b", 'queue_url = "q"'): (
        f"{POLICIES} of q: AWS has one",
        "put all of it into one of them",
    ),
    block("aws_sqs_queue", "a", 'name = "q"') + block("aws_sqs_queue", "b", 'name = "q"'): (
        "aws_sqs_queue.b has the name q, and so has aws_sqs_queue.a (main.tf:2)",
        "give one of them another name",
    ),
    block("aws_sqs_queue", "a", "name = aws_sqs_queue.b.id")
    + block("aws_sqs_queue", "b", "name = aws_sqs_queue.a.id"): (
        f"{ROUND}: nothing of this can be made first",
        "",
    ),
}


@pytest.mark.parametrize(("text", "said"), SAID.items())
def test_messages(text: str, said: tuple[str, str]) -> None:
    first = min((d for d in found(text) if d.severity == Severity.ERROR), key=lambda d: d.place)
    assert (first.message, first.fix) == said


MODULE = 'variable "x" {\n  default = 1\n}\noutput "x" {\n  value = var.x\n}\n'


@pytest.mark.terraform
def test_terraform_agrees(terraform: Terraform, tmp_path: Path) -> None:
    """Terraform finds errors on the same lines; it stops at what it finds while loading, and while ordering."""
    judged = [case for case in ALL if case.judge != "alone"]
    folders = {case: tmp_path / f"case{number}" for number, case in enumerate(judged)}
    for folder in folders.values():
        (folder / "empty").mkdir(parents=True)
        (folder / "empty" / "main.tf").write_text(MODULE, "utf-8")
        (folder / "versions.tf").write_text(VERSIONS.text, "utf-8")
    # every case calls its modules, so that one init finds them all
    for case, folder in folders.items():
        modules = set(re.findall(r'^module "(\w+)"', case.text, re.M))
        (folder / "main.tf").write_text("".join(f'module "{name}" {{\n  source = "./empty"\n}}\n' for name in modules))
    _call(tmp_path, list(folders.values()))
    terraform.init(tmp_path)
    for case, folder in folders.items():
        (folder / "main.tf").write_text(case.text, "utf-8")
    differences = []
    for judge in ("load", "cycle", "terraform"):
        batch = {case: folder for case, folder in folders.items() if case.judge == judge}
        _call(tmp_path, list(batch.values()))
        errors = [d for d in terraform.validate(tmp_path)["diagnostics"] if d["severity"] == "error"]
        for case, folder in batch.items():
            theirs = set(_lines(errors, folder.name))
            ours = {d.place.line for d in found(case.text) if d.severity == Severity.ERROR}
            if theirs != ours and not (judge == "cycle" and theirs and ours):
                differences.append(f"{case.name}: Terraform {sorted(theirs)}, we {sorted(ours)}")
    assert not differences, "\n".join(differences)


def _call(root: Path, folders: list[Path]) -> None:
    calls = (f'module "{folder.name}" {{\n  source = "./{folder.name}"\n}}\n' for folder in folders)
    (root / "main.tf").write_text("".join(calls), "utf-8")


def _lines(errors: list[dict[str, Any]], module: str) -> Iterator[int]:
    """Lines of the module with errors; a cycle has none, but names what is on it."""
    for error in errors:
        span = error.get("range") or {}
        if span.get("filename", "") == f"{module}/main.tf":
            yield span["start"]["line"]
        elif f"module.{module}." in error["summary"]:
            yield 0


class Mutant(NamedTuple):
    """A golden with one thing damaged: a file of it, and its new text."""

    folder: Path
    file: str
    text: str
    what: str


REFERENCE = re.compile(r"(?<![\w.])(?:(?P<of>aws_\w+|var|local)\.)(?P<label>\w+)(?:\.(?P<attribute>\w+))?")
BLOCK = re.compile(r'^(?P<type>resource|variable) (?P<labels>"[^{]*") \{\n(?:.*?\n)?\}\n', re.M | re.S)


def mutants() -> Iterator[Mutant]:
    """Seeded: references renamed at their end and at their target, attributes misspelt, blocks dropped and doubled."""
    chance = random.Random(20261124)
    for folder in GOLDENS:
        texts = {file.path: file.text for file in golden(folder)}
        whole = "".join(texts.values())
        references = [(path, found) for path, text in texts.items() for found in REFERENCE.finditer(text)]
        for path, found in chance.sample(references, min(6, len(references))):
            start, end = found.span("label")
            yield Mutant(folder, path, texts[path][:end] + "_x" + texts[path][end:], f"rename {found[0]}")
            if found["of"].startswith("aws_") and found["attribute"]:
                start, end = found.span("attribute")
                yield Mutant(folder, path, texts[path][:start] + "nothing" + texts[path][end:], f"misspell {found[0]}")
        blocks = [(path, found) for path, text in texts.items() for found in BLOCK.finditer(text)]
        for path, found in chance.sample(blocks, min(8, len(blocks))):
            address = ".".join(re.findall(r'"(\w+)"', found["labels"]))
            address = f"var.{address}" if found["type"] == "variable" else address
            start, end = found.span()
            yield Mutant(folder, path, texts[path][:end] + "\n" + found[0] + texts[path][end:], f"double {address}")
            # what nothing refers to may go: that the page asked for it is for the lift to say
            if re.search(rf"(?<![\w.]){address}\b", whole.replace(found[0], "")):
                yield Mutant(folder, path, texts[path][:start] + texts[path][end:], f"drop {address}")
                renamed = found[0].replace(found["labels"], found["labels"][:-1] + '_x"', 1)
                yield Mutant(folder, path, texts[path][:start] + renamed + texts[path][end:], f"rename {address}")


def test_no_mutant_survives() -> None:
    made = list(mutants())
    assert len(made) >= 200
    survivors = []
    for mutant in made:
        files = [read(mutant.file, mutant.text) if file.path == mutant.file else file for file in golden(mutant.folder)]
        if not any(diagnostic.severity == Severity.ERROR for diagnostic in structure(files)):
            survivors.append((mutant.folder.name, mutant.file, mutant.what))
    assert survivors == []


WORDS = re.compile(r'"\w+"|[\w.]+|[^\w\s]')


def test_no_text_is_too_odd() -> None:
    """Whatever can be read can be judged: words dropped, doubled and swapped at random."""
    chance, judged = random.Random(7), 0
    for folder in GOLDENS:
        for file in golden(folder):
            words = list(WORDS.finditer(file.text))
            for _ in range(12):
                one, other = chance.choice(words), chance.choice(words)
                start, end = one.span()
                text = file.text[:start] + chance.choice(["", one[0] * 2, other[0]]) + file.text[end:]
                try:
                    files = [read(file.path, text)]
                except Unreadable:
                    continue
                judged += 1
                assert all(diagnostic.place.line for diagnostic in structure(files))
    assert judged > 500


def test_linear_in_time() -> None:
    """Ten times the module takes ten times as long, or so: what is squared would take a hundred times."""
    small, large = (_took(count) for count in (200, 2000))
    assert large < 30 * small


def _took(count: int) -> float:
    chain = [
        f'resource "terraform_data" "r{n}" {{\n  input = terraform_data.r{n - 1}.id\n}}\n' for n in range(1, count)
    ]
    files = [read("main.tf", 'resource "terraform_data" "r0" {}\n' + "".join(chain))]
    times = []
    for _ in range(3):
        begun = perf_counter()
        assert list(structure(files)) == []
        times.append(perf_counter() - begun)
    return min(times)

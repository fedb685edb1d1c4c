"""The schema's check: silent on every golden, and on damaged Terraform as strict as Terraform itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from corpus import GOLDEN
from terraform import Terraform

from eventgen.checks.schema import schema
from eventgen.diagnostics import Diagnostic
from eventgen.reader import read

# Each text says behind `#` what is found in that line. `(early)`: Terraform refuses it before it asks the provider.
# Behind the colon: why Terraform says something else, or says it elsewhere.
DAMAGED = r"""
### argument misspelt
resource "aws_sqs_queue" "q" {
  name         = "q"
  delay_second = 5 # TFS001
}

### argument of another resource
resource "aws_sqs_queue" "q" {
  retention_in_days = 5 # TFS001
}

### argument in another case
resource "aws_sqs_queue" "q" {
  Name = "q" # TFS001
}

### two unknown
resource "aws_sqs_queue" "q" {
  a = 1 # TFS001
  b = 2 # TFS001
}

### argument that only version 6 has
resource "aws_kms_key" "k" {
  region = "eu-west-1" # TFS001
}

### argument within a block
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  environment {
    variable = {} # TFS001
  }
}

### argument two blocks deep
resource "aws_s3_bucket_server_side_encryption_configuration" "b" {
  bucket = var.x
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
      kms_key       = var.x # TFS001
    }
  }
}

### argument within a block that an argument stands for
resource "aws_security_group" "g" {
  ingress {
    from_port = 1
    to_port   = 1
    protocol  = "tcp"
    ports     = [1] # TFS001
  }
}

### argument of dynamic content
resource "aws_s3_bucket_notification" "n" {
  bucket = var.x
  dynamic "queue" {
    for_each = var.x
    content {
      events    = []
      queue_arn = var.x
      prefix    = var.x # TFS001
    }
  }
}

### argument of an object: Terraform drops it in silence
resource "aws_security_group" "g" {
  ingress = [{
    cidr_blocks      = []
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    security_groups  = []
    self             = false
    from_port        = 1
    to_port          = 1
    protocol         = -1
    description      = null
    port             = 1 # TFS001
  }]
}

### meta-argument within a block
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  environment {
    count = 1 # TFS001
  }
}

### argument of a file (early)
count = 1 # TFS001

### argument of terraform (early)
terraform {
  requires = ">= 1.7" # TFS001
}

### argument of a variable (early)
variable "v" {
  typ = string # TFS001
}

### argument of a validation (early)
variable "v" {
  validation {
    condition     = var.v
    error_message = "Wrong."
    severity      = 1 # TFS001
  }
}

### argument of an output (early)
output "o" {
  value    = 1
  sensitiv = true # TFS001
}

### argument of lifecycle (early)
resource "aws_sqs_queue" "q" {
  lifecycle {
    create_before_destroy_ = true # TFS001
  }
}

### argument of a precondition (early)
resource "aws_sqs_queue" "q" {
  lifecycle {
    precondition {
      condition     = var.x
      error_message = "Wrong."
      when          = 1 # TFS001
    }
  }
}

### argument of moved (early)
moved {
  from = aws_sqs_queue.a
  to   = aws_sqs_queue.b
  id   = 1 # TFS001
}

### argument of a data source
data "aws_region" "r" {
  nam = "eu-west-1" # TFS001
}

### argument of a provider: Terraform reads a provider only where it is used
provider "aws" {
  regio = "eu-west-1" # TFS001
}

### argument of dynamic
resource "aws_s3_bucket_notification" "n" {
  bucket = var.x
  dynamic "queue" {
    for_each = var.x
    each     = 1 # TFS001
    content {
      events    = []
      queue_arn = var.x
    }
  }
}

### block misspelt
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  environmen { # TFS002
  }
}

### block of another resource
resource "aws_sqs_queue" "q" {
  rule { # TFS002
  }
}

### block in a block
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  environment {
    vpc_config { # TFS002
    }
  }
}

### block that dynamic makes
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  dynamic "environmen" { # TFS002
    for_each = var.x
    content {
    }
  }
}

### dynamic lifecycle
resource "aws_sqs_queue" "q" {
  dynamic "lifecycle" { # TFS002
    for_each = var.x
    content {
    }
  }
}

### dynamic in a variable (early)
variable "v" {
  dynamic "validation" { # TFS002
    for_each = []
    content {
    }
  }
}

### block of terraform (early)
terraform {
  bakend "s3" { # TFS002
  }
}

### block of lifecycle (early)
resource "aws_sqs_queue" "q" {
  lifecycle {
    when { # TFS002
    }
  }
}

### block of an output (early)
output "o" {
  value = 1
  postcondition { # TFS002
    condition     = true
    error_message = "Wrong."
  }
}

### block of locals (early)
locals {
  a { # TFS002
  }
}

### type misspelt
resource "aws_sqs_queu" "q" { # TFS003
}

### type of another case
resource "aws_SQS_queue" "q" { # TFS003
}

### data source misspelt
data "aws_sqs_queus" "q" { # TFS003
  name = var.x
}

### data source as a resource
resource "aws_region" "r" { # TFS003
}

### top-level block misspelt (early)
resorce "aws_sqs_queue" "q" { # TFS004
}

### top-level block of a test (early)
run "a" { # TFS004
}

### dynamic at the top (early)
dynamic "resource" { # TFS004
}

### resource without a name (early)
resource "aws_sqs_queue" { # TFS005
}

### resource with a third label (early)
resource "aws_sqs_queue" "q" "r" { # TFS005
}

### variable without a name (early)
variable { # TFS005
}

### locals with a name (early)
locals "l" { # TFS005
}

### label of a nested block
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  environment "e" { # TFS005
  }
}

### label of lifecycle (early)
resource "aws_sqs_queue" "q" {
  lifecycle "l" { # TFS005
  }
}

### provisioner without a type (early)
resource "aws_sqs_queue" "q" {
  provisioner { # TFS005
  }
}

### backend without a type (early)
terraform {
  backend { # TFS005
  }
}

### dynamic without a label
resource "aws_sqs_queue" "q" {
  dynamic { # TFS005
    for_each = var.x
    content {
    }
  }
}

### required argument
resource "aws_sqs_queue_policy" "p" { # TFS006
  queue_url = var.x
}

### all required arguments
resource "aws_sqs_queue_policy" "p" { # TFS006 TFS006
}

### required argument is null
resource "aws_sqs_queue_policy" "p" {
  queue_url = var.x
  policy    = null # TFS006
}

### required argument of a block
resource "aws_s3_bucket_notification" "n" {
  bucket = var.x
  queue { # TFS006
    events = []
  }
}

### required argument of dynamic content
resource "aws_s3_bucket_notification" "n" {
  bucket = var.x
  dynamic "queue" {
    for_each = var.x
    content { # TFS006
      queue_arn = var.x
    }
  }
}

### attributes of an object
resource "aws_security_group" "g" {
  ingress = [{ from_port = 1, to_port = 1 }] # TFS006
}

### dynamic without for_each
resource "aws_s3_bucket_notification" "n" {
  bucket = var.x
  dynamic "queue" { # TFS006
    content {
      events    = []
      queue_arn = var.x
    }
  }
}

### output without a value (early)
output "o" { # TFS006
  description = "None."
}

### module without a source (early)
module "m" { # TFS006
}

### validation without a message (early)
variable "v" {
  validation { # TFS006
    condition = var.v
  }
}

### precondition without a condition (early)
resource "aws_sqs_queue" "q" {
  lifecycle {
    precondition { # TFS006
      error_message = "Wrong."
    }
  }
}

### moved to nowhere (early)
moved { # TFS006
  from = aws_sqs_queue.a
}

### import without an id (early)
import { # TFS006
  to = aws_sqs_queue.q
}

### required argument of a data source
data "aws_sqs_queue" "q" { # TFS006
}

### required block
resource "aws_s3_bucket_versioning" "v" { # TFS007
  bucket = var.x
}

### two blocks required
resource "aws_cloudwatch_event_endpoint" "e" { # TFS007
  name = var.x
  event_bus {
    event_bus_arn = var.x
  }
  routing_config {
    failover_config {
      primary {
      }
      secondary {
      }
    }
  }
}

### required block in a block
resource "aws_cloudwatch_event_endpoint" "e" {
  name = var.x
  event_bus {
    event_bus_arn = var.x
  }
  event_bus {
    event_bus_arn = var.x
  }
  routing_config { # TFS007
  }
}

### dynamic without content
resource "aws_s3_bucket_notification" "n" {
  bucket = var.x
  dynamic "queue" { # TFS007
    for_each = var.x
  }
}

### check without assert (early)
check "c" { # TFS007
}

### too many blocks
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  environment {
  }
  environment { # TFS008
  }
}

### too many blocks by two
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  environment {
  }
  environment { # TFS008
  }
  environment {
  }
}

### timeouts twice
resource "aws_sqs_queue" "q" {
  timeouts {
  }
  timeouts { # TFS008
  }
}

### lifecycle twice (early)
resource "aws_sqs_queue" "q" {
  lifecycle {
  }
  lifecycle { # TFS008
  }
}

### required_providers twice (early)
terraform {
  required_providers {
  }
  required_providers { # TFS008
  }
}

### string for a number
resource "aws_sqs_queue" "q" {
  delay_seconds = "soon" # TFS009
}

### unit in a number
resource "aws_sqs_queue" "q" {
  delay_seconds = "5s" # TFS009
}

### nothing for a number
resource "aws_sqs_queue" "q" {
  delay_seconds = "" # TFS009
}

### hexadecimal number
resource "aws_sqs_queue" "q" {
  delay_seconds = "0x10" # TFS009
}

### bool for a number
resource "aws_sqs_queue" "q" {
  delay_seconds = true # TFS009
}

### number for a bool
resource "aws_sqs_queue" "q" {
  fifo_queue = 1 # TFS009
}

### word for a bool
resource "aws_sqs_queue" "q" {
  fifo_queue = "yes" # TFS009
}

### bool in capitals
resource "aws_sqs_queue" "q" {
  fifo_queue = "True" # TFS009
}

### list for a string
resource "aws_sqs_queue" "q" {
  name = ["q"] # TFS009
}

### object for a string
resource "aws_sqs_queue" "q" {
  name = {} # TFS009
}

### string for a list
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  layers        = "arn" # TFS009
}

### template for a list
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  layers        = "arn:${var.x}" # TFS009
}

### object for a list
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  layers        = {} # TFS009
}

### list in a list
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  layers        = [["arn"]] # TFS009
}

### string for a set
resource "aws_s3_bucket_notification" "n" {
  bucket = var.x
  queue {
    queue_arn = var.x
    events    = "s3:ObjectCreated:*" # TFS009
  }
}

### string for a map
resource "aws_sqs_queue" "q" {
  tags = "a" # TFS009
}

### list for a map
resource "aws_sqs_queue" "q" {
  tags = ["a"] # TFS009
}

### list in a map: Terraform names the line of the argument
resource "aws_sqs_queue" "q" {
  tags = {
    a = 1
    b = [] # TFS009
  }
}

### function that returns a string, for a map
resource "aws_sqs_queue" "q" {
  tags = jsonencode({}) # TFS009
}

### function that returns a list, for a string
resource "aws_sqs_queue" "q" {
  name = split("-", var.x) # TFS009
}

### function that returns a number, for a bool
resource "aws_sqs_queue" "q" {
  fifo_queue = length("abc") # TFS009
}

### function that returns a map, for a list
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  layers        = merge({}, {}) # TFS009
}

### comparison for a number
resource "aws_sqs_queue" "q" {
  delay_seconds = var.x == 1 # TFS009
}

### sum for a bool
resource "aws_sqs_queue" "q" {
  fifo_queue = 1 + 1 # TFS009
}

### list in one branch
resource "aws_sqs_queue" "q" {
  name = true ? ["q"] : null # TFS009
}

### list in a template
resource "aws_sqs_queue" "q" {
  name = ["q"] # TFS009
}

### string in an object
resource "aws_security_group" "g" {
  ingress = "tcp" # TFS009
}

### word for a number in an object: Terraform names the line of the argument
resource "aws_security_group" "g" {
  ingress = [{
    cidr_blocks      = []
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    security_groups  = []
    self             = false
    from_port        = 1
    to_port          = "a" # TFS009
    protocol         = -1
    description      = null
  }]
}

### value of dynamic content
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  dynamic "environment" {
    for_each = [1]
    content {
      variables = "A=1" # TFS009
    }
  }
}

### value of a data source
data "aws_subnets" "s" {
  tags = [] # TFS009
}

### count of a list
resource "aws_sqs_queue" "q" {
  count = [] # TFS009
}

### count of a word
resource "aws_sqs_queue" "q" {
  count = "two" # TFS009
}

### each of a list
resource "aws_sqs_queue" "q" {
  for_each = ["a"] # TFS009
}

### depends_on of one (early)
resource "aws_sqs_queue" "q" {
  depends_on = aws_sqs_queue.r # TFS009
}

### ignore_changes of a string (early)
resource "aws_sqs_queue" "q" {
  lifecycle {
    ignore_changes = "tags" # TFS009
  }
}

### lifecycle of a word (early)
resource "aws_sqs_queue" "q" {
  lifecycle {
    prevent_destroy = "never" # TFS009
  }
}

### quoted type (early)
variable "v" {
  type = "string" # TFS009
}

### quoted type in a type (early)
variable "v" {
  type = list("string") # TFS009
}

### two types in a type (early)
variable "v" {
  type = list(string, string) # TFS009
}

### object of no object (early)
variable "v" {
  type = object(string) # TFS009
}

### optional outside of an object (early)
variable "v" {
  type = optional(string) # TFS009
}

### default of another type (early)
variable "v" {
  type    = string
  default = [] # TFS009
}

### default of a list of another type (early)
variable "v" {
  type    = list(number)
  default = [1, "b"] # TFS009
}

### default of an object that lacks one (early)
variable "v" {
  type    = object({ a = string, b = optional(string), c = any })
  default = { a = 1 } # TFS006
}

### default of a tuple of another length (early)
variable "v" {
  type    = tuple([string])
  default = [1, 2] # TFS009
}

### description of a list (early)
variable "v" {
  description = [] # TFS009
}

### sensitive of a word (early)
output "o" {
  value     = 1
  sensitive = "very" # TFS009
}

### computed argument
resource "aws_sqs_queue" "q" {
  arn = "arn:aws:sqs:eu-west-1:123456789012:q" # TFS010
}

### id
resource "aws_sqs_queue" "q" {
  id = "q" # TFS010
}

### computed argument with a reference
resource "aws_sqs_queue" "q" {
  url = var.x # TFS010
}

### computed argument as a block: Terraform names the line of the resource
resource "aws_api_gateway_account" "a" {
  throttle_settings { # TFS010
  }
}

### deprecated argument
resource "aws_cloudwatch_event_rule" "r" {
  schedule_expression = "rate(5 minutes)"
  is_enabled          = true # TFS011
}

### deprecated block: Terraform names the line of the resource
resource "aws_s3_bucket" "b" {
  versioning { # TFS011
    enabled = true
  }
}

### deprecated argument of the wrong type: Terraform stops at the type
resource "aws_s3_bucket" "b" {
  policy = {} # TFS011 TFS009
}

### removed argument: version 5 takes it
resource "aws_api_gateway_account" "a" {
  reset_on_delete = true # TFS012
}

### removed arguments: version 5 takes it
resource "aws_api_gateway_deployment" "d" {
  rest_api_id       = var.x
  stage_name        = var.x # TFS012
  stage_description = "d"   # TFS012
}

### removed block: version 5 takes it
resource "aws_api_gateway_deployment" "d" {
  rest_api_id = var.x
  canary_settings { # TFS012
  }
}

### map as a block
resource "aws_sqs_queue" "q" {
  tags { # TFS013
    team = "media"
  }
}

### string as a block
resource "aws_sqs_queue" "q" {
  name { # TFS013
  }
}

### block as an argument
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  environment = { # TFS013
    variables = {}
  }
}

### block as a list
resource "aws_s3_bucket_versioning" "v" { # TFS007
  bucket                   = var.x
  versioning_configuration = [{}] # TFS013
}

### lifecycle as an argument
resource "aws_sqs_queue" "q" {
  lifecycle = {} # TFS013
}

### argument that dynamic makes
resource "aws_sqs_queue" "q" {
  dynamic "tags" { # TFS013
    for_each = var.x
    content {
    }
  }
}

### count and for_each (early)
resource "aws_sqs_queue" "q" {
  count    = 1
  for_each = {} # TFS014
}

### count and for_each of a module (early): Terraform misses the module too
module "m" {
  source   = "./m"
  count    = 1
  for_each = {} # TFS014
}

### message of a nested argument
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  filename      = "f.zip"
  handler       = "a.b"
  runtime       = "python3.13"
  environment {
    variable = { A = "${var.x}" } # TFS001
  }
}

### list in a map on one line
resource "aws_sqs_queue" "q" {
  count = 1
  tags  = { team = ["a"] } # TFS009
}

### reference for what is computed
resource "aws_sqs_queue" "q" {
  url = aws_sqs_queue.r.url # TFS010
}
resource "aws_sqs_queue" "r" {
}

### long word
resource "aws_sqs_queue" "q" {
  fifo_queue = "éééééééééééééééééééééééééééééééééééééééééééééééééé" # TFS009
}

### output with a note (early)
output "o" {
  value = 1
  note  = null # TFS001
}
"""

# What is just not damaged
SOUND = r"""
### nothing


### conversions
resource "aws_sqs_queue" "q" {
  delay_seconds = "5"
  fifo_queue    = "true"
  name          = 12
  tags          = { a = true, b = 1.5, c = null }
}

### more conversions
resource "aws_sqs_queue" "q" {
  delay_seconds             = "1e1"
  max_message_size          = "+2048"
  fifo_queue                = "0"
  message_retention_seconds = 60 * 5
}

### null
resource "aws_sqs_queue" "q" {
  name          = null
  arn           = null
  delay_seconds = null
  tags          = null
}

### references
resource "aws_sqs_queue" "q" {
  name          = var.x
  delay_seconds = var.x.y
  fifo_queue    = var.x[0]
  tags          = var.x
}

### what cannot be told
resource "aws_sqs_queue" "q" {
  name          = var.x
  delay_seconds = try(var.x, 5)
  tags          = { for k in var.x : k => k }
  fifo_queue    = var.x ? true : null
}

### a number in a template
resource "aws_sqs_queue" "q" {
  name          = "a-${var.x}"
  delay_seconds = "${var.x}0"
}

### functions
resource "aws_sqs_queue" "q" {
  name          = join("-", ["a", var.x])
  policy        = jsonencode({ a = [{}] })
  tags          = merge(var.x, {})
  delay_seconds = max(1, 2)
  fifo_queue    = contains(["a"], "a")
}

### sets of lists
resource "aws_s3_bucket_notification" "n" {
  bucket = var.x
  queue {
    queue_arn = var.x
    events    = ["s3:ObjectCreated:*"]
  }
  queue {
    queue_arn = var.x
    events    = toset([])
    id        = var.x
  }
}

### meta-arguments
resource "aws_sqs_queue" "q" {
  count      = 2
  provider   = aws
  depends_on = [aws_sqs_queue.r]
  lifecycle {
    create_before_destroy = true
    ignore_changes        = [tags]
    precondition {
      condition     = var.x != null
      error_message = "Wrong."
    }
  }
}
resource "aws_sqs_queue" "r" {
  for_each = toset(["a"])
  lifecycle {
    ignore_changes       = all
    replace_triggered_by = [aws_sqs_queue.s["a"].name]
  }
}
resource "aws_sqs_queue" "s" {
  for_each = { a = 1 }
}

### dynamic
resource "aws_s3_bucket_notification" "n" {
  bucket = var.x
  dynamic "queue" {
    for_each = var.x
    iterator = each_queue
    content {
      events    = each_queue.value
      queue_arn = var.x
    }
  }
}

### dynamic block that is required
resource "aws_s3_bucket_versioning" "v" {
  bucket = var.x
  dynamic "versioning_configuration" {
    for_each = var.x
    content {
      status = "Enabled"
    }
  }
}

### dynamic in dynamic
resource "aws_s3_bucket_lifecycle_configuration" "b" {
  bucket = var.x
  dynamic "rule" {
    for_each = var.x
    content {
      id     = rule.key
      status = "Enabled"
      dynamic "filter" {
        for_each = [1]
        content {
          prefix = filter.value
        }
      }
    }
  }
}

### an argument as blocks
resource "aws_security_group" "g" {
  ingress {
    from_port = 1
    to_port   = 1
    protocol  = "tcp"
  }
  ingress {
    from_port = 2
    to_port   = 2
    protocol  = "tcp"
  }
}

### dynamic blocks of an argument
resource "aws_security_group" "g" {
  dynamic "ingress" {
    for_each = var.x
    content {
      from_port = 1
      to_port   = 1
      protocol  = "tcp"
    }
  }
}

### an argument of objects
resource "aws_security_group" "g" {
  ingress = [{
    cidr_blocks      = []
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    security_groups  = []
    self             = false
    from_port        = 1
    to_port          = 1
    protocol         = -1
    description      = null
  }]
  egress  = []
}

### provisioners
resource "aws_sqs_queue" "q" {
  provisioner "local-exec" {
    command = "true"
  }
  connection {
    host = "h"
  }
}

### data sources
data "aws_region" "r" {
}
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = ["*"]
  }
  lifecycle {
    postcondition {
      condition     = self.json != ""
      error_message = "Wrong."
    }
  }
}

### locals
locals {
  a = 1
  b = ["x", local.a]
}

### terraform
terraform {
  required_version = ">= 1.7"
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

### variables
variable "a" {
  type        = object({ a = optional(list(string), []), b = tuple([any, bool]) })
  default     = { b = [1, true] }
  nullable    = false
  sensitive   = true
  description = "An a."
}
variable "b" {
  type    = map(number)
  default = { a = "1" }
  validation {
    condition     = length(var.b) > 0
    error_message = "Wrong."
  }
}
variable "c" {
  type    = string
  default = null
}
variable "d" {
  type    = list(any)
  default = [1]
}

### outputs
output "o" {
  value       = var.x
  description = "An o."
  sensitive   = true
  depends_on  = []
  precondition {
    condition     = var.x != 1
    error_message = "Wrong."
  }
}

### moved and removed
moved {
  from = aws_sqs_queue.a
  to   = aws_sqs_queue.b
}
removed {
  from = aws_sqs_queue.c
  lifecycle {
    destroy = false
  }
}

### check
check "c" {
  data "aws_region" "r" {
  }
  assert {
    condition     = data.aws_region.r.name == "eu-west-1"
    error_message = "Elsewhere."
  }
}

### count of a string
resource "aws_sqs_queue" "q" {
  count = "2"
}
"""

# What the texts may refer to
VARIABLE = '\nvariable "x" {\n}\n'
HEAD = re.compile(r"^### (?P<name>[^(:\n]+?)(?P<early> \(early\))?(?:: (?P<otherwise>.+))?\n", re.M)
MARK = re.compile(r" # ((?:TFS[0-9]+ ?)+)$")


@dataclass(frozen=True)
class Case:
    """A text, and what is found in it: `CODE:line` each."""

    name: str
    text: str
    early: bool
    otherwise: str

    @property
    def finds(self) -> list[str]:
        marked = ((number, MARK.search(line)) for number, line in enumerate(self.text.splitlines(), 1))
        return sorted(f"{code}:{number}" for number, mark in marked if mark for code in mark[1].split())


def cases(texts: str) -> Iterator[Case]:
    heads = list(HEAD.finditer(texts))
    ends = [head.start() for head in heads[1:]] + [len(texts)]
    for head, end in zip(heads, ends, strict=True):
        yield Case(head["name"], texts[head.end() : end].rstrip() + "\n", bool(head["early"]), head["otherwise"] or "")


DAMAGE = {case.name: case for case in cases(DAMAGED)}
NEAR_MISSES = {case.name: case for case in cases(SOUND)}


def found(text: str) -> list[Diagnostic]:
    return list(schema(read("main.tf", text)))


@pytest.mark.parametrize("path", sorted(GOLDEN.rglob("*.tf")), ids=lambda path: path.relative_to(GOLDEN).as_posix())
def test_goldens_are_sound(path: Path) -> None:
    assert list(schema(read(path.name, path.read_text("utf-8")))) == []


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found(name: str) -> None:
    case = DAMAGE[name]
    assert sorted(f"{finding.code}:{finding.place.line}" for finding in found(case.text)) == case.finds
    assert case.finds


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_near_misses_are_sound(name: str) -> None:
    assert [str(finding) for finding in found(NEAR_MISSES[name].text)] == []


def test_every_code_is_found_and_explained() -> None:
    codes = {find.partition(":")[0] for case in DAMAGE.values() for find in case.finds}
    explained = re.findall("TFS[0-9]+", import_module("eventgen.checks.schema").__doc__ or "")
    assert sorted(codes) == sorted(explained)
    assert len(DAMAGE) == DAMAGED.count("###")


def root(folder: Path, judged: list[Case], terraform: Terraform) -> dict[str, list[tuple[str, int]]]:
    """What Terraform says of case text, in a module of its own: severity and line."""
    parts = [
        'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n',
        VARIABLE,
    ]
    for index, _ in enumerate(judged):
        parts.append(f'module "m{index}" {{\n  source = "./m{index}"\n  x = var.x\n}}\n')
        (folder / f"m{index}").mkdir()
        (folder / f"m{index}" / "main.tf").write_text(VARIABLE, "utf-8")
    (folder / "main.tf").write_text("".join(parts), "utf-8")
    terraform.init(folder)  # which refuses damage: it comes after
    for index, case in enumerate(judged):
        (folder / f"m{index}" / "main.tf").write_text(case.text + VARIABLE, "utf-8")
    said: dict[str, list[tuple[str, int]]] = {case.name: [] for case in judged}
    for finding in terraform.validate(folder)["diagnostics"]:
        file = re.fullmatch(r"m(\d+)/main\.tf", finding["range"]["filename"])
        assert file, finding
        said[judged[int(file[1])].name].append((finding["severity"], finding["range"]["start"]["line"]))
    return said


def ours(case: Case) -> set[tuple[str, int]]:
    return {(finding.severity.word, finding.place.line) for finding in found(case.text)}


@pytest.mark.terraform
@pytest.mark.parametrize("early", [True, False], ids=["early", "late"])
def test_terraform_finds_the_same(early: bool, terraform: Terraform, tmp_path: Path) -> None:
    """What it refuses before it asks the provider hides the rest: two runs."""
    judged = [case for case in DAMAGE.values() if case.early is early]
    said = root(tmp_path, judged, terraform)
    differ = [case.name for case in judged if ours(case) != set(said[case.name])]
    assert differ == [case.name for case in judged if case.otherwise]


@pytest.mark.terraform
def test_terraform_takes_the_near_misses(terraform: Terraform, tmp_path: Path) -> None:
    said = root(tmp_path, list(NEAR_MISSES.values()), terraform)
    assert {name: findings for name, findings in said.items() if findings} == {}


MESSAGES = {
    "argument misspelt": (
        "3:3: error TFS001 aws_sqs_queue.q: delay_second = 5: aws_sqs_queue takes no such argument",
        "write delay_seconds",
    ),
    "message of a nested argument": (
        "8:5: error TFS001 aws_lambda_function.f: environment.variable = {...}: environment takes no such argument",
        "write variables",
    ),
    "output with a note": (
        "3:3: error TFS001 output.o: note = null: output takes no such argument",
        "it takes description, sensitive, ephemeral, depends_on, value or precondition",
    ),
    "block misspelt": (
        "7:3: error TFS002 aws_lambda_function.f: environmen: aws_lambda_function takes no such block",
        "write environment",
    ),
    "type misspelt": (
        "1:1: error TFS003 aws_sqs_queu.q: aws_sqs_queu is no resource type that eventgen knows",
        "write aws_sqs_queue",
    ),
    "top-level block misspelt": ("1:1: error TFS004 resorce: Terraform has no such block", "write resource"),
    "variable without a name": ("1:1: error TFS005 variable has 0 labels: it takes 1 (name)", ""),
    "required argument": (
        "1:1: error TFS006 aws_sqs_queue_policy.p: policy is missing: it takes a string",
        "write policy = ...",
    ),
    "attributes of an object": (
        "2:14: error TFS006 aws_security_group.g: ingress[0] lacks cidr_blocks, description, ipv6_cidr_blocks, "
        "prefix_list_ids, protocol, security_groups and self",
        "",
    ),
    "required block": (
        "1:1: error TFS007 aws_s3_bucket_versioning.v: versioning_configuration: 0 of at least 1 blocks",
        "write versioning_configuration { ... }",
    ),
    "too many blocks": (
        "9:3: error TFS008 aws_lambda_function.f: environment: one too many: it takes at most 1",
        "leave it out",
    ),
    "list in a map on one line": ("3:20: error TFS009 aws_sqs_queue.q: tags.team = [...]: it takes a string", ""),
    "string for a set": (
        '5:17: error TFS009 aws_s3_bucket_notification.n: queue.events = "s3:ObjectCreated:*": '
        "it takes a set of strings",
        'write ["s3:ObjectCreated:*"]',
    ),
    "function that returns a number, for a bool": (
        "2:16: error TFS009 aws_sqs_queue.q: fifo_queue = length(...): it takes true or false",
        "",
    ),
    "long word": (f'2:16: error TFS009 aws_sqs_queue.q: fifo_queue = "{"é" * 37}...": it takes true or false', ""),
    "quoted type": ('2:10: error TFS009 variable.v: type: "string" is no type', "write string"),
    "reference for what is computed": (
        "2:3: error TFS010 aws_sqs_queue.q: url = aws_sqs_queue.r.url: the provider alone sets it",
        "leave it out",
    ),
    "deprecated argument": (
        "3:3: warning TFS011 aws_cloudwatch_event_rule.r: is_enabled = true is deprecated",
        "write state",
    ),
    "removed argument": (
        "2:3: error TFS012 aws_api_gateway_account.a: reset_on_delete = true: version 6 of the provider lacks it",
        "leave it out: version 6 always resets the setting",
    ),
    "map as a block": (
        "2:3: error TFS013 aws_sqs_queue.q: tags: it is no block: it takes a map of strings",
        "write tags = ...",
    ),
    "count and for_each": (
        "3:3: error TFS014 aws_sqs_queue.q: count and for_each exclude each other",
        "leave one of them out",
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_findings_say_what_where_and_what_instead(name: str) -> None:
    message, fix = MESSAGES[name]
    (finding,) = found(DAMAGE[name].text)
    assert (str(finding), finding.fix) == (f"main.tf:{message}", fix)
    assert finding.source == DAMAGE[name].text.splitlines()[finding.place.line - 1]


def test_what_a_terminal_would_obey_is_shown() -> None:
    (key,) = found('resource "aws_sqs_queue" "q" {\n  tags = { "\\u001b" = [] }\n}\n')
    assert key.message == r"aws_sqs_queue.q: tags.\x1b = []: it takes a string"
    (finding,) = found('resource "aws_\\u001b[31m" "\\u202e" {\n}\n')
    assert finding.message == r"aws_\x1b[31m.\u202e: aws_\x1b[31m is no resource type that eventgen knows"


def test_many_equal_mistakes_are_all_found() -> None:
    findings = found("\n".join(f'resource "aws_sqs_queue" "q{n}" {{\n  delay_second = 5\n}}' for n in range(500)))
    assert {finding.fix for finding in findings} == {"write delay_seconds"}
    assert len(findings) == 500

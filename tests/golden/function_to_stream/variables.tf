variable "name" {
  description = "Prefix of the name of everything that the module makes."
  type        = string
  default     = "function-to-stream"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,30}$", var.name))
    error_message = "Use up to 31 lower-case letters, digits and hyphens, starting with a letter."
  }
}

variable "tags" {
  description = "Tags of everything that takes tags, beside those of the page."
  type        = map(string)
  default     = {}
}

variable "image" {
  description = "URI of the function's container image."
  type        = string

  validation {
    condition     = can(regex("^(\\d{12}\\.dkr\\.ecr[.a-z0-9-]+/\\S+)$", var.image))
    error_message = "It takes the URI of an image in a private registry of ECR."
  }
}

variable "subnet" {
  description = "ID of the subnet that the function runs in."
  type        = string

  validation {
    condition     = can(regex("^(subnet-[0-9a-f]{8,17})$", var.subnet))
    error_message = "It takes the ID of a subnet."
  }
}

variable "security_group" {
  description = "ID of the function's security group."
  type        = string

  validation {
    condition     = can(regex("^(sg-[0-9a-f]{8,17})$", var.security_group))
    error_message = "It takes the ID of a security group."
  }
}

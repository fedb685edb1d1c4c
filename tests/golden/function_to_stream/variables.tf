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
}

variable "subnet" {
  description = "ID of the subnet that the function runs in."
  type        = string
}

variable "security_group" {
  description = "ID of the function's security group."
  type        = string
}

variable "name" {
  description = "Prefix of the name of everything that the module makes."
  type        = string
  default     = "orders"

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

variable "sender" {
  description = "ARN of the role that publishes orders."
  type        = string
  default     = "none"
}

variable "publish_package" {
  description = "Path of the zip with the code of publish."
  type        = string
}

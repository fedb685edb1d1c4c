variable "name" {
  description = "Prefix of the name of everything that the module makes."
  type        = string
  default     = "topic-to-email"

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

variable "on_call" {
  description = "Address of whoever is on call."
  type        = string
  sensitive   = true

  validation {
    condition     = can(regex("^([^@\\s]+@[^@\\s]+)$", var.on_call))
    error_message = "It takes the address of somebody who gets mails."
  }
}

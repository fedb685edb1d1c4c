variable "name" {
  description = "Prefix of the name of everything that the module makes."
  type        = string
  default     = "guard"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,25}$", var.name))
    error_message = "Use up to 26 lower-case letters, digits and hyphens, starting with a letter."
  }
}

variable "tags" {
  description = "Tags of everything that takes tags, beside those of the page."
  type        = map(string)
  default     = {}
}

variable "team_email" {
  description = "Who hears of it."
  type        = string

  validation {
    condition     = can(regex("^([^@\\s]+@[^@\\s]+)$", var.team_email))
    error_message = "It takes the address of somebody who gets mails."
  }
}

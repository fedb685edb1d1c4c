variable "name" {
  description = "Prefix of the name of everything that the module makes."
  type        = string
  default     = "billing"

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

variable "orders_placed_arn" {
  description = "The ARN of placed of the page orders."
  type        = string

  validation {
    condition     = can(regex("^(arn:aws(-[a-z]{1,4}){0,2}:sns:[a-z]{2}(-[a-z]{2,4})?-[a-z]{2,9}-\\d:\\d{12}:[A-Za-z0-9_.-]{1,256})$", var.orders_placed_arn))
    error_message = "It takes the ARN of a topic."
  }
}

variable "orders_placed_name" {
  description = "The name of placed of the page orders."
  type        = string
}

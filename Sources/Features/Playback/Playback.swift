// Who may hear what, signed delivery, and plays.

// Who people are: users, sessions, tokens and roles.

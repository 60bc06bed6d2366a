// What an administrator sees and does.

// What happened, told after it is true: the outbox and the bus.

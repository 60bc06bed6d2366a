// Work that outlives a request: a queue with leases, retries and schedules.

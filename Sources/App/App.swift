// Settings in, slices mounted, services run.

// The pages that need several slices.

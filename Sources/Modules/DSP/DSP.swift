// Arithmetic on blocks of samples.

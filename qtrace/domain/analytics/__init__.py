"""Statistics of processes and of measuring: control charts, capability, measurement systems."""

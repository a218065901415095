"""The corpus that we wrote, and what trains Dragoman's encoder on it. Needs torch; the package never imports it."""

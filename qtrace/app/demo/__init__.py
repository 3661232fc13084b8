"""The demo plant: a believable maker of infusion pumps, built through the same commands as any."""

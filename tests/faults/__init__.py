"""Whatever goes wrong at whatever moment: all or nothing, and the work can be done again."""

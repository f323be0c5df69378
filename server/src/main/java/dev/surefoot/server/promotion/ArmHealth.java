package dev.surefoot.server.promotion;

import dev.surefoot.server.runtime.SlotHealth;

/** How the instances of both arms are; a first release has no instance in its baseline. */
record ArmHealth(SlotHealth canary, SlotHealth baseline) {}

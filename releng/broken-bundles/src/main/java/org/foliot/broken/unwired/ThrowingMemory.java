package org.foliot.broken.unwired;

import org.foliot.broken.memory.SoundMemory;

/** A memory strategy that nobody can make. */
public final class ThrowingMemory extends SoundMemory {
    public ThrowingMemory() {
        throw new IllegalStateException("there is no table of costs for this machine");
    }
}

package org.foliot.broken.unwired;

import org.foliot.broken.memory.SoundMemory;

/** A memory strategy that names no record of options. */
public final class NoOptionsMemory extends SoundMemory {
    @Override
    public Class<NoOptions> optionsType() {
        return null;
    }
}

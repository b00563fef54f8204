package org.foliot.broken.options;

import org.foliot.api.host.HostFacts;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.StealMemory;
import org.foliot.broken.memory.SoundMemory;
import org.foliot.broken.selection.Selection;

/** A sound memory strategy under options that are not. */
public final class BadOptionsMemory implements MemoryStrategy<Record> {
    private final BadOptions bad = Selection.of(BadOptions.class);

    @Override
    public Class<Record> optionsType() {
        return bad.type();
    }

    @Override
    public StealMemory open(Record options, HostFacts host, GuestMemory memory, Demand demand) {
        return new SoundMemory().open(new SoundMemory.NoOptions(), host, memory, demand);
    }
}

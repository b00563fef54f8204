package org.foliot.broken.memory;

import org.foliot.api.host.HostFacts;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.StealMemory;
import org.foliot.broken.selection.Selection;

/** The component of a jar with one of the broken strategies. */
public final class BrokenMemoryComponent implements MemoryStrategy<SoundMemory.NoOptions> {
    private final SoundMemory broken = Selection.of(BrokenMemory.class).strategy();

    @Override
    public Class<SoundMemory.NoOptions> optionsType() {
        return SoundMemory.NoOptions.class;
    }

    @Override
    public StealMemory open(SoundMemory.NoOptions options, HostFacts host, GuestMemory memory, Demand demand) {
        return broken.open(options, host, memory, demand);
    }
}

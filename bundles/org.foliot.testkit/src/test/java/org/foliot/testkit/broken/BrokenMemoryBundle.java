package org.foliot.testkit.broken;

import org.foliot.api.host.HostFacts;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.StealMemory;

/** The component of a jar with one of the broken strategies. */
public final class BrokenMemoryBundle implements MemoryStrategy<SoundMemory.NoOptions> {
    private final SoundMemory broken = BrokenMemory.valueOf(Selection.read()).strategy();

    @Override
    public Class<SoundMemory.NoOptions> optionsType() {
        return SoundMemory.NoOptions.class;
    }

    @Override
    public StealMemory open(SoundMemory.NoOptions options, HostFacts host, GuestMemory memory, Demand demand) {
        return broken.open(options, host, memory, demand);
    }
}

package org.foliot.broken.state;

import org.foliot.api.host.HostFacts;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.StealMemory;
import org.foliot.broken.memory.SoundMemory;

/** A memory strategy that counts what it was asked for. */
public final class RememberingMemory extends SoundMemory {
    private int opened;

    @Override
    public StealMemory open(NoOptions options, HostFacts host, GuestMemory memory, Demand demand) {
        opened = Math.max(opened, demand.vcpus());
        return super.open(options, host, memory, demand);
    }
}

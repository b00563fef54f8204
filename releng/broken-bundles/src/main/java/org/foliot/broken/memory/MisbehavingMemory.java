package org.foliot.broken.memory;

import org.foliot.api.host.HostFacts;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.StealMemory;
import org.foliot.broken.deed.Deed;
import org.foliot.broken.selection.Selection;

/** A memory strategy that misbehaves at the end of an update; its nonsense is a negative cost. */
public final class MisbehavingMemory extends SoundMemory {
    private final Deed deed = Selection.of(Deed.class);

    @Override
    public StealMemory open(NoOptions options, HostFacts host, GuestMemory memory, Demand demand) {
        return new ForwardingMemory(super.open(options, host, memory, demand)) {
            @Override
            public long end() {
                deed.act();
                long cost = super.end();
                return deed == Deed.ANSWERS_NONSENSE ? -cost : cost;
            }
        };
    }
}

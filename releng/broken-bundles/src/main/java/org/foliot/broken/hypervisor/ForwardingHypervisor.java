package org.foliot.broken.hypervisor;

import java.util.Optional;
import java.util.Set;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;

/**
 * A hypervisor that does what another does; a subclass gets one thing wrong.
 *
 * @param <O> the options of the other
 */
public class ForwardingHypervisor<O extends Record> implements Hypervisor<O> {
    final Hypervisor<O> sound;

    protected ForwardingHypervisor(Hypervisor<O> sound) {
        this.sound = sound;
    }

    @Override
    public Class<O> optionsType() {
        return sound.optionsType();
    }

    @Override
    public Set<String> abis() {
        return sound.abis();
    }

    @Override
    public int structureSize() {
        return sound.structureSize();
    }

    @Override
    public int structureAlignment() {
        return sound.structureAlignment();
    }

    @Override
    public HypervisorOffer offer(O options, HostFacts host) {
        return sound.offer(options, host);
    }

    @Override
    public VirtualMachine create(O options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        return sound.create(options, host, vm, memory);
    }
}

package org.foliot.dsl.ide;

import java.util.Optional;
import java.util.Set;
import org.foliot.api.extension.Extension;
import org.foliot.api.extension.Option;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.time.Duration;

/** A hypervisor with an option that has no default. */
@Extension(id = "demanding", documentation = "Wants to be told.")
final class Demanding implements Hypervisor<Demanding.Options> {
    /** What there is to set. */
    record Options(
            @Option(doc = "What it takes.") Duration tithe,

            @Option(doc = "Something else.", value = "1") int other) {}

    @Override
    public Class<Options> optionsType() {
        return Options.class;
    }

    @Override
    public Set<String> abis() {
        return Set.of();
    }

    @Override
    public int structureSize() {
        return 64;
    }

    @Override
    public int structureAlignment() {
        return 64;
    }

    @Override
    public VirtualMachine create(Options options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        throw new AssertionError("nothing runs here");
    }
}

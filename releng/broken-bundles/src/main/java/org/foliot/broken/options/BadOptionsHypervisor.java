package org.foliot.broken.options;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.broken.selection.Selection;
import org.foliot.hypervisor.hyperv.Hyperv;
import org.foliot.hypervisor.hyperv.HypervOptions;

/** A sound hypervisor under options that are not. */
public final class BadOptionsHypervisor implements Hypervisor<Record> {
    private final BadOptions bad = Selection.of(BadOptions.class);
    private final Hyperv sound = new Hyperv();

    @Override
    public Class<Record> optionsType() {
        return bad.type();
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
    public VirtualMachine create(Record options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        HypervOptions defaults = OptionSchema.of(HypervOptions.class).instantiate(Map.of(), host.release());
        return sound.create(defaults, host, vm, memory);
    }
}

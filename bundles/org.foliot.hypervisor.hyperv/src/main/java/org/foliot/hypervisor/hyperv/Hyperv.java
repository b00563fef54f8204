package org.foliot.hypervisor.hyperv;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.foliot.api.extension.Extension;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.StealMemory;
import org.osgi.service.component.annotations.Component;

/** Hyper-V on arm64, as the discussion of 2021 has it. */
@Component
@Extension(
        id = Hyperv.ID,
        documentation =
                "Hyper-V on arm64: a reference clock in a page, with scale, offset and sequence, laid over the architected counter,"
                        + " which stays visible beside it. Offers no stolen time.")
public final class Hyperv implements Hypervisor<HypervOptions> {
    static final String ID = "hyperv";

    /** What a structure would be aligned to and large as, if there were any. */
    private static final int CACHE_LINE = 64;

    @Override
    public Class<HypervOptions> optionsType() {
        return HypervOptions.class;
    }

    /** None that the testkit has rules for: there is no stolen time. */
    @Override
    public Set<String> abis() {
        return Set.of();
    }

    @Override
    public int structureSize() {
        return CACHE_LINE;
    }

    @Override
    public int structureAlignment() {
        return CACHE_LINE;
    }

    /** No stolen time, and the host's counter: what the overlay hides is hidden from those who use the overlay only. */
    @Override
    public HypervisorOffer offer(HypervOptions options, HostFacts host) {
        return new HypervisorOffer(ID, OptionalInt.empty(), new TreeSet<>(), Set.of(), false, false, Optional.empty());
    }

    /**
     * Makes one partition.
     *
     * @throws PlacementException for memory of stolen time, of which there is none
     */
    @Override
    public VirtualMachine create(HypervOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        if (memory.isPresent()) {
            throw new PlacementException("guest " + vm.name() + " is given memory for stolen time, but Hyper-V on "
                    + host.name()
                    + " tells a guest nothing of stolen time and would never write there: take pvtime away"
                    + " from it");
        }
        return new HypervMachine(options, host, vm);
    }
}

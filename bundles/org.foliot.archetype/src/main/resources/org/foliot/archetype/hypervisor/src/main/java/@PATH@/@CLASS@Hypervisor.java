package @PACKAGE@;

import java.util.Optional;
import java.util.Set;
import org.foliot.api.extension.Extension;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.StealMemory;
import org.osgi.service.component.annotations.Component;

/** Offers {@code hypervisor @ID@} to scenarios. It has no state of its own. */
@Component
@Extension(
        id = @CLASS@Hypervisor.ID,
        documentation = "Stolen time in memory that the VMM places, found by one hypercall, and a counter with an offset.")
public final class @CLASS@Hypervisor implements Hypervisor<@CLASS@Options> {
    static final String ID = "@ID@";

    @Override
    public Class<@CLASS@Options> optionsType() {
        return @CLASS@Options.class;
    }

    /** None of those that the test kit knows: this interface is its own. */
    @Override
    public Set<String> abis() {
        return Set.of();
    }

    @Override
    public int structureSize() {
        return @CLASS@Interface.SIZE;
    }

    @Override
    public int structureAlignment() {
        return @CLASS@Interface.ALIGNMENT;
    }

    @Override
    public HypervisorOffer offer(@CLASS@Options options, HostFacts host) {
        return HypervisorOffer.plain(ID);
    }

    /** Called for each VM at its start, when it arrives on another host, and on trial while a scenario is edited. */
    @Override
    public VirtualMachine create(@CLASS@Options options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        if (memory.isPresent() && memory.get().donated()) {
            throw new PlacementException("the guest would name the address of its stolen time, but " + ID
                    + " has no call for that; give guest " + vm.name() + " a strategy such as userspace");
        }
        return new @CLASS@Machine(options, host, vm, memory);
    }
}

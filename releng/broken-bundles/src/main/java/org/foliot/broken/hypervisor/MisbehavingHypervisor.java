package org.foliot.broken.hypervisor;

import java.util.Optional;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.broken.deed.Deed;
import org.foliot.broken.selection.Selection;
import org.foliot.hypervisor.hyperv.Hyperv;
import org.foliot.hypervisor.hyperv.HypervOptions;

/** A hypervisor that misbehaves when a vCPU is put on a processor; its nonsense is time that goes backwards. */
public final class MisbehavingHypervisor extends ForwardingHypervisor<HypervOptions> {
    private final Deed deed = Selection.of(Deed.class);

    public MisbehavingHypervisor() {
        super(new Hyperv());
    }

    @Override
    public VirtualMachine create(HypervOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        return new ForwardingMachine(super.create(options, host, vm, memory), vm) {
            @Override
            public void vcpuLoad(int vcpu) {
                deed.act();
                super.vcpuLoad(vcpu);
            }

            @Override
            public VirtualClock clock() {
                return deed == Deed.ANSWERS_NONSENSE ? new Backwards(super.clock()) : super.clock();
            }
        };
    }

    private static final class Backwards extends ForwardingClock {
        Backwards(VirtualClock sound) {
            super(sound);
        }

        @Override
        public long instantOfVirtual(int vcpu, long value) {
            return -1;
        }

        @Override
        public long instantOfPhysical(int vcpu, long value) {
            return -1;
        }
    }
}

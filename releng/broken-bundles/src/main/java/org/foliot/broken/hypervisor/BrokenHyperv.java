package org.foliot.broken.hypervisor;

import java.util.Optional;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.StealMemory;
import org.foliot.hypervisor.hyperv.Hyperv;
import org.foliot.hypervisor.hyperv.HypervOptions;

/** Hyper-V, which has no stolen time, with one thing wrong in what is left to be held to. */
public enum BrokenHyperv {
    /** Refuses memory for stolen time, but leaves whoever wrote the scenario to guess why. */
    REFUSES_WITHOUT_A_WORD {
        @Override
        VirtualMachine create(
                Hypervisor<HypervOptions> sound,
                HypervOptions options,
                HostFacts host,
                VmHost vm,
                Optional<StealMemory> memory) {
            if (memory.isPresent()) {
                throw new PlacementException("");
            }
            return sound.create(options, host, vm, memory);
        }
    },
    /** The counter of a guest that has arrived is a second behind. */
    SETS_THE_COUNTER_BACK_ON_A_MOVE {
        @Override
        VirtualMachine create(
                Hypervisor<HypervOptions> sound,
                HypervOptions options,
                HostFacts host,
                VmHost vm,
                Optional<StealMemory> memory) {
            return new ForwardingMachine(sound.create(options, host, vm, memory), vm) {
                private boolean arrived;

                @Override
                public void restore(SavedState state) {
                    super.restore(state);
                    arrived = true;
                }

                @Override
                public VirtualClock clock() {
                    return arrived ? new Behind(super.clock()) : super.clock();
                }
            };
        }
    };

    abstract VirtualMachine create(
            Hypervisor<HypervOptions> sound,
            HypervOptions options,
            HostFacts host,
            VmHost vm,
            Optional<StealMemory> memory);

    /** The hypervisor. */
    Hypervisor<HypervOptions> hypervisor() {
        BrokenHyperv broken = this;
        return new ForwardingHypervisor<>(new Hyperv()) {
            @Override
            public VirtualMachine create(
                    HypervOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
                return broken.create(sound, options, host, vm, memory);
            }
        };
    }

    private static final class Behind extends ForwardingClock {
        private final long ticks;

        Behind(VirtualClock sound) {
            super(sound);
            this.ticks = sound.frequency().ticksAt(1_000_000_000_000L);
        }

        @Override
        public long virtualCounter(int vcpu, long instant) {
            return super.virtualCounter(vcpu, instant) - ticks;
        }

        @Override
        public long instantOfVirtual(int vcpu, long value) {
            return super.instantOfVirtual(vcpu, value == -1 ? value : value + ticks);
        }
    }
}

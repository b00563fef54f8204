package org.foliot.hypervisor.arm64;

import java.util.OptionalLong;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.observation.Observations;

/** Answers HVC as kvm_smccc_call_handler does (linux-6.12 arch/arm64/kvm/hypercalls.c), for what concerns stolen time. */
final class Hypercalls {
    private final int stolenTime;
    private final boolean pvTimeKnown;
    private final FirmwareBitmap services;
    private final PvTimeDevice device;
    private final TargetList targets;
    private final PtpService ptp;
    private final VmHost vm;
    private final Others others;
    private final long cost;

    /** Calls beside those of KVM. */
    @FunctionalInterface
    interface Others {
        /** What comes back in x0; empty for a call that is none of theirs. */
        OptionalLong answer(int vcpu, int function, int argument);
    }

    /**
     * Hypercalls of one VM.
     *
     * @param ptp answers what concerns the host's real time
     * @param others answers what KVM itself does not know
     * @param cost of one call and return, in picoseconds
     */
    Hypercalls(
            KvmOptions options,
            FirmwareBitmap services,
            PvTimeDevice device,
            PtpService ptp,
            VmHost vm,
            Others others,
            long cost) {
        this.ptp = ptp;
        this.others = others;
        this.stolenTime = Smccc.stolenTime(options.functions());
        this.pvTimeKnown = options.stolenTime();
        this.services = services;
        this.device = device;
        this.targets = new TargetList(services, vm.targetImplementations());
        this.vm = vm;
        this.cost = cost;
    }

    /** Executes the call in the registers: results in x0 to x3, the function id being the low half of x0. */
    void call(int vcpu, Registers registers) {
        int function = (int) registers.x(0);
        if (!targets.answer(function, registers) && !ptp.answer(vcpu, function, registers)) {
            long result = allowed(function) ? dispatch(vcpu, function, registers) : Smccc.NOT_SUPPORTED;
            registers.results(result, 0, 0, 0);
        }
        vm.spend(vcpu, cost);
        vm.observe(Observations.HYPERCALL, vcpu, Smccc.register(function), registers.x(0));
    }

    private boolean allowed(int function) {
        boolean pvTime = function == Smccc.PV_TIME_FEATURES || function == stolenTime;
        return !pvTime || services.pvTime();
    }

    private long dispatch(int vcpu, int function, Registers registers) {
        int argument = (int) registers.x(1);
        OptionalLong other = others.answer(vcpu, function, argument);
        if (other.isPresent()) {
            return other.getAsLong();
        }
        if (function == Smccc.VERSION) {
            return Smccc.VERSION_1_1;
        } else if (function == Smccc.ARCH_FEATURES) {
            // VM-wide: it does not look at the vCPU's address.
            boolean known = pvTimeKnown && argument == Smccc.PV_TIME_FEATURES && services.pvTime();
            return known ? Smccc.SUCCESS : Smccc.NOT_SUPPORTED;
        } else if (pvTimeKnown && function == Smccc.PV_TIME_FEATURES) {
            boolean ours = argument == Smccc.PV_TIME_FEATURES || argument == stolenTime;
            return ours && device.available(vcpu) ? Smccc.SUCCESS : Smccc.NOT_SUPPORTED;
        } else if (pvTimeKnown && function == stolenTime) {
            return device.donated() ? device.donate(vcpu, registers.x(1)) : device.start(vcpu);
        }
        // The kernel passes everything else on to PSCI, which does not know it either.
        return Smccc.NOT_SUPPORTED;
    }
}

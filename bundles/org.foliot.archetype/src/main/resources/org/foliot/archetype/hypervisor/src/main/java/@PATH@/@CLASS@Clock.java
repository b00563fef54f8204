package @PACKAGE@;

import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;

/** The host's counter with an offset, the same for all vCPUs of one VM; it starts at zero and never stops. */
final class @CLASS@Clock implements VirtualClock {
    private final VmHost vm;
    private final Frequency frequency;
    private CounterView view;

    @CLASS@Clock(VmHost vm, Frequency frequency) {
        this.vm = vm;
        this.frequency = frequency;
        show(0);
    }

    /** Shows a value now and runs on from there. */
    void show(long value) {
        view = CounterView.showing(frequency, vm.now(), value);
    }

    @Override
    public Frequency frequency() {
        return frequency;
    }

    @Override
    public long virtualCounter(int vcpu, long instant) {
        return view.at(instant);
    }

    @Override
    public long physicalCounter(int vcpu, long instant) {
        return view.at(instant);
    }

    @Override
    public long instantOfVirtual(int vcpu, long value) {
        return view.instantOf(value, vm.now());
    }

    @Override
    public long instantOfPhysical(int vcpu, long value) {
        return view.instantOf(value, vm.now());
    }
}

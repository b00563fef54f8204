package org.foliot.hypervisor.hyperv;

import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.hypervisor.hyperv.HypervOptions.Cntfrq;
import org.foliot.time.Frequency;

/** What travels of a partition beside its memory: the page's address and sequence, counter and reference time, and CNTFRQ_EL0. */
final class HypervState {
    private static final int VERSION = 1;
    private static final String REFERENCE_TSC = "reference_tsc";
    private static final String SEQUENCE = "sequence";
    private static final String REFERENCE = "reference_time";
    private static final String COUNTER = "virtual_counter";
    private static final String CNTFRQ = "cntfrq";

    private final HostFacts host;
    private final HypervOptions options;
    private final VmHost vm;
    private final PartitionTime time;
    private final ReferenceTsc page;

    HypervState(HostFacts host, HypervOptions options, VmHost vm, PartitionTime time, ReferenceTsc page) {
        this.host = host;
        this.options = options;
        this.vm = vm;
        this.time = time;
        this.page = page;
    }

    SavedState save() {
        SortedMap<String, long[]> values = new TreeMap<>();
        values.put(REFERENCE_TSC, new long[] {page.register()});
        values.put(SEQUENCE, new long[] {page.sequence()});
        values.put(REFERENCE, new long[] {time.reference(vm.now())});
        values.put(COUNTER, new long[] {time.virtualCounter(0, vm.now())});
        values.put(CNTFRQ, new long[] {time.frequency().hertz()});
        return new SavedState(Hyperv.ID, VERSION, values);
    }

    /**
     * Takes a saved partition over. A host of another counter frequency is none that it could not go on with: the page says how.
     *
     * @throws IncompatibleStateException with the reason; the partition that refused is of no further use
     */
    void restore(SavedState saved) {
        if (!saved.hypervisor().equals(Hyperv.ID) || saved.version() != VERSION) {
            throw refused("the guest was saved by " + saved.hypervisor() + " in format " + saved.version() + ", but "
                    + host.name() + " reads format " + VERSION + " of " + Hyperv.ID);
        }
        long hertz = saved.value(CNTFRQ);
        if (hertz <= 0 || hertz > Frequency.MAX.hertz()) {
            throw refused("the guest was saved with a CNTFRQ_EL0 of " + hertz + " Hz, which is none");
        }
        Frequency told = options.cntfrq() == Cntfrq.STAYS ? new Frequency(hertz) : host.counter();
        time.goOnFrom(saved.value(COUNTER), saved.value(REFERENCE), told);
        page.arrive(saved.value(REFERENCE_TSC), (int) saved.value(SEQUENCE));
    }

    private static IncompatibleStateException refused(String message) {
        return new IncompatibleStateException(IncompatibleStateException.SAVED_STATE, message);
    }
}

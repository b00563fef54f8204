package org.foliot.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.cloudsimplus.brokers.DatacenterBroker;
import org.cloudsimplus.brokers.DatacenterBrokerSimple;
import org.cloudsimplus.cloudlets.Cloudlet;
import org.cloudsimplus.cloudlets.CloudletSimple;
import org.cloudsimplus.core.CloudSimPlus;
import org.cloudsimplus.datacenters.DatacenterSimple;
import org.cloudsimplus.hosts.Host;
import org.cloudsimplus.hosts.HostSimple;
import org.cloudsimplus.resources.Pe;
import org.cloudsimplus.resources.PeSimple;
import org.cloudsimplus.schedulers.cloudlet.CloudletSchedulerTimeShared;
import org.cloudsimplus.schedulers.vm.VmSchedulerTimeShared;
import org.cloudsimplus.utilizationmodels.UtilizationModelFull;
import org.cloudsimplus.vms.Vm;
import org.cloudsimplus.vms.VmSimple;

/**
 * What comes nearest to {@link BusyHost} in CloudSim Plus: a host on which four virtual machines share every processing
 * element in time, each with a cloudlet that never ends, and with what they have done brought up to date once per tick.
 *
 * <p>It is the easier work: CloudSim Plus divides a processor into shares, so there are no slices, switches, waits, guests'
 * kernels or stolen time in it, and all virtual machines are updated by one event.
 */
final class BusyDatacenter {
    /** Of a power of two as well: what a virtual machine does in a tick is rounded down to millions of instructions. */
    private static final int MIPS = 4_096;

    /** Never reached, so that no cloudlet ends. */
    private static final long LENGTH = 1_000_000_000_000L;

    /**
     * Of a power of two: with 1/250 s, the rest of a division makes CloudSim Plus 8.5.5 plan an update in no time, which it
     * drops, and after it there is no other.
     */
    private static final double TICK = 1.0 / 256;

    private final CloudSimPlus simulation = new CloudSimPlus(TICK / 4);
    private final List<Cloudlet> cloudlets = new ArrayList<>();
    private final double seconds;

    /**
     * Prepares the simulation, which can be run once.
     *
     * @param cpus how many processing elements the host has
     * @param seconds how long the run is to last, in simulated seconds
     */
    BusyDatacenter(int cpus, int seconds) {
        this.seconds = seconds;
        List<Pe> elements = new ArrayList<>();
        for (int cpu = 0; cpu < cpus; cpu++) {
            elements.add(new PeSimple(MIPS));
        }
        Host host = new HostSimple(1L << 40, 1L << 40, 1L << 40, elements);
        host.setVmScheduler(new VmSchedulerTimeShared());
        new DatacenterSimple(simulation, List.of(host)).setSchedulingInterval(TICK);
        DatacenterBroker broker = new DatacenterBrokerSimple(simulation);
        List<Vm> vms = new ArrayList<>();
        for (int i = 0; i < cpus * BusyHost.VCPUS_PER_CPU; i++) {
            Vm vm = new VmSimple((double) MIPS / BusyHost.VCPUS_PER_CPU, 1);
            vm.setRam(1).setBw(1).setSize(1).setCloudletScheduler(new CloudletSchedulerTimeShared());
            vms.add(vm);
            Cloudlet cloudlet = new CloudletSimple(LENGTH, 1, new UtilizationModelFull());
            cloudlet.setSizes(1).setVm(vm);
            cloudlets.add(cloudlet);
        }
        broker.submitVmList(vms);
        broker.submitCloudletList(cloudlets);
        simulation.terminateAt(seconds);
    }

    /**
     * Runs it from its start to its end.
     *
     * @return how many events CloudSim Plus has processed
     * @throws IllegalStateException if that is not about what the processors can do
     */
    long run() {
        long[] events = new long[1];
        simulation.addOnEventProcessingListener(event -> events[0]++);
        simulation.start();
        long done =
                cloudlets.stream().mapToLong(Cloudlet::getFinishedLengthSoFar).sum();
        double possible = seconds * MIPS * cloudlets.size() / BusyHost.VCPUS_PER_CPU;
        if (Math.abs(done / possible - 1) > 0.02) {
            throw new IllegalStateException(done + " of " + possible + " million instructions were done");
        }
        return events[0];
    }
}

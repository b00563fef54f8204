package org.foliot.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.foliot.engine.EventLoop;
import org.foliot.engine.RandomStreams;

/**
 * All hosts and VMs of one run, on one event loop.
 *
 * <p>What a machine is made of is handed to it; it looks nothing up. Hosts, their tasks and VMs are made before the run, in the
 * order of the scenario: that order breaks ties between events of one kind at one instant, so it is part of the result.
 */
public final class Machine {
    private final EventLoop loop;
    private final RandomStreams streams;
    private final ObservationSink sink;
    private final Subjects subjects = new Subjects();
    private final List<Host> hosts = new ArrayList<>();
    private final List<Vm> vms = new ArrayList<>();

    /**
     * A machine without hosts.
     *
     * @param loop what runs it
     * @param streams where its tasks get their random numbers
     * @param sink is told what happens, {@link ObservationSink#NONE} for nobody
     */
    public Machine(EventLoop loop, RandomStreams streams, ObservationSink sink) {
        this.loop = loop;
        this.streams = streams;
        this.sink = sink;
    }

    /**
     * Makes a host with its groups.
     *
     * @throws IllegalArgumentException for a group whose parent is not there before it
     */
    public Host addHost(HostSpec spec, SchedulerFactory scheduler) {
        Host host = new Host(spec, scheduler, loop, streams, subjects, sink);
        hosts.add(host);
        return host;
    }

    /**
     * Makes a VM and the guest in it; it runs nowhere until it is {@linkplain Vm#start started}.
     *
     * @param spec what it is
     * @param home the host that it starts on
     * @param factory makes it on a host
     * @param guest makes what runs inside
     */
    public Vm addVm(VmSpec spec, Host home, VmFactory factory, GuestFactory guest) {
        Vm vm = new Vm(spec, home, factory, loop, subjects, sink);
        vm.install(guest.create(vm));
        vms.add(vm);
        return vm;
    }

    /** The hosts in the order in which they were made. */
    public List<Host> hosts() {
        return Collections.unmodifiableList(hosts);
    }

    /** The VMs in the order in which they were made. */
    public List<Vm> vms() {
        return Collections.unmodifiableList(vms);
    }

    /** Numbers and paths of everything that can be observed. */
    public Subjects subjects() {
        return subjects;
    }

    /** Present instant in picoseconds since the start of the run. */
    public long now() {
        return loop.now();
    }
}

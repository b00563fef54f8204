package org.foliot.run.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.foliot.admission.Admission;
import org.foliot.admission.Booting;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.StealMemory;
import org.foliot.engine.RandomStreams;
import org.foliot.guest.Guest;
import org.foliot.guest.GuestSpec;
import org.foliot.guest.KernelSpec;
import org.foliot.guest.ProcessSpec;
import org.foliot.machine.Host;
import org.foliot.machine.Machine;
import org.foliot.machine.ThreadSpec;
import org.foliot.machine.VcpuSpec;
import org.foliot.machine.Vm;
import org.foliot.machine.VmCosts;
import org.foliot.machine.VmDevice;
import org.foliot.machine.VmSpec;
import org.foliot.program.ExtensionUse;
import org.foliot.program.GuestDescription;
import org.foliot.program.ProcessDescription;
import org.foliot.time.Address;

/** One guest of the program: the VM, what runs in it, and what has changed of its threads' traits. */
public final class GuestUnit {
    private static final long PAGE = 4096;

    private final GuestDescription description;
    private final Catalog catalog;
    private final Map<String, HostUnit> hosts;
    private final Guest guest;
    private final Vm vm;
    private final List<ThreadSpec> traits = new ArrayList<>();
    private final Map<String, Integer> processes = new TreeMap<>();
    private final List<LongConsumer> witnesses = new ArrayList<>();
    private final Holdings holdings;
    private HostUnit lastHost;
    private KernelSpec kernel;

    GuestUnit(
            GuestDescription description,
            Catalog catalog,
            Map<String, HostUnit> hosts,
            Machine machine,
            RandomStreams streams,
            Admission admission) {
        this.description = description;
        this.catalog = catalog;
        this.hosts = hosts;
        this.lastHost = hosts.get(description.host());
        this.holdings = new Holdings(this, new Booting(admission.errata()));
        this.kernel = new KernelSpec(description.release(), description.kernel(), true);
        List<VcpuSpec> vcpus = new ArrayList<>();
        for (GuestDescription.Vcpu vcpu : description.vcpus()) {
            ThreadSpec thread = Traits.thread(vcpu.traits());
            traits.add(thread);
            vcpus.add(new VcpuSpec(thread, vcpu.present()));
        }
        description
                .pvtime()
                .ifPresent(use ->
                        Chosen.of(use, catalog, lastHost.description().facts().release()));
        GuestSpec software = software();
        Guest[] made = new Guest[1];
        vm = machine.addVm(
                new VmSpec(description.name(), vcpus, description.memory(), description.targets(), VmCosts.NONE),
                lastHost.host(),
                this::device,
                present -> made[0] = new Guest(software, present.platform(), new HypervisorDrivers(present), streams));
        guest = made[0];
    }

    private GuestSpec software() {
        List<ProcessSpec> specs = new ArrayList<>();
        for (ProcessDescription process : description.processes()) {
            processes.put(process.name(), specs.size());
            specs.add(new ProcessSpec(
                    process.name(),
                    process.kind(),
                    process.vcpus(),
                    process.nice(),
                    process.behaviour(),
                    process.irqsOff(),
                    process.started(),
                    OptionalInt.empty()));
        }
        int present = (int) description.vcpus().stream()
                .filter(GuestDescription.Vcpu::present)
                .count();
        MemoryRegion ram = description.memory().stream()
                .filter(r -> r.kind() == MemoryRegion.Kind.RAM)
                .findFirst()
                .orElseThrow(() -> new InvalidProgramException(
                        description.source(), "guest " + description.name() + " has no main memory"));
        GuestSpec anywhere = new GuestSpec(
                description.name(),
                description.vcpus().size(),
                present,
                description.firmware(),
                kernel,
                ram.start(),
                specs);
        // What software donates lies at the end of RAM, out of the way of everything else that a scenario can name.
        long donation = (ram.end() - anywhere.donationBytes()) / PAGE * PAGE;
        if (donation - anywhere.clockDonationBytes() < ram.start().value()) {
            throw new InvalidProgramException(
                    description.source(),
                    "guest " + description.name() + " has too little main memory for " + present + " vCPUs");
        }
        return new GuestSpec(
                anywhere.name(), anywhere.vcpus(), present, anywhere.firmware(), kernel, new Address(donation), specs);
    }

    private VmDevice device(Host host, VmHost port, boolean restored) {
        HostUnit unit = hosts.get(host.name());
        Chosen chosen = unit.hypervisor();
        Optional<StealMemory> steal = description.pvtime().map(use -> {
            MemoryStrategy.Demand demand =
                    Contracts.demand(chosen, description.vcpus().size(), restored);
            return Contracts.stealMemory(strategy(use, host), host.facts(), port.memory(), demand);
        });
        return new VmDevice(Contracts.virtualMachine(chosen, host.facts(), port, steal), steal);
    }

    private Chosen strategy(ExtensionUse use, Host host) {
        return Chosen.of(use, catalog, host.facts().release());
    }

    /** How it was declared. */
    public GuestDescription description() {
        return description;
    }

    /** The VM. */
    public Vm vm() {
        return vm;
    }

    /** What runs in it. */
    public Guest guest() {
        return guest;
    }

    /** Whether it has a process of that name. */
    public boolean hasProcess(String name) {
        return processes.containsKey(name);
    }

    /** Place of a process in the guest. */
    public int process(String name) {
        Integer place = processes.get(name);
        if (place == null) {
            throw new IllegalArgumentException("guest " + description.name() + " has no process " + name);
        }
        return place;
    }

    /** How the threads of its vCPUs are scheduled at present, one per vCPU that it can have. */
    public List<ThreadSpec> traits() {
        return List.copyOf(traits);
    }

    /** Remembers how the thread of a vCPU is scheduled from now on, wherever it goes. */
    public void setTraits(int vcpu, ThreadSpec thread) {
        traits.set(vcpu, thread);
    }

    /** The host that it is on or was on last. */
    public HostUnit lastHost() {
        return vm.host().map(h -> hosts.get(h.name())).orElse(lastHost);
    }

    /** What it holds on to, wherever it goes. */
    public Holdings holdings() {
        return holdings;
    }

    /** Calls a witness when the VMM has stopped the guest to suspend it to disk. */
    void whenSuspended(LongConsumer witness) {
        witnesses.add(witness);
    }

    /** The VMM has stopped the guest and is about to suspend it to disk. */
    public void suspending(long now) {
        lastHost = lastHost();
        witnesses.forEach(w -> w.accept(now));
    }

    /** The guest will boot the kernel that it was declared with, because it is off or resets. */
    public void bootsDeclaredKernel() {
        kernel = new KernelSpec(description.release(), description.kernel(), true);
    }

    /** The kernel that it boots or has booted last. */
    public KernelSpec kernel() {
        return kernel;
    }

    /**
     * The kernel of a release that is set up as the present one, for kexec: settings that are as the present release has them
     * by default become as the new release has them.
     */
    public KernelSpec next(Optional<KernelRelease> release, boolean aware) {
        kernel = release.map(r -> new KernelSpec(r, KernelSettings.moved(kernel, r), aware))
                .orElse(new KernelSpec(kernel.release(), kernel.options(), aware));
        return kernel;
    }
}

package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.workload.Behaviour;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Features;
import org.foliot.dsl.foliot.Firmware;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.GuestMember;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.InterruptsOff;
import org.foliot.dsl.foliot.KernelUse;
import org.foliot.dsl.foliot.Nice;
import org.foliot.dsl.foliot.Process;
import org.foliot.dsl.foliot.PvTime;
import org.foliot.dsl.foliot.Stopped;
import org.foliot.dsl.foliot.Targets;
import org.foliot.dsl.foliot.VcpuCount;
import org.foliot.dsl.foliot.VcpuPlacement;
import org.foliot.dsl.messages.Spelling;
import org.foliot.dsl.resolve.Overrides.PropertyValue;
import org.foliot.dsl.resolve.ResolvedGuest.ResolvedProcess;
import org.foliot.dsl.resolve.ResolvedGuest.ResolvedVcpu;
import org.foliot.dsl.resolve.ResolvedHost.ResolvedGroup;

/** Works out what a guest has in the end. */
final class GuestResolver {
    /** KVM_MAX_VCPUS of arm64 with a GICv3 (arch/arm64/include/asm/kvm_host.h: VGIC_V3_MAX_CPUS). */
    static final int MOST_VCPUS = 512;

    /** Says that a guest has no stolen time, or no firmware. */
    static final String NONE = "none";

    private static final OptionSchema<FirmwareOptions> FIRMWARE = OptionSchema.of(FirmwareOptions.class);
    private static final List<String> FIRMWARE_KINDS = List.of("uefi", NONE);

    private final Overrides overrides;
    private final Values values;
    private final Options options;
    private final Numbers numbers;
    private final Kernels kernels;
    private final Installed installed;
    private final Threads threads;
    private final MemoryMap memoryMap;
    private final Shown shown;
    private final Findings findings;

    GuestResolver(
            Overrides overrides,
            Values values,
            Options options,
            Numbers numbers,
            Kernels kernels,
            Installed installed,
            Threads threads,
            Findings findings) {
        this.overrides = overrides;
        this.values = values;
        this.options = options;
        this.numbers = numbers;
        this.kernels = kernels;
        this.installed = installed;
        this.threads = threads;
        this.memoryMap = new MemoryMap(values, findings);
        this.shown = new Shown(options, findings);
        this.findings = findings;
    }

    /**
     * The guest with everything it has, on a host that is resolved already.
     *
     * @param hosts all hosts that take part
     */
    ResolvedGuest resolve(Guest guest, ResolvedHost host, Map<Host, ResolvedHost> hosts) {
        Collection<GuestMember> members = Refinement.members(guest);
        List<ResolvedVcpu> vcpus = vcpus(guest, members, host);
        KernelChoice kernel = kernels.ofGuest(Refinement.find(members, KernelUse.class), guest);
        ResolvedGuest resolved = new ResolvedGuest(
                guest,
                host,
                vcpus,
                memoryMap.read(guest, members, host.page()),
                pvtime(guest, Refinement.find(members, PvTime.class), host),
                Refinement.find(members, Features.class)
                        .map(f -> shown.features(guest, f, host))
                        .orElse(Collections.emptySortedMap()),
                Refinement.find(members, Targets.class)
                        .map(t -> Shown.implementations(t, hosts))
                        .orElse(List.of()),
                Refinement.find(members, Firmware.class).flatMap(this::firmware),
                kernel,
                processes(guest, members, vcpus.size()),
                members.stream().anyMatch(Stopped.class::isInstance));
        resolved.pvtime().ifPresent(p -> new Placement(installed, findings).check(resolved, p));
        return resolved;
    }

    private List<ResolvedVcpu> vcpus(Guest guest, Collection<GuestMember> members, ResolvedHost host) {
        Optional<VcpuCount> statement = Refinement.find(members, VcpuCount.class);
        String hostOwner = "host " + host.name();
        int present = (int) overrides
                .of(guest, Property.VCPUS)
                .map(v -> values.integer(guest, v.literal(), "the number of vCPUs", 1, MOST_VCPUS))
                .or(() -> statement.map(s -> values.integer(s.getCount(), "the number of vCPUs", 1, MOST_VCPUS)))
                .orElse(OptionalLong.empty())
                .orElse(Defaults.CPUS);
        int possible = statement.map(s -> possible(s, present)).orElse(present);
        List<Integer> cpus = statement
                .map(s -> numbers.read(s.getCpus(), host.cpus(), Codes.CPU_UNKNOWN, "CPU", hostOwner))
                .orElse(List.of());
        List<String> groups = host.groups().stream().map(ResolvedGroup::name).toList();
        ThreadRules common =
                threads.apply(ThreadRules.DEFAULT.on(cpus), Threads.traits(List.copyOf(members)), groups, host.name());
        List<ResolvedVcpu> vcpus = new ArrayList<>();
        for (int i = 0; i < possible; i++) {
            vcpus.add(new ResolvedVcpu(common, i < present));
        }
        for (GuestMember member : members) {
            if (member instanceof VcpuPlacement placement) {
                place(guest, placement, host, groups, vcpus);
            }
        }
        return List.copyOf(vcpus);
    }

    private int possible(VcpuCount statement, int present) {
        if (statement.getPossible() == null) {
            return present;
        }
        return (int) values.integer(statement.getPossible(), "the number of possible vCPUs", present, MOST_VCPUS)
                .orElse(present);
    }

    private void place(
            Guest guest, VcpuPlacement placement, ResolvedHost host, List<String> groups, List<ResolvedVcpu> vcpus) {
        List<Integer> which = numbers.read(
                placement.getVcpus(), vcpus.size(), Codes.VCPU_UNKNOWN, "vCPU", "guest " + guest.getName());
        List<Integer> cpus =
                numbers.read(placement.getCpus(), host.cpus(), Codes.CPU_UNKNOWN, "CPU", "host " + host.name());
        for (int vcpu : which) {
            ThreadRules before = vcpus.get(vcpu).rules();
            ThreadRules placed = placement.getCpus() == null ? before : before.on(cpus);
            vcpus.set(
                    vcpu,
                    new ResolvedVcpu(
                            threads.apply(placed, List.copyOf(placement.getTraits()), groups, host.name()),
                            vcpus.get(vcpu).present()));
        }
    }

    private Optional<ExtensionChoice> pvtime(Guest guest, Optional<PvTime> statement, ResolvedHost host) {
        Optional<PropertyValue> instead = overrides.of(guest, Property.PVTIME);
        return instead.isEmpty()
                ? statement.flatMap(s -> pvtime(s, host))
                : instead.filter(v -> !v.text().equals(NONE))
                        .map(v -> installed.instead(
                                ExtensionKind.MEMORY_STRATEGY,
                                v,
                                statement.map(PvTime::getExtension).orElse(null),
                                statement.map(PvTime::getOptions).orElse(null),
                                host.kernel().release(),
                                statement.map(EObject.class::cast).orElse(guest)));
    }

    private Optional<ExtensionChoice> pvtime(PvTime statement, ResolvedHost host) {
        ExtensionKind kind = ExtensionKind.MEMORY_STRATEGY;
        Optional<String> id = installed.id(statement.getExtension(), kind.title());
        return id.filter(i -> !i.equals(NONE))
                .map(i -> installed.choose(
                        kind,
                        i,
                        statement.getExtension(),
                        statement.getOptions(),
                        host.kernel().release(),
                        statement));
    }

    private Optional<SortedMap<String, String>> firmware(Firmware statement) {
        Optional<Literal> kind = values.literal(statement.getKind());
        if (kind.isPresent() && !FIRMWARE_KINDS.contains(kind.get().text())) {
            findings.error(
                    Codes.WORD_UNKNOWN,
                    statement.getKind(),
                    null,
                    "there is no firmware " + kind.get().source(),
                    Spelling.remedy(kind.get().text(), FIRMWARE_KINDS, "kinds of firmware"),
                    Spelling.nearest(kind.get().text(), FIRMWARE_KINDS));
        }
        SortedMap<String, String> settings = options.read(statement.getOptions(), FIRMWARE, "firmware");
        return kind.filter(k -> !k.text().equals(NONE)).map(k -> settings);
    }

    /** Whether a process disables interrupts, which one that never ends a job would do for ever. */
    private boolean irqsOff(Process process, Behaviour behaviour) {
        Optional<InterruptsOff> statement = Refinement.find(process.getTraits(), InterruptsOff.class);
        boolean endless = behaviour instanceof Behaviour.Busy || behaviour instanceof Behaviour.Locking;
        if (statement.isPresent() && endless) {
            findings.error(
                    Codes.BEHAVIOUR,
                    statement.get(),
                    process.getName() + " would never enable interrupts again",
                    "irqs_off is for jobs that end: run … every …, run … sleep … or run … exit …");
        }
        return statement.isPresent();
    }

    private List<ResolvedProcess> processes(Guest guest, Collection<GuestMember> members, int vcpus) {
        List<ResolvedProcess> processes = new ArrayList<>();
        for (GuestMember member : members) {
            if (member instanceof Process process && process.getName() != null) {
                List<Integer> allowed =
                        numbers.read(process.getVcpus(), vcpus, Codes.VCPU_UNKNOWN, "vCPU", "guest " + guest.getName());
                int nice = Refinement.find(process.getTraits(), Nice.class)
                        .flatMap(threads::nice)
                        .orElse(0);
                OptionalLong count = process.getCount() == null
                        ? OptionalLong.empty()
                        : values.integer(process.getCount(), "the number of processes", 1, HostResolver.MOST_INSTANCES);
                Behaviour behaviour = threads.behaviour(process.getTraits(), process, process.getName());
                boolean stopped = process.getTraits().stream().anyMatch(Stopped.class::isInstance);
                boolean irqsOff = irqsOff(process, behaviour);
                for (String name : HostResolver.instances(process.getName(), count)) {
                    processes.add(
                            new ResolvedProcess(name, process.getName(), allowed, nice, behaviour, irqsOff, stopped));
                }
            }
        }
        return List.copyOf(processes);
    }
}

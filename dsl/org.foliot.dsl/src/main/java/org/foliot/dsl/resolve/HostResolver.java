package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.host.HostFacts;
import org.foliot.api.workload.Behaviour;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.CounterFrequency;
import org.foliot.dsl.foliot.CpuCount;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.HostMember;
import org.foliot.dsl.foliot.HostMemory;
import org.foliot.dsl.foliot.HypervisorUse;
import org.foliot.dsl.foliot.KernelUse;
import org.foliot.dsl.foliot.PageSize;
import org.foliot.dsl.foliot.ProcessorClock;
import org.foliot.dsl.foliot.SchedulerUse;
import org.foliot.dsl.foliot.Stopped;
import org.foliot.dsl.foliot.Task;
import org.foliot.dsl.foliot.Value;
import org.foliot.dsl.resolve.Overrides.PropertyValue;
import org.foliot.dsl.resolve.ResolvedHost.ResolvedGroup;
import org.foliot.dsl.resolve.ResolvedHost.ResolvedTask;
import org.foliot.time.ByteSize;
import org.foliot.time.Frequency;
import org.foliot.time.Ratio;

/** Works out what a host has in the end. */
final class HostResolver {
    /** More than any machine has, and few enough to simulate. */
    static final int MOST_CPUS = 4096;

    /** Instances of one task or process. */
    static final int MOST_INSTANCES = 10_000;

    private static final List<ByteSize> PAGES =
            List.of(ByteSize.ofKibibytes(4), ByteSize.ofKibibytes(16), ByteSize.ofKibibytes(64));

    private final Overrides overrides;
    private final Values values;
    private final Numbers numbers;
    private final Kernels kernels;
    private final Installed installed;
    private final GroupResolver groups;
    private final Threads threads;
    private final Identities identities;
    private final Findings findings;

    HostResolver(
            Overrides overrides,
            Values values,
            Numbers numbers,
            Kernels kernels,
            Installed installed,
            Threads threads,
            Identities identities,
            Findings findings) {
        this.overrides = overrides;
        this.values = values;
        this.numbers = numbers;
        this.kernels = kernels;
        this.installed = installed;
        this.groups = new GroupResolver(values, findings);
        this.threads = threads;
        this.identities = identities;
        this.findings = findings;
    }

    /** The host with everything it has. */
    ResolvedHost resolve(Host host) {
        Collection<HostMember> members = Refinement.members(host);
        KernelChoice kernel = kernels.ofHost(Refinement.find(members, KernelUse.class), host);
        int cpus = (int) overrides
                .of(host, Property.CPUS)
                .map(v -> values.integer(host, v.literal(), "the number of CPUs", 1, MOST_CPUS))
                .or(() -> Refinement.find(members, CpuCount.class).map(this::cpus))
                .orElse(OptionalLong.empty())
                .orElse(Defaults.CPUS);
        Frequency counter = overrides
                .of(host, Property.COUNTER)
                .map(v -> values.frequency(host, v.literal()))
                .or(() -> Refinement.find(members, CounterFrequency.class).map(c -> values.frequency(c.getFrequency())))
                .flatMap(f -> f)
                .orElse(Defaults.COUNTER);
        Ratio counterError = Refinement.find(members, CounterFrequency.class)
                .flatMap(c -> counterError(c.getError()))
                .orElse(Ratio.ZERO);
        Frequency clock = Refinement.find(members, ProcessorClock.class)
                .flatMap(c -> values.frequency(c.getFrequency()))
                .orElse(Defaults.CLOCK);
        ByteSize page =
                Refinement.find(members, PageSize.class).flatMap(this::page).orElse(Defaults.PAGE);
        ByteSize memory = Refinement.find(members, HostMemory.class)
                .flatMap(m -> values.size(m.getSize(), "main memory", page))
                .orElse(Defaults.HOST_MEMORY);
        List<ResolvedGroup> resolvedGroups = groups.resolve(host, members);
        return new ResolvedHost(
                host,
                kernel,
                cpus,
                counter,
                counterError,
                clock,
                memory,
                page,
                identities.resolve(host, members, cpus),
                hypervisor(host, members, kernel.release()),
                scheduler(host, members, kernel.release()),
                resolvedGroups,
                tasks(host, members, cpus, resolvedGroups));
    }

    private OptionalLong cpus(CpuCount statement) {
        return values.integer(statement.getCount(), "the number of CPUs", 1, MOST_CPUS);
    }

    private Optional<Ratio> counterError(Value error) {
        return error == null
                ? Optional.empty()
                : values.deviation(error, "the error of a counter", HostFacts.LARGEST_COUNTER_ERROR);
    }

    private Optional<ByteSize> page(PageSize statement) {
        Optional<ByteSize> size = values.size(statement.getSize(), "a page", PAGES.get(0));
        if (size.isPresent() && !PAGES.contains(size.get())) {
            findings.error(
                    Codes.VALUE_RANGE,
                    statement.getSize(),
                    "a page cannot have " + size.get(),
                    "arm64 has pages of 4 KiB, 16 KiB and 64 KiB");
            return Optional.empty();
        }
        return size;
    }

    private ExtensionChoice hypervisor(Host host, Collection<HostMember> members, KernelRelease release) {
        Optional<HypervisorUse> use = Refinement.find(members, HypervisorUse.class);
        ExtensionKind kind = ExtensionKind.HYPERVISOR;
        Optional<PropertyValue> instead = overrides.of(host, Property.HYPERVISOR);
        if (instead.isPresent()) {
            return installed.instead(
                    kind,
                    instead.get(),
                    use.map(HypervisorUse::getExtension).orElse(null),
                    use.map(HypervisorUse::getOptions).orElse(null),
                    release,
                    use.map(EObject.class::cast).orElse(host));
        }
        String id =
                use.flatMap(u -> installed.id(u.getExtension(), kind.title())).orElse(Defaults.HYPERVISOR);
        return installed.choose(
                kind,
                id,
                use.map(HypervisorUse::getExtension).orElse(null),
                use.map(HypervisorUse::getOptions).orElse(null),
                release,
                use.map(EObject.class::cast).orElse(host));
    }

    private Optional<ExtensionChoice> scheduler(Host host, Collection<HostMember> members, KernelRelease release) {
        Optional<SchedulerUse> use = Refinement.find(members, SchedulerUse.class);
        ExtensionKind kind = ExtensionKind.HOST_SCHEDULER;
        Optional<PropertyValue> instead = overrides.of(host, Property.SCHEDULER);
        if (instead.isPresent()) {
            return Optional.of(installed.instead(
                    kind,
                    instead.get(),
                    use.map(SchedulerUse::getExtension).orElse(null),
                    use.map(SchedulerUse::getOptions).orElse(null),
                    release,
                    use.map(EObject.class::cast).orElse(host)));
        }
        if (use.isEmpty()) {
            installed.requireBuiltInScheduler(release, host);
            return Optional.empty();
        }
        return installed
                .id(use.get().getExtension(), kind.title())
                .map(id -> installed.choose(
                        kind, id, use.get().getExtension(), use.get().getOptions(), release, use.get()));
    }

    private List<ResolvedTask> tasks(
            Host host, Collection<HostMember> members, int cpus, List<ResolvedGroup> resolvedGroups) {
        List<String> groupNames =
                resolvedGroups.stream().map(ResolvedGroup::name).toList();
        List<ResolvedTask> tasks = new ArrayList<>();
        for (HostMember member : members) {
            if (member instanceof Task task && task.getName() != null) {
                String owner = "host " + host.getName();
                List<Integer> allowed = numbers.read(task.getCpus(), cpus, Codes.CPU_UNKNOWN, "CPU", owner);
                ThreadRules rules = threads.apply(
                        ThreadRules.DEFAULT.on(allowed), Threads.traits(task.getTraits()), groupNames, host.getName());
                Behaviour behaviour = threads.behaviour(task.getTraits(), task, task.getName());
                if (behaviour instanceof Behaviour.Exiting) {
                    findings.error(
                            Codes.BEHAVIOUR,
                            task,
                            Name.feature(task),
                            task.getName() + " is in no guest that it could leave",
                            "exit is for processes of a guest; write run … sleep … for a task");
                } else if (behaviour instanceof Behaviour.Sampling) {
                    findings.error(
                            Codes.BEHAVIOUR,
                            task,
                            Name.feature(task),
                            task.getName() + " is in no guest that it could read",
                            "a program that reads is a process of a guest; write run … every … for a task");
                }
                boolean stopped = task.getTraits().stream().anyMatch(Stopped.class::isInstance);
                for (String name : instances(task.getName(), count(task))) {
                    tasks.add(new ResolvedTask(name, rules, behaviour, stopped));
                }
            }
        }
        return List.copyOf(tasks);
    }

    private OptionalLong count(Task task) {
        return task.getCount() == null
                ? OptionalLong.empty()
                : values.integer(task.getCount(), "the number of tasks", 1, MOST_INSTANCES);
    }

    /** Names of the instances: the name itself, or with an index each where a number is given. */
    static Set<String> instances(String name, OptionalLong count) {
        Set<String> names = new LinkedHashSet<>();
        if (count.isEmpty()) {
            names.add(name);
        } else {
            for (long i = 0; i < count.getAsLong(); i++) {
                names.add(name + "[" + i + "]");
            }
        }
        return names;
    }
}

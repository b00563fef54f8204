package org.foliot.run.world;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.admission.HostOffer;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.host.HostFacts;
import org.foliot.machine.GroupSpec;
import org.foliot.machine.Host;
import org.foliot.machine.HostSpec;
import org.foliot.machine.Machine;
import org.foliot.machine.Quota;
import org.foliot.machine.Task;
import org.foliot.machine.TaskSpec;
import org.foliot.program.GroupDescription;
import org.foliot.program.HostDescription;
import org.foliot.program.Source;
import org.foliot.program.TaskDescription;
import org.foliot.time.ByteSize;

/** One host of the program with its scheduler, its hypervisor, its tasks and the quotas that its groups have at present. */
public final class HostUnit {
    private final HostDescription description;
    private final Catalog catalog;
    private final Host host;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final SortedMap<String, Quota> quotas = new TreeMap<>();
    private Chosen scheduler;
    private Chosen hypervisor;
    private HostOffer offer;

    HostUnit(HostDescription description, Catalog catalog, Machine machine) {
        this.description = description;
        this.catalog = catalog;
        choose(description.facts().release());
        host = machine.addHost(
                new HostSpec(
                        description.facts(),
                        description.groups().stream().map(HostUnit::group).toList()),
                present -> Contracts.runQueues(scheduler, present));
        for (GroupDescription group : description.groups()) {
            quota(group).ifPresent(q -> quotas.put(group.name(), q));
        }
        for (TaskDescription task : description.tasks()) {
            String kind = task.name().replaceFirst("\\[\\d+]$", "");
            tasks.put(
                    task.name(),
                    host.addTask(new TaskSpec(task.name(), kind, Traits.thread(task.traits()), task.behaviour())));
        }
    }

    private void choose(KernelRelease release) {
        Chosen newScheduler = schedulerFor(release, description.source());
        hypervisor = Chosen.of(description.hypervisor(), catalog, release);
        scheduler = newScheduler;
    }

    /** The scheduler that the scenario names, or else the one that a kernel has built in. */
    private Chosen schedulerFor(KernelRelease release, Source wanted) {
        return description
                .scheduler()
                .map(named -> Chosen.of(named, catalog, release))
                .orElseGet(() -> Chosen.builtIn(release, catalog, wanted));
    }

    /**
     * Checks that the host could boot another kernel.
     *
     * @param wanted where that is asked for
     * @throws InvalidProgramException when no scheduler is named, and the one of that kernel is not installed
     */
    public void requireBootable(KernelRelease release, Source wanted) {
        schedulerFor(release, wanted);
    }

    private static GroupSpec group(GroupDescription group) {
        return group.session()
                ? GroupSpec.session(group.name())
                : new GroupSpec(group.name(), group.parent(), group.weight(), quota(group), group.idle());
    }

    private static Optional<Quota> quota(GroupDescription group) {
        return group.quota().map(q -> new Quota(q.time(), q.period(), group.burst()));
    }

    /** How it was declared. */
    public HostDescription description() {
        return description;
    }

    /** The machine's host. */
    public Host host() {
        return host;
    }

    /** Its tasks by name, in the order of the program. */
    public Map<String, Task> tasks() {
        return tasks;
    }

    /** What schedules its threads at present. */
    Chosen scheduler() {
        return scheduler;
    }

    Chosen hypervisor() {
        return hypervisor;
    }

    /** What it offers guests, with its present kernel. */
    public HostOffer offer(ByteSize room) {
        if (offer == null) {
            offer = HostOffer.of(
                    room, host.facts(), Contracts.offer(hypervisor, host.facts()), description.processors());
        }
        return offer.room().equals(room) ? offer : offer.withRoom(room);
    }

    /** The limit that a group has at present, if it has one. */
    public Optional<Quota> quota(String group) {
        return Optional.ofNullable(quotas.get(group));
    }

    /** Limits a group. */
    public void limit(String group, Quota quota) {
        host.groups().setQuota(group, quota);
        quotas.put(group, quota);
    }

    /** Removes the limit of a group. */
    public void unlimit(String group) {
        host.groups().clearQuota(group);
        quotas.remove(group);
    }

    /** Boots another kernel: scheduler and hypervisor behave as that release, where the scenario does not say otherwise. */
    public void upgrade(KernelRelease release) {
        HostFacts old = host.facts();
        choose(release);
        offer = null;
        host.upgrade(old.withKernel(release, old.kernel()), present -> Contracts.runQueues(scheduler, present));
    }
}
